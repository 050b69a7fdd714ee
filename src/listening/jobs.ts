import { sql } from 'kysely'
import { z } from 'zod'
import type { Core } from '../core/core.ts'
import type { Db } from '../core/database.ts'
import type { Job, Recurring } from '../core/jobs.ts'
import { runFill } from './fill.ts'
import type { StoredMessages } from './stored-message.ts'

/** Until then a removed query can be brought back with all that it found. */
export const keptDays = 30

const about = z.object({ query: z.uuid() })

export const listeningJobs = (core: Core, stored: StoredMessages, signal: AbortSignal): Record<string, Job> => ({
  'listening.fill': (payload) => runFill(core, stored, about.parse(payload).query, signal),
  'listening.tidy': () => forgetRemoved(core.db),
})

export const listeningRecurring: Recurring[] = [{ job: 'listening.tidy', cron: '50 3 * * *' }]

const atOnce = 5_000

/** What was removed long ago goes for good: its mentions in parts, so that nobody waits for a million rows to go. */
export async function forgetRemoved(db: Db): Promise<void> {
  const old = sql`select query_id from query_removals where removed_at < now() - ${sql.lit(keptDays)} * interval '1 day'`
  for (let gone = atOnce; gone === atOnce; ) {
    const { numAffectedRows } = await sql`delete from mentions where ctid = any(array(
      select m.ctid from mentions m where m.query_id in (${old}) limit ${sql.lit(atOnce)}))`.execute(db)
    gone = Number(numAffectedRows ?? 0)
  }
  await sql`delete from queries where id in (${old})`.execute(db)
}
