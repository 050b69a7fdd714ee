import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { toDocument } from './query/to-document.ts'
import type { StoredMessage, StoredMessages } from './stored-message.ts'

/** Which mentions of a query. */
export interface MentionsAsked {
  queryId: string
  since?: Date | undefined
  until?: Date | undefined
  mood?: -1 | 0 | 1 | undefined
  identityId?: string | undefined
  channelId?: string | undefined
  after?: { at: Date; id: string } | undefined
  limit?: number | undefined
}

export interface Mention {
  messageId: string
  saidAt: Date
  /** Null where nobody read it. */
  mood: number | null
}

const pageLength = 30
/** To find those with a word, no more than this are read for a page. */
const mostRead = 2_000
const readAtOnce = 200

/** A page of mentions, what was said last first. */
export async function findMentions(
  db: Db,
  asked: MentionsAsked,
): Promise<{ mentions: Mention[]; after: Mention | undefined }> {
  const { limit = pageLength } = asked
  const { rows } = await sql<Mention>`
    select m.message_id as "messageId", m.said_at as "saidAt", m.mood from mentions m where ${which(asked)}
    order by m.said_at desc, m.message_id desc limit ${limit + 1}`.execute(db)
  const mentions = rows.slice(0, limit)
  return { mentions, after: rows.length > limit ? mentions.at(-1) : undefined }
}

/** The conditions on `mentions m`. */
export function which(asked: MentionsAsked): RawBuilder<unknown> {
  const { queryId, since, until, mood, identityId, channelId, after } = asked
  const conditions = [sql`m.query_id = ${queryId}::uuid`]
  if (since) conditions.push(sql`m.said_at >= ${since}`)
  if (until) conditions.push(sql`m.said_at < ${until}`)
  if (mood !== undefined) conditions.push(sql`m.mood = ${mood}`)
  if (identityId) conditions.push(sql`m.identity_id = ${identityId}::uuid`)
  if (channelId) conditions.push(sql`m.channel_id = ${channelId}::uuid`)
  if (after) conditions.push(sql`(m.said_at, m.message_id) < (${after.at}, ${after.id}::uuid)`)
  return sql.join(conditions, sql` and `)
}

/** The same of those alone whose text has a word or hashtag. Reads some thousands at most; then the page ends where it is. */
export async function findMentionsWith(
  db: Db,
  stored: StoredMessages,
  word: string,
  asked: MentionsAsked,
): Promise<{ mentions: Mention[]; after: Mention | undefined }> {
  const { limit = pageLength } = asked
  const mentions: Mention[] = []
  let place = asked.after
  let last: Mention | undefined
  for (let read = 0; read < mostRead; read += readAtOnce) {
    const page = await findMentions(db, { ...asked, after: place, limit: readAtOnce })
    const ids = page.mentions.map(({ messageId }) => messageId)
    const have = new Set((await stored.some(db, ids)).filter(hasWord(word)).map(({ id }) => id))
    for (const mention of page.mentions) {
      if (have.has(mention.messageId)) mentions.push(mention)
      if (mentions.length === limit) return { mentions, after: mention }
    }
    last = page.after
    if (!last) return { mentions, after: undefined }
    place = { at: last.saidAt, id: last.messageId }
  }
  return { mentions, after: last }
}

const hasWord =
  (word: string) =>
  ({ listened }: StoredMessage): boolean =>
    toDocument(listened).places.some(({ key, also }) => key === word || also.includes(word))
