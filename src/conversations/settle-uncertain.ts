import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { askWhereNeeded } from './approval/ask.ts'
import { sayAgain, tellDecided } from './retry.ts'
import { lockReply } from './withdraw.ts'

/** What a person saw on the network: it stands there, or it does not and is to be said again. */
export type Verdict = 'there' | 'again'

/** A person decides about a message of which nobody knows whether it arrived. Refuses (409) when nothing is uncertain. */
export async function settleUncertain(
  tx: Tx,
  replyId: string,
  verdict: Verdict,
  by: { id: string },
): Promise<{ conversationId: string }> {
  const reply = await lockReply(tx, replyId)
  const uncertain = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('reply_id', '=', replyId)
    .where('state', '=', 'uncertain')
    .forUpdate()
    .execute()
  const ids = uncertain.map((row) => row.id)
  if (ids.length === 0) throw new Refusal(409, words('conversations.nothing-uncertain'))
  if (verdict === 'again') {
    await sayAgain(tx, ids)
    if (!(await askWhereNeeded(tx, replyId))) await tellDecided(tx, reply, replyId, by)
    return { conversationId: reply.conversationId }
  }
  await tx
    .updateTable('deliveries')
    .set({ state: 'sent', failure: null, settled_at: new Date() })
    .where('id', 'in', ids)
    .execute()
  await answered(tx, reply.conversationId, replyId)
  await record(tx, 'reply.sent', {
    conversation: { id: reply.conversationId },
    channel: { id: reply.channelId },
    by,
    data: { reply: replyId, deliveries: ids, seen: true },
  })
  return { conversationId: reply.conversationId }
}

/** It counts as an answer from when it was decided, or approved: we have no better moment. What was said since still waits. */
async function answered(tx: Tx, conversationId: string, replyId: string): Promise<void> {
  await sql`
    update conversations c set answered_at = greatest(c.answered_at, r.written_at, (
      select max(a.decided_at) from reply_approvals a where a.reply_id = r.id and a.decision = 'approved')) from replies r
    where c.id = ${conversationId} and r.id = ${replyId}`.execute(tx)
  await sql`
    update conversations c set waiting_since = (
      select min(m.said_at) from messages m where m.conversation_id = c.id and m.said_at > c.answered_at
        and not m.is_ours and m.concerns_us and m.deleted_at is null)
    where c.id = ${conversationId} and c.waiting_since is not null`.execute(tx)
}
