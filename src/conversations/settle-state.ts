import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'

/** Writes on the conversation what its rows say, for the inbox's index. */
export async function settleState(tx: Tx, conversationId: string): Promise<void> {
  await sql`
    update conversations c set state = case
      when exists (select from conversation_closures where conversation_id = c.id) then 'closed'
      when exists (select from conversation_snoozes where conversation_id = c.id) then 'snoozed'
      else 'open' end
    where c.id = ${conversationId}`.execute(tx)
}
