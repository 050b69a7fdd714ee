import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { type By, type Changed, standing, tellChanged, type WasRow } from './changed.ts'
import { lockConversation } from './conversation.ts'
import { settleStates } from './settle-state.ts'

/**
 * Somebody says that a conversation is spam: it leaves every list but its own and rings nobody. What it was before is kept
 * below, and holds again when it is none.
 */
export async function markSpam(tx: Tx, conversationId: string, by: By): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  return (await markSpamSeveral(tx, [id], by)).length > 0
}

/** Those of them that were not marked yet. They are kept from changing by the caller. */
export async function markSpamSeveral(tx: Tx, ids: readonly string[], by: By): Promise<Changed[]> {
  const { rows } = await sql<WasRow>`
    with marked as (
      insert into conversation_spam (conversation_id, marked_by)
      select given.id, ${by?.id ?? null} from unnest(${[...ids]}::uuid[]) as given (id)
      on conflict do nothing returning conversation_id as id)
    select c.id, ${standing} as was from marked join conversations c on c.id = marked.id order by c.id`.execute(tx)
  return settled(tx, 'conversation.marked-spam', rows, by)
}

/** It is no spam: everything is as before. */
export async function clearSpam(tx: Tx, conversationId: string, by: By): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  return (await clearSpamSeveral(tx, [id], by)).length > 0
}

export async function clearSpamSeveral(tx: Tx, ids: readonly string[], by: By): Promise<Changed[]> {
  const { rows } = await sql<WasRow>`
    with cleared as (delete from conversation_spam where conversation_id = any(${[...ids]}::uuid[])
      returning conversation_id as id)
    select c.id, ${standing} as was from cleared join conversations c on c.id = cleared.id order by c.id`.execute(tx)
  return settled(tx, 'conversation.cleared-spam', rows, by)
}

async function settled(tx: Tx, kind: string, rows: readonly WasRow[], by: By): Promise<Changed[]> {
  await settleStates(
    tx,
    rows.map(({ id }) => id),
  )
  return tellChanged(tx, kind, rows, by)
}
