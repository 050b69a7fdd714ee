import { type RawBuilder, sql } from 'kysely'
import type { KeptFailure } from '../channels/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { prepared } from '../core/prepared.ts'
import { fewDeciders } from './approval/deciders.ts'
import { type Attachment, attachmentsOfReplies } from './attachments/attachment.ts'
import type { Who } from './conversation.ts'
import type { DeliveryState, HeldBecause } from './reply-tables.ts'
import { withoutSecrets } from './survey/link.ts'
import type { Reach } from './timeline.ts'

/** One message of a reply of ours that is not (known to be) on the network. */
export interface Delivery {
  id: string
  replyId: string
  conversationId: string
  channelId: string
  part: number
  parts: number
  text: string
  state: DeliveryState
  by: Who | null
  writtenAt: Date
  /** Nothing of it leaves before. */
  leavesAt: Date
  /** It waits for the moment in which it can be taken back to be over. */
  isLeaving: boolean
  /** It was to leave later, and is here still. */
  later: { by: Who | null; heldBecause: HeldBecause | null } | null
  /** Somebody else is to read it before it leaves: by which rule, since when, and who may decide (some of them). */
  approval: DeliveryApproval | null
  /** When it is tried next, while it waits. */
  nextAt: Date
  attempts: number
  failure: KeptFailure | null
  settledAt: Date | null
  /** What stands on the network, when we know. */
  messageId: string | null
  /** What goes with it: with the first message of a reply. */
  attachments: readonly Attachment[]
  /** It asks how it went, and is nobody's answer; without the link. */
  asksAfter: boolean
}

export interface DeliveryApproval {
  id: string
  rule: Who
  askedBy: Who | null
  askedAt: Date
  deciders: Who[]
}

/** What is under way or in trouble is shown on the latest page however old it is: nobody may overlook it. */
export const readDeliveries = (db: Db, conversationId: string, reach: Reach): Promise<Delivery[]> => {
  const since = reach.until
    ? sql`r.written_at >= ${reach.since ?? '-infinity'}`
    : sql`(r.written_at >= ${reach.since ?? '-infinity'} or d.state <> 'sent')`
  return read(
    db,
    sql`r.conversation_id = ${conversationId} and ${since} and r.written_at < ${reach.until ?? 'infinity'}
      and d.state <> 'withdrawn' and (d.state <> 'sent' or d.message_id is null)`,
  )
}

/** All the parts of several replies, whatever their state. */
export const deliveriesOfReplies = async (db: Db | Tx, replyIds: readonly string[]): Promise<Delivery[]> =>
  replyIds.length === 0 ? [] : read(db, sql`d.reply_id = any(${[...replyIds]}::uuid[])`)

/** All the parts of a reply, in order. */
export const deliveriesOf = (db: Db | Tx, replyId: string): Promise<Delivery[]> =>
  read(db, sql`d.reply_id = ${replyId}`)

async function read(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Delivery[]> {
  const { rows } = await prepared(
    db,
    sql<Row>`
    select d.id, d.reply_id, r.conversation_id, d.channel_id, d.part, d.text, d.state, d.next_at, d.attempts, d.failure, d.settled_at, d.message_id,
      d.leaves_at, d.state = 'waiting' and d.leaves_at > now() and s.reply_id is null as is_leaving,
      s.reply_id is not null and (d.state = 'held' or (d.state = 'waiting' and d.leaves_at > now())) as is_later,
      s.held_because, s.set_by, su.name as setter, p.id as approval_id, p.rule_id, p.rule, p.asked_by, pu.name as asker,
      p.asked_at, p.deciders,
      r.written_at, r.written_by, u.name, exists (select from surveys v where v.reply_id = r.id) as asks_after,
      (select count(*)::int from deliveries o where o.reply_id = d.reply_id) as parts
    from deliveries d join replies r on r.id = d.reply_id left join users u on u.id = r.written_by
      left join reply_schedules s on s.reply_id = r.id left join users su on su.id = s.set_by
      left join lateral (
        select a.id, k.id as rule_id, k.name as rule, a.asked_by, a.asked_at, ${fewDeciders} as deciders
        from reply_approvals a join approval_rules k on k.id = a.rule_id
        where a.reply_id = r.id and a.decision is null and d.state = 'awaiting-approval') p on true
      left join users pu on pu.id = p.asked_by
    where ${condition} order by r.written_at, r.id, d.part limit 500`,
  )
  return withAttachments(db, rows.map(asDelivery))
}

interface Row {
  id: string
  reply_id: string
  conversation_id: string
  channel_id: string
  part: number
  parts: number
  text: string
  state: DeliveryState
  leaves_at: Date
  is_leaving: boolean
  is_later: boolean
  held_because: HeldBecause | null
  set_by: string | null
  setter: string | null
  approval_id: string | null
  rule_id: string
  rule: string
  asked_by: string | null
  asker: string | null
  asked_at: Date
  deciders: Who[]
  next_at: Date
  attempts: number
  failure: KeptFailure | null
  settled_at: Date | null
  message_id: string | null
  asks_after: boolean
  written_at: Date
  written_by: string | null
  name: string | null
}

async function withAttachments(db: Db | Tx, deliveries: Omit<Delivery, 'attachments'>[]): Promise<Delivery[]> {
  const found = await attachmentsOfReplies(
    db,
    deliveries.map(({ replyId }) => replyId),
  )
  return deliveries.map((one) => ({ ...one, attachments: one.part === 0 ? (found.get(one.replyId) ?? []) : [] }))
}

const asDelivery = (row: Row): Omit<Delivery, 'attachments'> => ({
  id: row.id,
  replyId: row.reply_id,
  conversationId: row.conversation_id,
  channelId: row.channel_id,
  part: row.part,
  parts: row.parts,
  text: row.asks_after ? withoutSecrets(row.text) : row.text,
  state: row.state,
  by: row.written_by && row.name ? { id: row.written_by, name: row.name } : null,
  writtenAt: row.written_at,
  leavesAt: row.leaves_at,
  isLeaving: row.is_leaving,
  later: row.is_later
    ? { by: row.set_by && row.setter ? { id: row.set_by, name: row.setter } : null, heldBecause: row.held_because }
    : null,
  approval: row.approval_id
    ? {
        id: row.approval_id,
        rule: { id: row.rule_id, name: row.rule },
        askedBy: row.asked_by && row.asker ? { id: row.asked_by, name: row.asker } : null,
        askedAt: row.asked_at,
        deciders: row.deciders,
      }
    : null,
  nextAt: row.next_at,
  attempts: row.attempts,
  failure: row.failure,
  settledAt: row.settled_at,
  messageId: row.message_id,
  asksAfter: row.asks_after,
})
