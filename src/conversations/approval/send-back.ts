import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { words } from '../../lib/words.ts'
import { giveBack, lockReply, takeBackParts } from '../withdraw.ts'
import { decide, lockOpen } from './open.ts'

export const longestRemark = 2000

/**
 * Sends a reply back to whoever wrote it, with a remark: its text is the draft again, before what was written since. Refuses
 * a remark without words, and what `lockOpen` refuses.
 */
export async function sendBack(
  tx: Tx,
  replyId: string,
  remark: string,
  by: { id: string },
  /** The approval that they saw; the one that waits where undefined. */
  shown?: string,
): Promise<{ conversationId: string }> {
  const reply = await lockReply(tx, replyId)
  const open = await lockOpen(tx, replyId, by, shown)
  const said = cleanText(remark).trim()
  if (said === '') throw wrong('conversations.approval-remark-missing')
  if (said.length > longestRemark) throw wrong('conversations.approval-remark-long')
  await decide(tx, open.id, 'sent-back', by, said)
  const { text } = await takeBackParts(tx, replyId, reply)
  const writer = await stillHere(tx, open.writer)
  await giveBack(tx, reply, text, writer ?? by)
  await record(tx, 'reply.sent-back', {
    conversation: { id: reply.conversationId },
    channel: { id: reply.channelId },
    by,
    data: { reply: replyId, approval: open.id, rule: open.ruleId },
  })
  return { conversationId: reply.conversationId }
}

function wrong(key: string): Refusal {
  const said = words(key, { max: longestRemark })
  return new Refusal(422, said, { fields: { remark: said } })
}

async function stillHere(tx: Tx, userId: string | null): Promise<{ id: string } | undefined> {
  if (!userId) return undefined
  return tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
}
