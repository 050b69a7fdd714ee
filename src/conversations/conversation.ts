import { sql } from 'kysely'
import { type Channel, findChannel } from '../channels/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import type { ConversationState } from './tables.ts'

/** One of us or a team of ours; without a name when they are no longer here. */
export interface Who {
  id: string
  name: string
}

/** A conversation with our state towards it: who has it, until when it sleeps, who closed it. Without its messages. */
export interface Conversation {
  id: string
  channel: Channel
  subject: string | null
  state: ConversationState
  lastAt: Date
  lastMessageId: string | null
  waitingSince: Date | null
  answeredAt: Date | null
  messageCount: number
  closure: { by: Who | null; at: Date } | null
  snooze: { until: Date; by: Who | null; at: Date } | null
  assignment: { user: Who | null; team: Who | null; by: Who | null; at: Date } | null
  tags: string[]
}

/** Refuses with 404. An absorbed conversation's old id finds the one it became part of: compare the ids. */
export async function findConversation(db: Db | Tx, id: string): Promise<Conversation> {
  const row = await readRow(db, id)
  if (!row) throw notFound()
  return asConversation(row, await findChannel(db, row.channel_id))
}

/**
 * The conversation's id now, following unions, kept from changing until the transaction ends: a verb and a union wait for
 * each other. Refuses with 404.
 */
export async function lockConversation(tx: Tx, id: string): Promise<{ id: string; channelId: string }> {
  const row = await lockRow(tx, id)
  if (row) return row
  const united = await unionOf(tx, id)
  const survivor = united ? await lockRow(tx, united) : undefined
  if (!survivor) throw notFound()
  return survivor
}

const lockRow = (tx: Tx, id: string) =>
  tx
    .selectFrom('conversations')
    .select(['id', 'channel_id as channelId'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

async function unionOf(db: Db | Tx, id: string): Promise<string | undefined> {
  const union = await db
    .selectFrom('conversation_unions')
    .select('conversation_id')
    .where('absorbed_id', '=', id)
    .executeTakeFirst()
  return union?.conversation_id
}

interface Row {
  id: string
  channel_id: string
  subject: string | null
  state: ConversationState
  last_at: Date
  last_message_id: string | null
  waiting_since: Date | null
  answered_at: Date | null
  message_count: number
  closed_at: Date | null
  closed_by: string | null
  closer: string | null
  until: Date | null
  snoozed_at: Date | null
  snoozed_by: string | null
  snoozer: string | null
  assigned_at: Date | null
  user_id: string | null
  user_name: string | null
  team_id: string | null
  team_name: string | null
  assigned_by: string | null
  assigner: string | null
  tags: string[]
}

async function readRow(db: Db | Tx, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select c.id, c.channel_id, c.subject, c.state, c.last_at, c.last_message_id, c.waiting_since, c.answered_at,
      c.message_count, x.closed_at, x.closed_by, xu.name as closer, s.until, s.snoozed_at, s.snoozed_by,
      su.name as snoozer, a.assigned_at, a.user_id, au.name as user_name, a.team_id, t.name as team_name,
      a.assigned_by, ab.name as assigner,
      array(select g.name from conversation_tags ct join tags g on g.id = ct.tag_id
        where ct.conversation_id = c.id order by lower(g.name)) as tags
    from conversations c
    left join conversation_closures x on x.conversation_id = c.id left join users xu on xu.id = x.closed_by
    left join conversation_snoozes s on s.conversation_id = c.id left join users su on su.id = s.snoozed_by
    left join conversation_assignments a on a.conversation_id = c.id left join users au on au.id = a.user_id
    left join teams t on t.id = a.team_id left join users ab on ab.id = a.assigned_by
    where c.id = coalesce((select conversation_id from conversation_unions where absorbed_id = ${id}), ${id})`.execute(
    db,
  )
  return rows[0]
}

const who = (id: string | null, name: string | null): Who | null => (id && name ? { id, name } : null)

const asConversation = (row: Row, channel: Channel): Conversation => ({
  id: row.id,
  channel,
  subject: row.subject,
  state: row.state,
  lastAt: row.last_at,
  lastMessageId: row.last_message_id,
  waitingSince: row.waiting_since,
  answeredAt: row.answered_at,
  messageCount: row.message_count,
  closure: row.closed_at ? { by: who(row.closed_by, row.closer), at: row.closed_at } : null,
  snooze:
    row.until && row.snoozed_at ? { until: row.until, by: who(row.snoozed_by, row.snoozer), at: row.snoozed_at } : null,
  assignment: row.assigned_at
    ? {
        user: who(row.user_id, row.user_name),
        team: who(row.team_id, row.team_name),
        by: who(row.assigned_by, row.assigner),
        at: row.assigned_at,
      }
    : null,
  tags: row.tags,
})
