import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { linksIn } from '../lib/html-links.ts'
import { idTime } from '../lib/ids.ts'
import type { Listened, StoredMessage, StoredMessages } from '../listening/index.ts'
import { abuses, sentiments, urgencies } from '../reading/index.ts'
import { intentsIn } from './stored-reading.ts'
import { letGo, takeUp } from './take-up.ts'

/** Messages as saved queries see them. */
export const storedMessages: StoredMessages = {
  async before(db, { before, since, limit }) {
    const { rows: looked } = await sql<{ id: string; said_at: Date }>`
      select id, said_at from messages ${before ? sql`where id < ${before}::uuid` : sql``} order by id desc limit ${limit}`.execute(
      db,
    )
    const wanted = looked.filter((row) => row.said_at >= since).map((row) => row.id)
    const last = looked.at(-1)
    // Nothing heard before a moment was said after it.
    const isMore = looked.length === limit && last !== undefined && idTime(last.id) >= since
    return { messages: wanted.length === 0 ? [] : await some(db, wanted), reached: isMore ? last.id : undefined }
  },
  some,
  isSpam: (
    messageId,
  ) => sql`exists (select from messages n join conversation_spam s on s.conversation_id = n.conversation_id
    where n.id = ${messageId})`,
  takeUp,
  letGo,
}

async function some(db: Db | Tx, ids: readonly string[]): Promise<StoredMessage[]> {
  const messages = await read(db, sql`m.id = any(${[...ids]}::uuid[])`)
  return messages.sort((a, b) => (a.id < b.id ? 1 : -1))
}

/** A longer text is looked at by its beginning: queries go no further. */
const longest = 100_000

interface Row {
  id: string
  channel_id: string
  network: string
  identity_id: string
  name: string
  handle: string | null
  subject: string | null
  text: string
  html: string | null
  said_at: Date
  mentions: string[]
  is_reply: boolean
  is_ours: boolean
  kinds: string[]
  /** Null where nobody could read it. */
  mood: number | null
  depth: number | null
  intents: number | null
  urgency: number | null
  abuse: number | null
  language: string | null
  topics: string[]
}

async function read(db: Db | Tx, which: RawBuilder<unknown>): Promise<StoredMessage[]> {
  const { rows } = await sql<Row>`
    select m.id, m.channel_id, c.network, m.identity_id, i.name, i.handle, m.subject, left(m.text, ${sql.lit(longest)}) as text,
      left(m.html, ${sql.lit(longest)}) as html, m.said_at, m.mentions, m.parent_external_id is not null as is_reply, m.is_ours,
      array(select distinct d.kind from message_media d where d.message_id = m.id) as kinds,
      array(select t.topic_id::text from message_topics t where t.message_id = m.id and t.says <> 'no') as topics,
      case when r.depth >= 2 then r.mood end as mood, r.depth, r.intents, r.urgency, r.abuse,
      coalesce(r.language, m.language) as language
    from messages m join channels c on c.id = m.channel_id join identities i on i.id = m.identity_id
    left join message_readings r on r.message_id = m.id
    where m.deleted_at is null and ${which}`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    saidAt: row.said_at,
    channelId: row.channel_id,
    identityId: row.identity_id,
    mood: row.mood,
    listened: listenedOf(row),
  }))
}

const listenedOf = (row: Row): Listened => ({
  subject: row.subject ?? undefined,
  text: row.text,
  author: { name: row.name, handle: row.handle ?? undefined },
  to: row.mentions,
  links: linksIn(row.html),
  network: row.network,
  channel: row.channel_id,
  language: row.language ?? undefined,
  ...readingOf(row),
  topics: row.topics,
  isReply: row.is_reply,
  isMine: row.is_ours,
  hasImage: row.kinds.includes('image'),
  hasVideo: row.kinds.includes('video'),
})

/** As far as it could be read: of a language that is not read whole, the mood at most is known. */
function readingOf({ depth, mood, intents, urgency, abuse }: Row): Partial<Listened> {
  return {
    ...(mood === null ? {} : { sentiment: sentiments[mood + 1] }),
    ...(depth === whole
      ? { intents: intentsIn(intents ?? 0), urgency: urgencies[urgency ?? 1], abuse: abuses[abuse ?? 0] }
      : {}),
  }
}

const whole = 3
