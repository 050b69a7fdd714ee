import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'

/** Makes this process the one that reads a file, unless a living one does. False too when there is nothing to read on. */
export async function claimImport(db: Db, id: string, processId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update imports set run_by = ${processId}
    where id = ${id} and began_at is not null and done_at is null
      and not exists (select from import_stops s where s.import_id = ${id})
      and (run_by is null or run_by = ${processId} or not exists (
        select from processes p where p.id = run_by and p.beat_at > now() - interval '15 seconds'))`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

export async function releaseImport(db: Db, id: string, processId: string): Promise<void> {
  await db.updateTable('imports').set({ run_by: null }).where('id', '=', id).where('run_by', '=', processId).execute()
}
