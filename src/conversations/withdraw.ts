import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { notFound, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { lockConversation } from './conversation.ts'

/**
 * Takes back what has not left yet, or did not get there: its text becomes the draft of whoever takes it, before what
 * they were writing. Refuses (409) when all of it has left, is leaving, or was taken back.
 */
export async function withdraw(
  tx: Tx,
  replyId: string,
  by: { id: string },
): Promise<{ conversationId: string; text: string }> {
  const reply = await lockReply(tx, replyId)
  const { rows } = await sql<{ text: string; part: number }>`
    update deliveries set state = 'withdrawn', settled_at = now()
    where reply_id = ${replyId} and state in ('waiting', 'failed') returning text, part`.execute(tx)
  if (rows.length === 0) throw new Refusal(409, words('conversations.left-already'))
  const everything = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('reply_id', '=', replyId)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst()
  const cut = rows.toSorted((a, b) => a.part - b.part).map((row) => row.text)
  const text = everything ? cut.join('\n\n') : reply.text
  await giveBack(tx, reply, text, by)
  await record(tx, 'reply.withdrawn', {
    conversation: { id: reply.conversationId },
    channel: { id: reply.channelId },
    by,
    data: { reply: replyId },
  })
  return { conversationId: reply.conversationId, text }
}

interface LockedReply {
  text: string
  inReplyTo: string
  conversationId: string
  channelId: string
}

/** A reply, with its conversation kept from changing. Refuses with 404. */
export async function lockReply(tx: Tx, replyId: string): Promise<LockedReply> {
  const reply = await tx
    .selectFrom('replies')
    .select(['text', 'in_reply_to as inReplyTo', 'conversation_id'])
    .where('id', '=', replyId)
    .executeTakeFirst()
  if (!reply) throw notFound()
  const { id, channelId } = await lockConversation(tx, reply.conversation_id)
  return { text: reply.text, inReplyTo: reply.inReplyTo, conversationId: id, channelId }
}

async function giveBack(tx: Tx, reply: LockedReply, text: string, by: { id: string }): Promise<void> {
  await sql`
    insert into drafts (conversation_id, user_id, text, in_reply_to, kept_at)
    values (${reply.conversationId}, ${by.id}, ${text}, ${reply.inReplyTo}, now())
    on conflict (conversation_id, user_id) do update set
      text = excluded.text || case when drafts.text = excluded.text then '' else e'\n\n' || drafts.text end,
      in_reply_to = excluded.in_reply_to, kept_at = excluded.kept_at`.execute(tx)
}
