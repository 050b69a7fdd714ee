import { type RawBuilder, sql } from 'kysely'
import type { Visibility } from '../connectors/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { fileUrl } from '../core/files/routes.ts'
import { prepared } from '../core/prepared.ts'
import type { Who } from './conversation.ts'
import { type MessageReading, readingsOf } from './message-reading.ts'
import { type MessageTopic, topicsOf } from './message-topics.ts'
import {
  type AskedModeration,
  type MessageReaction,
  moderationsAsked,
  reactionsOf,
} from './reactions/find-reactions.ts'
import { withoutSecrets } from './survey/link.ts'

/** Who said it, on the network they said it on. */
export interface Speaker {
  identityId: string
  personId: string
  name: string
  handle: string | null
  url: string | null
  /** Their picture at our own address. */
  avatar: string | null
  isBot: boolean
}

export interface Media {
  position: number
  kind: 'image' | 'video' | 'audio' | 'file'
  url: string
  alt: string | null
  mime: string | null
  bytes: number | null
  name: string | null
  /** Our copy, at our own address; null when there is none. */
  file: string | null
  /** Of a picture that we have, where it is known. */
  size: { width: number; height: number } | null
}

/** What a message said before it was edited. */
export interface Revision {
  replacedAt: Date
  subject: string | null
  text: string
}

/** Something that somebody said, with everything a page shows of it. */
export interface Message {
  id: string
  conversationId: string
  channelId: string
  externalId: string
  parentExternalId: string | null
  rootExternalId: string | null
  speaker: Speaker
  subject: string | null
  text: string
  /** Only its beginning is here: the whole is at its own address. */
  isClipped: boolean
  html: string | null
  visibility: Visibility
  language: string | null
  url: string | null
  saidAt: Date
  heardAt: Date
  editedAt: Date | null
  deletedAt: Date | null
  isOurs: boolean
  /** It only asks how it went; without the link by which they answer. */
  asksAfter: boolean
  concernsUs: boolean
  moderation: string | null
  counts: { replies?: number; likes?: number; shares?: number } | null
  mentions: string[]
  media: Media[]
  revisions: Revision[]
  /** What is understood of it; null of our own words, and of what is still to be read. */
  reading: MessageReading | null
  /** What it is about, in the organisation's own words. */
  topics: MessageTopic[]
  /** What we did to it without a word. */
  reactions: MessageReaction[]
  /** What one of us asked its network to do with it last. */
  askedModeration: AskedModeration | null
  /** The decision of ours that it comes from; null when it was said elsewhere. */
  sent: { replyId: string; deliveryId: string; by: Who | null } | null
}

/** One message, whole. Refuses with 404. */
export async function findMessage(db: Db | Tx, id: string): Promise<Message> {
  const [message] = await readMessages(db, sql`where m.id = ${id}`, { whole: true })
  if (!message) throw notFound()
  return message
}

/** A thread of long texts must not fill the memory: beyond this a text is shown by its beginning. */
const clippedAt = 20_000

/**
 * The messages that a clause (`where … order by … limit …`, on `messages m`) selects, in its order, in nine queries at most
 * whatever their number.
 */
export async function readMessages(
  db: Db | Tx,
  clause: RawBuilder<unknown>,
  { whole = false }: { whole?: boolean } = {},
): Promise<Message[]> {
  const most = sql.lit(whole ? 10_000_000 : clippedAt)
  const { rows } = await prepared(
    db,
    sql<Row>`
    select m.id, m.conversation_id, m.channel_id, m.external_id, m.parent_external_id, m.root_external_id, m.subject,
      left(m.text, ${most}) as text, length(m.text) > ${most} as clipped,
      case when length(m.html) <= 3 * ${most} then m.html end as html, m.visibility, m.language, m.url, m.said_at, m.heard_at,
      m.edited_at, m.deleted_at, m.is_ours, m.asks_after, m.concerns_us, m.moderation, m.counts, m.mentions,
      m.identity_id, i.person_id, i.name, i.handle, i.url as speaker_url, i.avatar_file, i.is_bot
    from messages m join identities i on i.id = m.identity_id ${clause}`,
  )
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const edited = rows.filter((row) => row.edited_at).map((row) => row.id)
  const ours = rows.filter((row) => row.is_ours).map((row) => row.id)
  const theirs = rows.filter((row) => !row.is_ours && !row.deleted_at).map((row) => row.id)
  const [media, revisions, sent, readings, topics, reacted, moderated] = await Promise.all([
    mediaOf(db, ids),
    revisionsOf(db, edited),
    sentOf(db, ours),
    readingsOf(db, theirs),
    topicsOf(db, theirs),
    reactionsOf(db, theirs),
    moderationsAsked(db, theirs),
  ])
  return rows.map((row) => ({
    ...asMessage(row),
    media: media.get(row.id) ?? [],
    revisions: (revisions.get(row.id) ?? []).map((was) =>
      row.asks_after ? { ...was, text: withoutSecrets(was.text) } : was,
    ),
    sent: sent.get(row.id) ?? null,
    reading: readings.get(row.id) ?? null,
    topics: topics.get(row.id) ?? [],
    reactions: reacted.get(row.id) ?? [],
    askedModeration: moderated.get(row.id) ?? null,
  }))
}

