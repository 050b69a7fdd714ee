import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { seenNow } from '../presence/meanwhile.ts'
import { decidersOf } from './deciders.ts'
import { textsOf } from './leaving.ts'
import type { ApprovalRule } from './rule.ts'
import { ruleFor } from './rule-for.ts'

export interface Asking {
  /** The conversation is to be closed once it leaves. */
  closes?: boolean | undefined
}

/**
 * Where a rule says so, what of a reply was about to leave waits until somebody else has read it, and true is given: nothing is
 * decided yet. The law of every road out: who lets a delivery wait for the outbox calls this in the same transaction. What was
 * approved by a rule needs it no more by that one. Refuses (409) where nobody is here who could approve.
 */
export async function askWhereNeeded(tx: Tx, replyId: string, { closes = false }: Asking = {}): Promise<boolean> {
  const reply = await read(tx, replyId)
  const rule = await ruleFor(tx, { replyId, writers: [reply.writer], texts: await textsOf(tx, replyId) })
  if (!rule) return false
  await ask(tx, { ...reply, replyId, by: reply.writer, closes }, rule)
  return true
}

export interface ToAsk {
  replyId: string
  conversationId: string
  channelId: string
  /** Who asks: nobody approves what they asked for. */
  by: string | null
  closes: boolean
}

/** Holds a reply until somebody else decides. */
export async function ask(tx: Tx, reply: ToAsk, rule: ApprovalRule): Promise<void> {
  const id = newId()
  await tx
    .insertInto('reply_approvals')
    .values({
      id,
      reply_id: reply.replyId,
      rule_id: rule.id,
      asked_by: reply.by,
      seen: await seenNow(tx, reply.conversationId),
      closes: reply.closes,
    })
    .execute()
  await sql`update deliveries set state = 'awaiting-approval' where reply_id = ${reply.replyId}
    and state in ('waiting', 'held')`.execute(tx)
  if ((await decidersOf(tx, id)).length === 0)
    throw new Refusal(409, words('conversations.approval-nobody', { rule: rule.name }))
  await record(tx, 'reply.asked', {
    conversation: { id: reply.conversationId },
    channel: { id: reply.channelId },
    ...(reply.by ? { by: { id: reply.by } } : {}),
    data: { reply: reply.replyId, approval: id, rule: rule.id },
  })
}

interface Row {
  writer: string | null
  conversationId: string
  channelId: string
}

async function read(tx: Tx, replyId: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select r.written_by as writer, r.conversation_id as "conversationId", m.channel_id as "channelId"
    from replies r join messages m on m.id = r.in_reply_to where r.id = ${replyId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`There is no reply ${replyId}.`)
  return row
}
