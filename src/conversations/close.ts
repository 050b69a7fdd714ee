import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { lockConversation } from './conversation.ts'
import { settleState } from './settle-state.ts'

/** Closes a conversation: nothing more to do, until somebody speaks in it. Closing a closed one changes nothing. */
export async function close(tx: Tx, conversationId: string, by: { id: string }): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  const closed = await tx
    .insertInto('conversation_closures')
    .values({ conversation_id: id, closed_by: by.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('conversation_id')
    .executeTakeFirst()
  if (!closed) return false
  // What is closed does not sleep.
  await tx.deleteFrom('conversation_snoozes').where('conversation_id', '=', id).execute()
  await settleState(tx, id)
  await record(tx, 'conversation.closed', { conversation: { id }, by })
  return true
}

/** Opens a closed conversation again. */
export async function reopen(tx: Tx, conversationId: string, by: { id: string }): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  const opened = await tx
    .deleteFrom('conversation_closures')
    .where('conversation_id', '=', id)
    .returning('conversation_id')
    .executeTakeFirst()
  if (!opened) return false
  await settleState(tx, id)
  await record(tx, 'conversation.reopened', { conversation: { id }, by, data: { because: 'person' } })
  return true
}
