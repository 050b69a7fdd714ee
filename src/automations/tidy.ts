import { sql } from 'kysely'
import type { Db } from '../core/database.ts'

const keptDays = 90
const atOnce = 5_000

/** What was done long ago, what was only looked at, and what nobody could answer, goes; in parts. */
export async function tidyRuns(db: Db): Promise<void> {
  const old = sql`now() - ${sql.lit(keptDays)} * interval '1 day'`
  await forget(db, 'automation_runs', sql`ran_at < ${old}`)
  await forget(db, 'macro_batches', sql`asked_at < ${old}`)
  await forget(db, 'automation_rehearsals', sql`begun_at < ${old}`)
  await forget(db, 'automation_dues', sql`happened_at < now() - interval '7 days'`)
  await forget(db, 'automation_waits', sql`since < now() - interval '400 days'`)
}

async function forget(db: Db, table: string, which: ReturnType<typeof sql>): Promise<void> {
  for (let gone = atOnce; gone === atOnce; ) {
    const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ctid = any(array(
      select ctid from ${sql.table(table)} where ${which} limit ${sql.lit(atOnce)}))`.execute(db)
    gone = Number(numAffectedRows ?? 0)
  }
}
