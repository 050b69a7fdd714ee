import { sql } from 'kysely'
import type { Db, Tx } from '../database.ts'
import type { Brought } from './bring.ts'

/** Keeps what was brought, under what it contains: the same file twice is kept once. */
export async function keepFile(db: Db | Tx, { place, ...file }: Brought): Promise<void> {
  if (place === 'kept') return
  await db
    .insertInto('files')
    .values({ ...file, place })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet({ stored_at: sql<Date>`now()` }))
    .execute()
}
