import type { Db } from '../core/database.ts'
import type { T } from '../core/i18n/translator.ts'
import { csvCell, csvMark } from '../lib/csv-cell.ts'
import { findMentions, type MentionsAsked } from './find-mentions.ts'
import type { StoredMessage, StoredMessages } from './stored-message.ts'

/** A mention as somebody takes it home. */
export interface Taken {
  said_at: string
  person: string
  window: string
  network: string
  mood: 'negative' | 'neutral' | 'positive' | null
  text: string
  message_id: string
}

const pageLength = 500

/** Every mention that is asked for, the latest first, page by page: nothing is held but one page. */
export async function* takeHome(db: Db, stored: StoredMessages, asked: MentionsAsked): AsyncGenerator<Taken[]> {
  const windows = new Map(
    (await db.selectFrom('channels').select(['id', 'name']).execute()).map((one) => [one.id, one.name]),
  )
  let { after } = asked
  for (;;) {
    const page = await findMentions(db, { ...asked, after, limit: pageLength })
    const ids = page.mentions.map(({ messageId }) => messageId)
    const messages = new Map((await stored.some(db, ids)).map((message) => [message.id, message]))
    yield page.mentions.flatMap(({ messageId, mood }) => {
      const message = messages.get(messageId)
      return message ? [asTaken({ ...message, mood }, windows.get(message.channelId) ?? '')] : []
    })
    if (!page.after) return
    after = { at: page.after.saidAt, id: page.after.messageId }
  }
}

const moods = ['negative', 'neutral', 'positive'] as const

const asTaken = ({ id, saidAt, mood, listened }: StoredMessage, window: string): Taken => ({
  said_at: saidAt.toISOString(),
  person: listened.author?.name ?? '',
  window,
  network: listened.network,
  mood: mood === null ? null : (moods[mood + 1] ?? null),
  text: [listened.subject, listened.text].filter(Boolean).join('\n'),
  message_id: id,
})

/** As a CSV file, its columns named in the reader's language. */
export async function* asCsv(pages: AsyncIterable<readonly Taken[]>, t: T, publicUrl: string): AsyncGenerator<string> {
  const names = ['when', 'person', 'window', 'mood', 'said', 'address'].map((name) => csvCell(t(columns[name] ?? name)))
  yield `${csvMark}${names.join(',')}\r\n`
  for await (const page of pages)
    yield page
      .map((one) => {
        const mood = one.mood ? t(`listening.mood-${one.mood}`) : ''
        const address = `${publicUrl}/messages/${one.message_id}`
        const cells = [one.said_at, one.person, one.window, mood, one.text, address]
        return `${cells.map(csvCell).join(',')}\r\n`
      })
      .join('')
}

const columns: Record<string, string> = {
  when: 'listening.column-when',
  person: 'listening.person',
  window: 'listening.window',
  mood: 'listening.column-mood',
  said: 'listening.column-said',
  address: 'listening.column-address',
}

/** As one JSON list. */
export async function* asJson(pages: AsyncIterable<readonly Taken[]>): AsyncGenerator<string> {
  let before = '['
  for await (const page of pages)
    for (const one of page) {
      yield `${before}\n${JSON.stringify(one)}`
      before = ','
    }
  yield before === '[' ? '[]\n' : '\n]\n'
}
