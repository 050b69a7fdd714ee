import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { prepared } from '../core/prepared.ts'
import type { Json } from '../lib/json.ts'
import type { Who } from './conversation.ts'
import { partsOf } from './rearrange/visible.ts'
import { findSurveyed, type Surveyed } from './survey/surveyed.ts'
import type { Reach } from './timeline.ts'

/** The events that a conversation shows to those who read it. */
export const shownEvents = [
  'conversation.closed',
  'conversation.reopened',
  'conversation.assigned',
  'conversation.unassigned',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.marked-spam',
  'conversation.cleared-spam',
  'conversation.tagged',
  'conversation.untagged',
  'conversation.united',
  'conversation.merged',
  'conversation.merged-into',
  'conversation.split',
  'conversation.split-from',
  'conversation.moved-out',
  'conversation.moved-in',
  'conversation.rearranged-back',
  'conversation.linked',
  'conversation.unlinked',
  'conversation.late',
  'message.moderated',
  'survey.planned',
  'survey.called-off',
  'survey.marked',
  'reply.withdrawn',
  'reply.approved',
  'reply.sent-back',
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
  /** What of a service level was late. */
  target: string | null
  /** The note that it was given with. */
  noteId: string | null
  /** The rule that gave it to somebody, and how it chose them. */
  rule: Who | null
  how: string | null
  /** Who had it before. */
  from: Who | null
  /** Which automation did it, by its name then. */
  automation: string | null
  /** What of one run of an automation or a macro this was a part of. */
  runId: string | null
  /** Of an answer that waited for approval: whose it was, and what whoever sent it back remarked. */
  approval: { writer: Who | null; remark: string | null; changed: boolean } | null
  /** Of a question after closing: what became of it, and which mark was given, first or anew. */
  survey: Surveyed | null
  mark: number | null
  again: boolean
  /** The conversation that it was merged with, split from, linked to, by its subject or whoever spoke to us there last. */
  other: { id: string; title: string | null } | null
}

const most = 300

/**
 * Also what happened to the conversations that became part of this one. An array, not `in`: with as many joins as below
 * PostgreSQL would put that first and read all events for it (`join_collapse_limit`).
 */
export const readHappenings = (db: Db, conversationId: string, reach: Reach): Promise<Happening[]> =>
  read(
    db,
    sql`e.conversation_id = any(array${partsOf(conversationId)})
      and (e.kind <> 'conversation.merged-into' or e.conversation_id = ${conversationId}) and e.at >= ${reach.since ?? '-infinity'} and e.at < ${reach.until ?? 'infinity'}`,
  )

export const findHappenings = (db: Db, seqs: readonly number[]): Promise<Happening[]> =>
  read(db, sql`e.seq = any(${[...seqs]}::bigint[])`)

async function read(db: Db, condition: RawBuilder<unknown>): Promise<Happening[]> {
  const { rows } = await prepared(
    db,
    sql<Row>`
    select e.seq, e.kind, e.conversation_id, e.at, e.data, e.by_user, b.name as by_name,
      u.id as user_id, u.name as user_name, t.id as team_id, t.name as team_name, g.name as tag, o.id as note_id,
      ap.id as approval_id, aw.id as writer_id, aw.name as writer_name, ap.remark,
      r.id as rule_id, r.name as rule_name, f.id as from_id, f.name as from_name, e.data->>'other' as other_id, (
        select coalesce(w.subject, (select i.name from messages m join identities i on i.id = m.identity_id
          where m.conversation_id in (w.id, e.conversation_id) and coalesce(m.home_id, m.conversation_id) = w.id
            and not m.is_ours order by m.said_at desc, m.id desc limit 1))
        from conversations w where w.id = (e.data->>'other')::uuid) as other_title
    from events e
    left join users b on b.id = e.by_user
    left join users u on u.id = (e.data->>'user')::uuid
    left join teams t on t.id = (e.data->>'team')::uuid
    left join notes o on o.id = (e.data->>'note')::uuid and o.removed_at is null
    left join tags g on g.id = (e.data->>'tag')::uuid
    left join users f on f.id = (e.data->>'from')::uuid
    left join assignment_rules r on r.id = (e.data->>'rule')::uuid
    left join reply_approvals ap on ap.id = (e.data->>'approval')::uuid
    left join replies ar on ar.id = ap.reply_id
    left join users aw on aw.id = ar.written_by
    where ${condition} and e.kind = any(${[...shownEvents]}::text[])
    order by e.seq desc limit ${sql.lit(most)}`,
  )
  const surveys = await findSurveyed(
    db,
    rows.flatMap(({ data }) => text(data.survey) ?? []),
  )
  return rows.reverse().map((row) => asHappening(row, surveys))
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
  note_id: string | null
  rule_id: string | null
  rule_name: string | null
  approval_id: string | null
  writer_id: string | null
  writer_name: string | null
  remark: string | null
  from_id: string | null
  from_name: string | null
  other_id: string | null
  other_title: string | null
}

const who = (id: string | null, name: string | null): Who | null => (id && name ? { id, name } : null)
const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null)

const asHappening = (row: Row, surveys: ReadonlyMap<string, Surveyed>): Happening => ({
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
  target: text(row.data.target),
  noteId: row.note_id,
  rule: who(row.rule_id, row.rule_name),
  how: text(row.data.how),
  from: who(row.from_id, row.from_name),
  automation: text(row.data.automation_name),
  runId: text(row.data.run),
  approval: row.approval_id
    ? { writer: who(row.writer_id, row.writer_name), remark: row.remark, changed: row.data.changed === true }
    : null,
  survey: surveys.get(text(row.data.survey) ?? '') ?? null,
  mark: typeof row.data.mark === 'number' ? row.data.mark : null,
  again: row.data.again === true,
  other: row.other_id ? { id: row.other_id, title: row.other_title } : null,
})
