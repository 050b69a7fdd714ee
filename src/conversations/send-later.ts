import { sql } from 'kysely'
import { findChannel } from '../channels/index.ts'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { askWhereNeeded } from './approval/ask.ts'
import { holdWhereAnswered } from './hold-later.ts'
import { soon } from './reply.ts'
import { readMoment } from './snooze-until.ts'
import { lockReply } from './withdraw.ts'

const longestMs = 366 * 86_400_000

/** When a reply is to leave, as a form or a program says it. Refuses (422) what cannot be understood, and the past. */
export function momentToLeave(said: string, now: Date, timeZone: string): Date {
  const at = readMoment(said, now, timeZone)
  if (!at) throw wrong('conversations.later-unclear')
  const ms = at.getTime() - now.getTime()
  if (ms <= 0) throw wrong('conversations.later-past')
  if (ms > longestMs) throw wrong('conversations.later-far')
  return at
}

function wrong(key: string): Refusal {
  const said = words(key)
  return new Refusal(422, said, { fields: { leaves_at: said } })
}

/** Another moment for a reply that is to leave later; one that was held goes on. Refuses (409) what is on its way. */
export async function reschedule(tx: Tx, replyId: string, at: Date, by: { id: string }): Promise<Kept> {
  const kept = await lockScheduled(tx, replyId)
  await tx
    .updateTable('reply_schedules')
    .set({ set_by: by.id, set_at: new Date(), held_at: null, held_because: null })
    .where('reply_id', '=', replyId)
    .execute()
  await tx
    .updateTable('deliveries')
    .set({ state: 'waiting', leaves_at: at })
    .where('reply_id', '=', replyId)
    .where('state', 'in', ['waiting', 'held'])
    .execute()
  if (await askWhereNeeded(tx, replyId)) return kept
  await tell(tx, 'reply.scheduled', kept, replyId, by, { again: true, at: at.toISOString() })
  return kept
}

/**
 * It leaves now, as it is, whether it was held or not; `wait`: after the moment in which it can be taken back. It is an
 * answer: what else was to leave there later is held.
 */
export async function sendNow(tx: Tx, replyId: string, by: { id: string }, wait: boolean): Promise<Kept> {
  const kept = await lockScheduled(tx, replyId)
  await tx.deleteFrom('reply_schedules').where('reply_id', '=', replyId).execute()
  await tx
    .updateTable('deliveries')
    .set({ state: 'waiting', leaves_at: wait ? soon : atOnce })
    .where('reply_id', '=', replyId)
    .where('state', 'in', ['waiting', 'held'])
    .execute()
  if (await askWhereNeeded(tx, replyId)) return kept
  await holdWhereAnswered(tx, kept.conversationId)
  await tell(tx, 'reply.decided', kept, replyId, by)
  return kept
}

/** One moment for all its parts, as a query of its own: in the order of a table that is written they could overtake each other. */
export const atOnce = sql<Date>`(select date_trunc('milliseconds', clock_timestamp()))`

interface Kept {
  conversationId: string
  channelId: string
}

async function lockScheduled(tx: Tx, replyId: string): Promise<Kept> {
  const { conversationId, channelId } = await lockReply(tx, replyId)
  const { removedAt, name } = await findChannel(tx, channelId)
  if (removedAt) throw new Refusal(409, words('conversations.window-down', { channel: name }))
  const parts = await tx
    .selectFrom('deliveries')
    .innerJoin('reply_schedules', 'reply_schedules.reply_id', 'deliveries.reply_id')
    .select('deliveries.state')
    .where('deliveries.reply_id', '=', replyId)
    .forUpdate('deliveries')
    .execute()
  if (parts.some(({ state }) => state === 'awaiting-approval'))
    throw new Refusal(409, words('conversations.approval-first'))
  const waits = parts.length > 0 && parts.every(({ state }) => state === 'waiting' || state === 'held')
  if (!waits) throw new Refusal(409, words('conversations.later-over'))
  return { conversationId, channelId }
}

const tell = (
  tx: Tx,
  kind: string,
  { conversationId, channelId }: Kept,
  reply: string,
  by: { id: string },
  more: Record<string, string | boolean> = {},
) =>
  record(tx, kind, {
    conversation: { id: conversationId },
    channel: { id: channelId },
    by,
    data: { reply, ...more },
  })
