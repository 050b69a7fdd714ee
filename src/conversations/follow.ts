import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { lockConversation } from './conversation.ts'

interface Somebody {
  id: string
}

/** Somebody is told from now on what happens in a conversation. Following it again changes nothing. */
export async function follow(tx: Tx, conversationId: string, who: Somebody, by: Somebody = who): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  const begun = await tx
    .insertInto('conversation_followers')
    .values({ conversation_id: id, user_id: who.id, added_by: by.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst()
  if (!begun) return false
  await record(tx, 'conversation.followed', { conversation: { id }, by, data: { user: who.id } })
  return true
}

/** They are told no longer. */
export async function unfollow(tx: Tx, conversationId: string, who: Somebody): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  const ended = await tx
    .deleteFrom('conversation_followers')
    .where('conversation_id', '=', id)
    .where('user_id', '=', who.id)
    .returning('user_id')
    .executeTakeFirst()
  if (!ended) return false
  await record(tx, 'conversation.unfollowed', { conversation: { id }, by: who, data: { user: who.id } })
  return true
}
