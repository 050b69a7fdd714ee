import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import type { NewMessage } from './insert-messages.ts'
import { settleStates } from './settle-state.ts'

/**
 * What somebody marked as spam stays so, whatever those write who had spoken in it by then. Somebody else who joins may mean
 * it: then everything is as it was before.
 */
export async function clearSpamWhereSpoken(tx: Tx, rows: readonly NewMessage[]): Promise<void> {
  if (rows.length === 0) return
  const { rows: cleared } = await sql<{ id: string }>`
    delete from conversation_spam x
    using unnest(${rows.map((row) => row.conversationId)}::uuid[], ${rows.map((row) => row.identityId)}::uuid[])
      as said (conversation_id, identity_id)
    where x.conversation_id = said.conversation_id and not exists (
      select from messages m where m.conversation_id = x.conversation_id and m.identity_id = said.identity_id
        and m.heard_at <= x.marked_at and m.id <> all(${rows.map((row) => row.id)}::uuid[]))
    returning x.conversation_id as id`.execute(tx)
  if (cleared.length === 0) return
  const ids = [...new Set(cleared.map((row) => row.id))]
  await settleStates(tx, ids)
  await recordAll(
    tx,
    ids.map((id) => ({ kind: 'conversation.cleared-spam', conversation: { id }, data: { because: 'message' } })),
  )
}

/** Of the conversations `s`. */
export const isNoSpam = sql`not exists (select from conversation_spam p where p.conversation_id = s.id)`
