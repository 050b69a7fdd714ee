import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { graceMs } from './objects.ts'

/**
 * Removes the files that nothing refers to any more (their message was deleted, their person has another face), a day
 * after they came: long enough for whoever brings a file to refer to it. Which tables refer to files is asked of the
 * database, so that a new one cannot be forgotten here. What was in the bucket goes from there a day later.
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
  const { rows } = await sql<{ removed: number }>`
    with removed as (
      delete from files where ${sql.join([sql`stored_at < ${before}`, ...unused], sql` and `)} returning sha256, place
    ), left_behind as (
      update bucket_objects set needed_at = ${now} from removed
      where removed.place = 'bucket' and bucket_objects.sha256 = removed.sha256
    )
    select count(*) as removed from removed`.execute(db)
  return rows[0]?.removed ?? 0
}
