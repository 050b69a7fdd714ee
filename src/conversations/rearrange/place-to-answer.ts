import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { partsOf } from './visible.ts'

/**
 * The conversation in which a reply belongs that answers a message: where its writer has it before them, or where the message
 * was put meanwhile by a merge, a split, a move, or the undoing of one. It goes where its writer was told.
 */
export async function placeToAnswer(
  db: Db | Tx,
  conversationId: string,
  messageId: string | undefined,
): Promise<string> {
  if (!messageId) return conversationId
  const { rows } = await sql<{ id: string }>`
    select m.conversation_id as id from messages m where m.id = ${messageId} and exists (
      select from rearrangements r where (r.from_id in ${partsOf(conversationId)} and r.to_id = m.conversation_id)
        or (r.to_id in ${partsOf(conversationId)} and r.from_id = m.conversation_id))`.execute(db)
  return rows[0]?.id ?? conversationId
}
