import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import type { Json } from '../lib/json.ts'
import { type By, type Changed, standing, tellChanged, type WasRow } from './changed.ts'
import { lockConversation } from './conversation.ts'
import { settleStates } from './settle-state.ts'

/** Closes a conversation: nothing more to do, until somebody speaks in it. Closing a closed one changes nothing. */
export async function close(tx: Tx, conversationId: string, by: By): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  return (await closeSeveral(tx, [id], by)).length > 0
}

/** Those of them that were not closed yet. They are kept from changing by the caller. */
export async function closeSeveral(tx: Tx, ids: readonly string[], by: By): Promise<Changed[]> {
  // What is closed does not sleep.
  const { rows } = await sql<WasRow>`
    with closed as (
      insert into conversation_closures (conversation_id, closed_by)
      select given.id, ${by?.id ?? null} from unnest(${[...ids]}::uuid[]) as given (id)
      on conflict do nothing returning conversation_id as id),
    awake as (delete from conversation_snoozes s using closed where s.conversation_id = closed.id)
    select c.id, ${standing} as was from closed join conversations c on c.id = closed.id order by c.id`.execute(tx)
  return settled(tx, 'conversation.closed', rows, by)
}

/** Opens a closed conversation again. */
export async function reopen(tx: Tx, conversationId: string, by: By): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  return (await reopenSeveral(tx, [id], by)).length > 0
}

export async function reopenSeveral(tx: Tx, ids: readonly string[], by: By): Promise<Changed[]> {
  const { rows } = await sql<WasRow>`
    with opened as (delete from conversation_closures where conversation_id = any(${[...ids]}::uuid[])
      returning conversation_id as id)
    select c.id, ${standing} as was from opened join conversations c on c.id = opened.id order by c.id`.execute(tx)
  return settled(tx, 'conversation.reopened', rows, by, { because: 'person' })
}

async function settled(
  tx: Tx,
  kind: string,
  rows: readonly WasRow[],
  by: By,
  data: Record<string, Json> = {},
): Promise<Changed[]> {
  await settleStates(
    tx,
    rows.map(({ id }) => id),
  )
  return tellChanged(tx, kind, rows, by, () => data)
}