interface Row {
  id: string
  conversation_id: string
  channel_id: string
  external_id: string
  parent_external_id: string | null
  root_external_id: string | null
  subject: string | null
  text: string
  clipped: boolean
  html: string | null
  visibility: Visibility
  language: string | null
  url: string | null
  said_at: Date
  heard_at: Date
  edited_at: Date | null
  deleted_at: Date | null
  is_ours: boolean
  asks_after: boolean
  concerns_us: boolean
  moderation: string | null
  counts: Message['counts']
  mentions: string[]
  identity_id: string
  person_id: string
  name: string
  handle: string | null
  speaker_url: string | null
  avatar_file: Buffer | null
  is_bot: boolean
}

const asMessage = (
  row: Row,
): Omit<Message, 'media' | 'revisions' | 'sent' | 'reading' | 'topics' | 'reactions' | 'askedModeration'> => ({
  id: row.id,
  conversationId: row.conversation_id,
  channelId: row.channel_id,
  externalId: row.external_id,
  parentExternalId: row.parent_external_id,
  rootExternalId: row.root_external_id,
  speaker: {
    identityId: row.identity_id,
    personId: row.person_id,
    name: row.name,
    handle: row.handle,
    url: row.speaker_url,
    avatar: row.avatar_file && fileUrl(row.avatar_file),
    isBot: row.is_bot,
  },
  subject: row.subject,
  text: row.asks_after ? withoutSecrets(row.text) : row.text,
  isClipped: row.clipped,
  html: row.asks_after ? null : row.html,
  visibility: row.visibility,
  language: row.language,
  url: row.url,
  saidAt: row.said_at,
  heardAt: row.heard_at,
  editedAt: row.edited_at,
  deletedAt: row.deleted_at,
  isOurs: row.is_ours,
  asksAfter: row.asks_after,
  concernsUs: row.concerns_us,
  moderation: row.moderation,
  counts: row.counts,
  mentions: row.mentions,
})

async function mediaOf(db: Db | Tx, ids: string[]): Promise<Map<string, Media[]>> {
  const { rows } = await prepared(
    db,
    sql<MediaRow>`
    select k.message_id, k.position, k.kind, k.url, k.alt, coalesce(f.mime, k.mime) as mime,
      coalesce(f.bytes, k.bytes) as bytes, k.name, f.sha256, f.width, f.height
    from message_media k left join files f on f.sha256 = k.file
    where k.message_id = any(${ids}::uuid[]) order by k.message_id, k.position`,
  )
  return grouped(rows, ({ message_id, sha256, width, height, ...media }) => [
    message_id,
    { ...media, file: sha256 && fileUrl(sha256), size: width && height ? { width, height } : null },
  ])
}

interface MediaRow extends Omit<Media, 'file' | 'size'> {
  message_id: string
  sha256: Buffer | null
  width: number | null
  height: number | null
}

async function revisionsOf(db: Db | Tx, ids: string[]): Promise<Map<string, Revision[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ message_id: string; replaced_at: Date; subject: string | null; text: string }>`
    select message_id, replaced_at, subject, left(text, ${sql.lit(clippedAt)}) as text from message_revisions
    where message_id = any(${ids}::uuid[]) order by message_id, replaced_at`.execute(db)
  return grouped(rows, (row) => [row.message_id, { replacedAt: row.replaced_at, subject: row.subject, text: row.text }])
}

async function sentOf(db: Db | Tx, ids: string[]): Promise<Map<string, NonNullable<Message['sent']>>> {
  if (ids.length === 0) return new Map()
  const { rows } = await prepared(
    db,
    sql<{
      message_id: string
      id: string
      reply_id: string
      by: string | null
      name: string | null
    }>`
    select d.message_id, d.id, d.reply_id, r.written_by as by, u.name
    from deliveries d join replies r on r.id = d.reply_id left join users u on u.id = r.written_by
    where d.message_id = any(${ids}::uuid[])`,
  )
  return new Map(
    rows.map((row) => {
      const by = row.by && row.name ? { id: row.by, name: row.name } : null
      return [row.message_id, { replyId: row.reply_id, deliveryId: row.id, by }]
    }),
  )
}

function grouped<From, To>(rows: readonly From[], pair: (row: From) => [string, To]): Map<string, To[]> {
  const groups = new Map<string, To[]>()
  for (const [key, value] of rows.map(pair)) groups.set(key, [...(groups.get(key) ?? []), value])
  return groups
}
