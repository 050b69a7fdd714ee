import { type RawBuilder, sql } from 'kysely'
import type { KeptFailure } from '../channels/index.ts'
import type { Db, Tx } from '../core/database.ts'
import type { Who } from './conversation.ts'
import type { DeliveryState } from './reply-tables.ts'
import type { Reach } from './timeline.ts'

/** One message of a reply of ours that is not (known to be) on the network. */
export interface Delivery {
  id: string
  replyId: string
  conversationId: string
  part: number
  parts: number
  text: string
  state: DeliveryState
  by: Who | null
  writtenAt: Date
  /** When it is tried next, while it waits. */
  nextAt: Date
  attempts: number
  failure: KeptFailure | null
  settledAt: Date | null
  /** What stands on the network, when we know. */
  messageId: string | null
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
  const { rows } = await sql<Row>`
    select d.id, d.reply_id, r.conversation_id, d.part, d.text, d.state, d.next_at, d.attempts, d.failure, d.settled_at, d.message_id,
      r.written_at, r.written_by, u.name,
      (select count(*)::int from deliveries o where o.reply_id = d.reply_id) as parts
    from deliveries d join replies r on r.id = d.reply_id left join users u on u.id = r.written_by
    where ${condition} order by r.written_at, r.id, d.part limit 500`.execute(db)
  return rows.map(asDelivery)
}

interface Row {
  id: string
  reply_id: string
  conversation_id: string
  part: number
  parts: number
  text: string
  state: DeliveryState
  next_at: Date
  attempts: number
  failure: KeptFailure | null
  settled_at: Date | null
  message_id: string | null
  written_at: Date
  written_by: string | null
  name: string | null
}

const asDelivery = (row: Row): Delivery => ({
  id: row.id,
  replyId: row.reply_id,
  conversationId: row.conversation_id,
  part: row.part,
  parts: row.parts,
  text: row.text,
  state: row.state,
  by: row.written_by && row.name ? { id: row.written_by, name: row.name } : null,
  writtenAt: row.written_at,
  nextAt: row.next_at,
  attempts: row.attempts,
  failure: row.failure,
  settledAt: row.settled_at,
  messageId: row.message_id,
})
