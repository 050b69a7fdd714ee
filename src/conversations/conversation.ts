import { sql } from 'kysely'
import { type Channel, findChannel } from '../channels/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { prepared } from '../core/prepared.ts'
import { visibleId } from './rearrange/visible.ts'
import { type Due, type DueColumns, duesOf, levelName } from './service-levels/due.ts'
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
  /** What is due by a service level while its clocks run, the earliest first. */
  dues: Due[]
  closure: { by: Who | null; at: Date } | null
  snooze: { until: Date; by: Who | null; at: Date } | null
  /** Who said that it is spam. */
  spam: { by: Who | null; at: Date } | null
  assignment: { user: Who | null; team: Who | null; by: Who | null; at: Date; noteId: string | null } | null
  tags: string[]
  /** Those of us who are told what happens in it, by name. */
  followers: Who[]
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
  // Whoever merges it meanwhile is waited for, and followed.
  for (let tries = 0; tries < mostTries; tries++) {
    const row = await lockRow(tx, id)
    if (row) return row
  }
  throw notFound()
}

const mostTries = 3

async function lockRow(tx: Tx, id: string): Promise<{ id: string; channelId: string } | undefined> {
  const { rows } = await sql<{ id: string; channelId: string }>`
    select c.id, c.channel_id as "channelId" from conversations c
    where c.id = ${visibleId(id)} and c.state <> 'merged' for update`.execute(tx)
  return rows[0]
}

interface Row extends DueColumns {
  id: string
  channel_id: string
  subject: string | null
  state: ConversationState
  last_at: Date
  last_message_id: string | null
  waiting_since: Date | null
  message_count: number
  closed_at: Date | null
  closed_by: string | null
  closer: string | null
  until: Date | null
  snoozed_at: Date | null
  snoozed_by: string | null
  snoozer: string | null
  marked_at: Date | null
  marked_by: string | null
  marker: string | null
  assigned_at: Date | null
  user_id: string | null
  user_name: string | null
  team_id: string | null
  team_name: string | null
  assigned_by: string | null
  assigner: string | null
  note_id: string | null
  tags: string[]
  followers: Who[]
}

/** Of the conversations `c`, as JSON: those who are still here. */
export const followersOf = sql`(
  select json_agg(json_build_object('id', fu.id, 'name', fu.name) order by lower(fu.name), fu.id)
  from conversation_followers f join users fu on fu.id = f.user_id
  where f.conversation_id = c.id and fu.deactivated_at is null)`

async function readRow(db: Db | Tx, id: string): Promise<Row | undefined> {
  const { rows } = await prepared(
    db,
    sql<Row>`
    select c.id, c.channel_id, c.subject, c.state, c.last_at, c.last_message_id, c.waiting_since, c.answered_at,
      c.answer_due, c.resolve_due, ${levelName}, c.message_count, x.closed_at, x.closed_by, xu.name as closer, s.until, s.snoozed_at, s.snoozed_by,
      su.name as snoozer, p.marked_at, p.marked_by, pu.name as marker, a.assigned_at, a.user_id, au.name as user_name, a.team_id, t.name as team_name,
      a.assigned_by, ab.name as assigner, a.note_id,
      array(select g.name from conversation_tags ct join tags g on g.id = ct.tag_id
        where ct.conversation_id = c.id order by lower(g.name)) as tags,
      coalesce(${followersOf}, '[]') as followers
    from conversations c
    left join conversation_closures x on x.conversation_id = c.id left join users xu on xu.id = x.closed_by
    left join conversation_snoozes s on s.conversation_id = c.id left join users su on su.id = s.snoozed_by
    left join conversation_spam p on p.conversation_id = c.id left join users pu on pu.id = p.marked_by
    left join conversation_assignments a on a.conversation_id = c.id left join users au on au.id = a.user_id
    left join teams t on t.id = a.team_id left join users ab on ab.id = a.assigned_by
    where c.id = ${visibleId(id)}`,
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
  dues: duesOf(row),
  closure: row.closed_at ? { by: who(row.closed_by, row.closer), at: row.closed_at } : null,
  snooze:
    row.until && row.snoozed_at ? { until: row.until, by: who(row.snoozed_by, row.snoozer), at: row.snoozed_at } : null,
  spam: row.marked_at ? { by: who(row.marked_by, row.marker), at: row.marked_at } : null,
  assignment: row.assigned_at
    ? {
        user: who(row.user_id, row.user_name),
        team: who(row.team_id, row.team_name),
        by: who(row.assigned_by, row.assigner),
        at: row.assigned_at,
        noteId: row.note_id,
      }
    : null,
  tags: row.tags,
  followers: row.followers,
})
