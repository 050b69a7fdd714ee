import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'

/** Writes on the conversation what its rows say, for the inbox's index. */
export const settleState = (tx: Tx, conversationId: string): Promise<void> => settleStates(tx, [conversationId])

export async function settleStates(tx: Tx, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return
  await sql`
    update conversations c set state = case
      when exists (select from conversation_spam where conversation_id = c.id) then 'spam'
      when exists (select from conversation_closures where conversation_id = c.id) then 'closed'
      when exists (select from conversation_snoozes where conversation_id = c.id) then 'snoozed'
      else 'open' end
    where c.id = any(${[...conversationIds]}::uuid[])`.execute(tx)
}
