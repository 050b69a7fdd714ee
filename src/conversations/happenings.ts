import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Json } from '../lib/json.ts'
import type { Who } from './conversation.ts'
import type { Reach } from './timeline.ts'

/** The events that a conversation shows to those who read it. */
export const shownEvents = [
  'conversation.closed',
  'conversation.reopened',
  'conversation.assigned',
  'conversation.unassigned',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.tagged',
  'conversation.untagged',
  'conversation.united',
  'message.moderated',
  'reply.withdrawn',
] as const

/** Something that one of us, or time, did to a conversation. */
export interface Happening {
  seq: number
  kind: string
  conversationId: string
  at: Date
  by: Who | null
  user: Who | null
  team: Who | null
  tag: string | null
  until: Date | null
  /** Why it opened again: a new message, or a person. */
  because: string | null
  /** What a person asked the network to do with a message. */
  as: string | null
}

const most = 300

/** Also what happened to the conversations that became part of this one. */
export const readHappenings = (db: Db, conversationId: string, reach: Reach): Promise<Happening[]> =>
  read(
    db,
    sql`e.conversation_id in (select ${conversationId}::uuid union all
        select absorbed_id from conversation_unions where conversation_id = ${conversationId})
      and e.at >= ${reach.since ?? '-infinity'} and e.at < ${reach.until ?? 'infinity'}`,
  )

export const findHappenings = (db: Db, seqs: readonly number[]): Promise<Happening[]> =>
  read(db, sql`e.seq = any(${[...seqs]}::bigint[])`)

async function read(db: Db, condition: RawBuilder<unknown>): Promise<Happening[]> {
  const { rows } = await sql<Row>`
    select e.seq, e.kind, e.conversation_id, e.at, e.data, e.by_user, b.name as by_name,
      u.id as user_id, u.name as user_name, t.id as team_id, t.name as team_name, g.name as tag
    from events e
    left join users b on b.id = e.by_user
    left join users u on u.id = (e.data->>'user')::uuid
    left join teams t on t.id = (e.data->>'team')::uuid
    left join tags g on g.id = (e.data->>'tag')::uuid
    where ${condition} and e.kind = any(${[...shownEvents]}::text[])
    order by e.seq desc limit ${sql.lit(most)}`.execute(db)
  return rows.reverse().map(asHappening)
}

interface Row {
  seq: number
  kind: string
  conversation_id: string
  at: Date
  data: Record<string, Json>
  by_user: string | null
  by_name: string | null
  user_id: string | null
  user_name: string | null
  team_id: string | null
  team_name: string | null
  tag: string | null
}

const who = (id: string | null, name: string | null): Who | null => (id && name ? { id, name } : null)
const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)

const asHappening = (row: Row): Happening => ({
  seq: row.seq,
  kind: row.kind,
  conversationId: row.conversation_id,
  at: row.at,
  by: who(row.by_user, row.by_name),
  user: who(row.user_id, row.user_name),
  team: who(row.team_id, row.team_name),
  tag: row.tag,
  until: text(row.data.until) ? new Date(String(row.data.until)) : null,
  because: text(row.data.because),
  as: text(row.data.as),
})
