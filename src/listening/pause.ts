import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { nextChange } from './save.ts'

/** It matches nothing new until it goes on; what it found stays. */
export async function pauseQuery(tx: Tx, id: string, by: { id: string }): Promise<void> {
  const paused = await tx
    .insertInto('query_pauses')
    .values({ query_id: id, paused_by: by.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('query_id')
    .executeTakeFirst()
  if (paused) await moved(tx, id, 'query.paused', by)
}

/** It matches again, from the next message on. */
export async function resumeQuery(tx: Tx, id: string, by: { id: string }): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('query_pauses').where('query_id', '=', id).executeTakeFirst()
  if (numDeletedRows > 0n) await moved(tx, id, 'query.resumed', by)
}

/** Takes it away. For some weeks it can come back with all that it found. */
export async function removeQuery(tx: Tx, id: string, by: { id: string }): Promise<void> {
  const removed = await tx
    .insertInto('query_removals')
    .values({ query_id: id, removed_by: by.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('query_id')
    .executeTakeFirst()
  if (removed) await moved(tx, id, 'query.removed', by)
}

export async function bringBackQuery(tx: Tx, id: string, by: { id: string }): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('query_removals').where('query_id', '=', id).executeTakeFirst()
  if (numDeletedRows > 0n) await moved(tx, id, 'query.returned', by)
}

async function moved(tx: Tx, id: string, kind: string, by: { id: string }): Promise<void> {
  await tx
    .updateTable('queries')
    .set({ changed: await nextChange(tx) })
    .where('id', '=', id)
    .execute()
  await record(tx, kind, { by, data: { query: id } })
}
