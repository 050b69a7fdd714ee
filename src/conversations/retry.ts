import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { askWhereNeeded } from './approval/ask.ts'
import { lockReply } from './withdraw.ts'

/**
 * Says again what did not get there: the parts that failed wait once more, in their order. Refuses (409) when nothing of
 * it failed, or when a part of it hangs on one that nobody could find on the network.
 */
export async function retry(tx: Tx, replyId: string, by: { id: string }): Promise<{ conversationId: string }> {
  const reply = await lockReply(tx, replyId)
  const parts = await tx
    .selectFrom('deliveries')
    .select(['id', 'part', 'state', 'message_id'])
    .where('reply_id', '=', replyId)
    .orderBy('part')
    .forUpdate()
    .execute()
  const failed = parts.filter((part) => part.state === 'failed')
  if (failed.length === 0) throw new Refusal(409, words('conversations.nothing-failed'))
  const before = parts[(failed[0]?.part ?? 0) - 1]
  // A later part answers the one before it, on the network: that one must be known there.
  if (before && (before.state !== 'sent' || !before.message_id))
    throw new Refusal(409, words('conversations.part-before-unknown'))
  await sayAgain(
    tx,
    failed.map((part) => part.id),
  )
  if (!(await askWhereNeeded(tx, replyId))) await tellDecided(tx, reply, replyId, by)
  return { conversationId: reply.conversationId }
}

/** Puts deliveries back in the queue of what is to be said, as new. */
export async function sayAgain(tx: Tx, deliveryIds: string[]): Promise<void> {
  await sql`
    update deliveries set state = 'waiting', attempts = 0, next_at = now(), sending_at = null, sending_by = null,
      failure = null, settled_at = null
    where id = any(${deliveryIds}::uuid[])`.execute(tx)
}

/** Wakes the outbox in this transaction, as the first decision did. */
export async function tellDecided(
  tx: Tx,
  reply: { conversationId: string; channelId: string },
  replyId: string,
  by: { id: string },
): Promise<void> {
  await record(tx, 'reply.decided', {
    conversation: { id: reply.conversationId },
    channel: { id: reply.channelId },
    by,
    data: { reply: replyId, again: true },
  })
}
