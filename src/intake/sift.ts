import { sql } from 'kysely'
import type { Heard, HeardMessage } from '../connectors/index.ts'
import type { Db, Tx } from '../core/database.ts'
import type { UntrustedHtml } from '../lib/html.ts'
import { linksIn } from '../lib/html-links.ts'
import type { Listened, Matching } from '../listening/index.ts'
import type { Said } from '../reading/index.ts'
import { readingOf } from './note-mentions.ts'
import { isTangled, readHtml, withoutTags } from './sanitise.ts'
import type { Understanding } from './understand.ts'

/** What sifting has at hand. Without `matching` nothing that was only overheard is kept. */
export interface Sieve {
  matching?: Matching | undefined
  understanding?: Understanding | undefined
  /** The connector's: overheard messages that are kept, whole. */
  inFull?: ((messages: readonly HeardMessage[]) => Promise<HeardMessage[]>) | undefined
}

/** What is left of a batch, and how much was only overheard. */
export interface Sifted {
  heard: readonly Heard[]
  overheard: number
  kept: number
}

/**
 * Of what was only overheard, keeps the messages that a query wants, and those changed or deleted that are here already.
 * Everything else of a batch stays as it is.
 */
export async function sift(
  db: Db,
  channel: { id: string; network: string },
  heard: readonly Heard[],
  by: Sieve,
): Promise<Sifted> {
  const overheard = heard.flatMap((item) => (item.kind === 'message' && item.message.overheard ? [item.message] : []))
  const lost = heard.flatMap((item) => (item.kind === 'deletion' && item.overheard ? [item.externalId] : []))
  if (overheard.length === 0 && lost.length === 0) return { heard, overheard: 0, kept: 0 }
  const here = await hereAlready(db, channel.id, [...overheard.map(({ externalId }) => externalId), ...lost])
  const wanted = await wantedOf(db, channel, overheard, by)
  const chosen = overheard.filter((message, at) => wanted[at] || here.has(message.externalId))
  const whole = chosen.length > 0 && by.inFull ? await by.inFull(chosen) : chosen
  return {
    heard: [
      ...heard.filter((item) => !isOverheard(item)),
      ...whole.map((message): Heard => ({ kind: 'message', message })),
      ...lost.filter((id) => here.has(id)).map((externalId): Heard => ({ kind: 'deletion', externalId })),
    ],
    overheard: overheard.length,
    kept: whole.length,
  }
}

const isOverheard = (item: Heard): boolean =>
  item.kind === 'message' ? item.message.overheard === true : item.kind === 'deletion' && item.overheard === true

async function hereAlready(db: Db, channelId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('messages')
    .select('external_id')
    .where('channel_id', '=', channelId)
    .where(sql<boolean>`external_id = any(${[...ids]}::text[])`)
    .execute()
  return new Set(rows.map((row) => row.external_id))
}

async function wantedOf(
  db: Db,
  channel: { id: string; network: string },
  messages: readonly HeardMessage[],
  { matching, understanding }: Sieve,
): Promise<readonly boolean[]> {
  if (!matching || messages.length === 0) return []
  const listened = messages.map((message) => listenedOf(message, channel))
  const needs = await matching.needs(db)
  const found = await matching.match(
    db,
    needs === 'reading' ? await readAll(understanding, messages, listened) : listened,
    { languages: needs === 'language' },
  )
  return found.map((queryIds) => queryIds.length > 0)
}

/** With how each reads, where somebody can tell now. */
async function readAll(
  understanding: Understanding | undefined,
  messages: readonly HeardMessage[],
  listened: readonly Listened[],
): Promise<readonly Listened[]> {
  const said = listened.map(({ text }, at): Said => {
    const { language } = messages[at] ?? {}
    return { text, ...(language ? { language } : {}) }
  })
  const understood = await understanding?.read(said).catch(() => undefined)
  return listened.map((message, at) => {
    const one = understood?.[at]
    return one ? { ...message, ...readingOf(one.reading), topics: one.topics.map(({ value }) => value) } : message
  })
}

/** A heard message as queries see it, before it is anything to us. */
function listenedOf(message: HeardMessage, channel: { id: string; network: string }): Listened {
  const { body, author, media, mentions, language, subject, parentExternalId } = message
  const markup = 'html' in body ? body.html : null
  return {
    ...(subject ? { subject } : {}),
    text: 'text' in body ? body.text : textOf(body.html),
    author: { name: author.name, ...(author.handle ? { handle: author.handle } : {}) },
    to: mentions ?? [],
    links: linksIn(markup),
    network: channel.network,
    channel: channel.id,
    ...(language ? { language } : {}),
    isReply: parentExternalId !== undefined,
    isMine: false,
    hasImage: media.some(({ kind }) => kind === 'image'),
    hasVideo: media.some(({ kind }) => kind === 'video'),
  }
}

const textOf = (html: UntrustedHtml): string => (isTangled(html) ? withoutTags(html) : readHtml(html).text)

/** Counts what was only overheard at a window, and how much of it was kept, by day. */
export async function countOverheard(tx: Tx, channelId: string, { overheard, kept }: Sifted, now: Date): Promise<void> {
  if (overheard === 0) return
  await sql`
    insert into channel_overheard (channel_id, day, heard, kept)
    values (${channelId}, ${now.toISOString().slice(0, 10)}::date, ${overheard}, ${kept})
    on conflict (channel_id, day) do update
      set heard = channel_overheard.heard + excluded.heard, kept = channel_overheard.kept + excluded.kept`.execute(tx)
}
