import { sql } from 'kysely'
import type { Spoken, Visibility } from '../connectors/index.ts'
import type { Db } from '../core/database.ts'
import { prepared } from '../core/prepared.ts'
import type { Json } from '../lib/json.ts'

/** The message that an answer goes to, and what its connector needs to know of it. */
export interface ReplyTarget {
  id: string
  channelId: string
  personId: string
  name: string
  excerpt: string
  saidAt: Date
  visibility: Visibility
  url: string | null
  inReplyTo: Spoken['inReplyTo']
}

/** The chosen message, or what was said to us last, or else whatever was said last. Undefined when all of it is gone. */
export async function findReplyTarget(
  db: Db,
  conversationId: string,
  messageId?: string,
): Promise<ReplyTarget | undefined> {
  const here = sql`m.conversation_id = ${conversationId} and m.deleted_at is null`
  const chosen = messageId ? await read(db, sql`${here} and m.id = ${messageId}`) : undefined
  return chosen ?? (await read(db, sql`${here} and not m.is_ours and m.concerns_us`)) ?? (await read(db, here))
}

async function read(db: Db, condition: ReturnType<typeof sql>): Promise<ReplyTarget | undefined> {
  const { rows } = await prepared(
    db,
    sql<Row>`
    select m.id, m.channel_id, m.external_id, m.root_external_id, m.visibility, m.mentions, m.language, m.reply_key, m.said_at, m.url,
      left(m.text, 200) as excerpt, i.person_id, i.external_id as author_id, i.name, i.handle, i.url as author_url
    from messages m join identities i on i.id = m.identity_id
    where ${condition} order by m.said_at desc, m.id desc limit 1`,
  )
  const [row] = rows
  return row && asTarget(row)
}

interface Row {
  id: string
  channel_id: string
  external_id: string
  root_external_id: string | null
  visibility: Visibility
  mentions: string[]
  language: string | null
  reply_key: Json | null
  said_at: Date
  url: string | null
  excerpt: string
  person_id: string
  author_id: string
  name: string
  handle: string | null
  author_url: string | null
}

const asTarget = (row: Row): ReplyTarget => ({
  id: row.id,
  channelId: row.channel_id,
  personId: row.person_id,
  name: row.name,
  excerpt: row.excerpt,
  saidAt: row.said_at,
  visibility: row.visibility,
  url: row.url,
  inReplyTo: {
    externalId: row.external_id,
    rootExternalId: row.root_external_id ?? undefined,
    visibility: row.visibility,
    author: {
      externalId: row.author_id,
      name: row.name,
      ...(row.handle ? { handle: row.handle } : {}),
      ...(row.author_url ? { url: row.author_url } : {}),
    },
    mentions: row.mentions,
    language: row.language ?? undefined,
    replyKey: row.reply_key ?? undefined,
  },
})
