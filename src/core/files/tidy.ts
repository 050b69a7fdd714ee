import { sql } from 'kysely'
import type { Db } from '../database.ts'

/** Long enough for whoever keeps a file to refer to it. */
const graceMs = 24 * 3_600_000

/**
 * Removes the files that nothing refers to any more (their message was deleted, their person has another face). Which
 * tables refer to files is asked of the database, so that a new one cannot be forgotten here.
 */
export async function removeUnusedFiles(db: Db, now: Date): Promise<number> {
  const { rows: references } = await sql<{ table: string; column: string }>`
    select c.conrelid::regclass::text as "table", a.attname as "column" from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = 'files'::regclass`.execute(db)
  const unused = references.map(
    ({ table, column }) => sql`not exists (select from ${sql.raw(table)} r where r.${sql.ref(column)} = files.sha256)`,
  )
  const before = new Date(now.getTime() - graceMs)
  const { numAffectedRows } = await sql`
    delete from files where ${sql.join([sql`stored_at < ${before}`, ...unused], sql` and `)}`.execute(db)
  return Number(numAffectedRows ?? 0)
}
