import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { forbidden, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { words } from '../../lib/words.ts'
import { reopen } from '../close.ts'
import { lockReply } from '../withdraw.ts'

interface Approval {
  id: string
  decidedBy: string | null
  reopens: boolean
  waits: boolean
}

/**
 * Takes an approval back while nothing of the reply has left: it waits for one again. Only whoever gave it (403). Refuses (409)
 * when it is leaving, or was not approved.
 */
export async function unapprove(tx: Tx, replyId: string, by: { id: string }): Promise<{ conversationId: string }> {
  const { conversationId, channelId } = await lockReply(tx, replyId)
  // The outbox may be about to say it.
  await sql`select from deliveries where reply_id = ${replyId} order by id for update`.execute(tx)
  const { rows } = await sql<Approval>`
    select a.id, a.decided_by as "decidedBy",
      exists (select from conversation_closures c where c.conversation_id = ${conversationId}
        and c.closed_at = a.decided_at and c.closed_by = a.decided_by) as reopens,
      not exists (select from deliveries d where d.reply_id = a.reply_id
        and not (d.state in ('waiting', 'held') and d.attempts = 0)) as waits
    from reply_approvals a where a.reply_id = ${replyId} and a.decision = 'approved'
      and not exists (select from reply_approvals o where o.reply_id = a.reply_id and o.decision is null)
    order by a.decided_at desc limit 1 for update of a`.execute(tx)
  const [approval] = rows
  if (!approval?.waits) throw new Refusal(409, words('conversations.approval-over'))
  if (approval.decidedBy !== by.id) throw forbidden()
  await sql`update reply_approvals set decision = null, decided_by = null, decided_at = null
    where id = ${approval.id}`.execute(tx)
  await sql`update deliveries set state = 'awaiting-approval' where reply_id = ${replyId}`.execute(tx)
  await record(tx, 'reply.unapproved', {
    conversation: { id: conversationId },
    channel: { id: channelId },
    by,
    data: { reply: replyId, approval: approval.id },
  })
  if (approval.reopens) await reopen(tx, conversationId, by)
  return { conversationId }
}
