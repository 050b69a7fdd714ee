import { sql } from 'kysely'
import type { Connectors } from '../../connectors/index.ts'
import type { Db } from '../../core/database.ts'
import { type Attachment, attachmentsOfReplies } from '../attachments/attachment.ts'
import type { Coached } from '../coach/coach.ts'
import { readAlong } from '../coach/read-along.ts'
import type { Conversation, Who } from '../conversation.ts'
import { findCard, type ReplyCard } from '../link-preview/card.ts'
import { type LatePromise, lateWhenItLeaves } from '../promises/told-later.ts'
import { mayDecideOn } from './deciders.ts'
import { type Since, sinceAsked } from './since.ts'
import type { Decision } from './tables.ts'

/** An answer that waits for approval, or did, for whoever looks at it. */
export interface Deciding {
  id: string
  replyId: string
  writer: Who | null
  rule: Who
  askedAt: Date
  /** What it says now. */
  text: string
  inReplyTo: string
  /** What goes with it, and what its link is sent with. */
  attachments: readonly Attachment[]
  card: LeavingCard | undefined
  /** When it is to leave, where its writer chose a moment. */
  leavesAt: Date | null
  closes: boolean
  /** What became of it; null while it waits. */
  decision: Decision | null
  decider: Who | null
  decidedAt: Date | null
  remark: string | null
  revisions: Revision[]
  isOwn: boolean
  mayDecide: boolean
  /** What was said in the conversation since it was asked. */
  since: readonly Since[]
  /** What it promises, late by when it would leave. */
  late: readonly LatePromise[]
  coached: Coached | undefined
}

export type LeavingCard = Pick<ReplyCard, 'url' | 'title' | 'description'>

/** What it said before somebody changed it. */
export interface Revision {
  text: string
  by: Who | null
  at: Date
}

interface Row {
  id: string
  reply_id: string
  rule_id: string
  rule: string
  asked_at: Date
  seen: number
  closes: boolean
  decision: Decision | null
  decided_at: Date | null
  remark: string | null
  decided_by: string | null
  decider: string | null
  asked_by: string | null
  writer_id: string | null
  writer: string | null
  in_reply_to: string
  text: string
  leaves_at: Date | null
  revisions: { text: string; by: Who | null; at: string }[]
}

/** The latest approval that was asked for a reply of this conversation; undefined where none was. */
export async function findDeciding(
  db: Db,
  connectors: Connectors,
  conversation: Conversation,
  replyId: string,
  viewer: { id: string },
): Promise<Deciding | undefined> {
  const row = await read(db, conversation.id, replyId)
  if (!row) return undefined
  const isOwn = [row.writer_id, row.asked_by].includes(viewer.id)
  const mayDecide = row.decision === null && (await mayDecideOn(db, row.id, viewer.id))
  const waits = row.decision === null
  const since = waits ? await sinceAsked(db, { conversationId: conversation.id, replyId, by: viewer }, row.seen) : []
  const written = { text: row.text, inReplyTo: row.in_reply_to }
  const coached = mayDecide ? await readAlong(db, connectors, conversation, written, viewer) : undefined
  const attachments = (await attachmentsOfReplies(db, [replyId])).get(replyId) ?? []
  const card = await findCard(db, replyId)
  const late = waits ? await lateWhenItLeaves(db, replyId) : []
  return { ...asDeciding(row), attachments, card, isOwn, mayDecide, since, late, coached }
}

async function read(db: Db, conversationId: string, replyId: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select a.id, a.reply_id, k.id as rule_id, k.name as rule, a.asked_at, a.seen::float8 as seen, a.closes, a.decision,
      a.decided_at, a.remark, a.decided_by, e.name as decider, a.asked_by, w.id as writer_id, w.name as writer, r.in_reply_to,
      (select string_agg(d.text, E'\n\n' order by d.part) from deliveries d where d.reply_id = r.id) as text,
      (select d.leaves_at from deliveries d join reply_schedules s on s.reply_id = d.reply_id
        where d.reply_id = r.id limit 1) as leaves_at,
      coalesce((select json_agg(json_build_object('text', array_to_string(v.parts, E'\n\n'), 'at', v.replaced_at,
          'by', case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end) order by v.id)
        from reply_revisions v left join users b on b.id = v.replaced_by where v.reply_id = r.id), '[]') as revisions
    from reply_approvals a join replies r on r.id = a.reply_id join approval_rules k on k.id = a.rule_id
      left join users w on w.id = r.written_by left join users e on e.id = a.decided_by
    where r.id = ${replyId} and r.conversation_id = ${conversationId}
    order by a.asked_at desc, a.id desc limit 1`.execute(db)
  return rows[0]
}

const who = (id: string | null, name: string | null): Who | null => (id && name ? { id, name } : null)

const asDeciding = (
  row: Row,
): Omit<Deciding, 'attachments' | 'card' | 'isOwn' | 'mayDecide' | 'since' | 'late' | 'coached'> => ({
  id: row.id,
  replyId: row.reply_id,
  writer: who(row.writer_id, row.writer),
  rule: { id: row.rule_id, name: row.rule },
  askedAt: row.asked_at,
  text: row.text,
  inReplyTo: row.in_reply_to,
  leavesAt: row.leaves_at,
  closes: row.closes,
  decision: row.decision,
  decider: who(row.decided_by, row.decider),
  decidedAt: row.decided_at,
  remark: row.remark,
  revisions: row.revisions.map((one) => ({ ...one, at: new Date(one.at) })),
})
