import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { forbidden, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import type { Words } from '../../lib/words.ts'
import { goOn } from './begin.ts'
import { canUndo, findRun, mayEnd, type Onlooker, pageful, type Run } from './run.ts'
import { type Locked, step, tellDone, tellMoved } from './step.ts'

/**
 * Goes on with a run, some hundreds of conversations in a transaction, until it is through or somebody ends it. Killed
 * anywhere, it goes on where it was.
 */
export async function workBulk(db: Db, id: string, now: () => Date): Promise<void> {
  for (let more = true; more; )
    try {
      more = await db.transaction().execute((tx) => step(tx, id, now()))
    } catch (error) {
      // Whoever it was to be given to left, say. A surprise is tried again by the queue.
      if (!(error instanceof Refusal)) throw error
      const { words } = error
      await db.transaction().execute((tx) => endEarly(tx, id, 'failed', ['doing', 'undoing'], words))
      return
    }
}

/** Ends it where it is; what it did stays done, and can be put back. Whoever leads the team ends a colleague's too. */
export async function cancelBulk(db: Db, id: string, viewer: Onlooker): Promise<void> {
  if (!mayEnd(await findRun(db, id, viewer), viewer)) throw forbidden()
  await db.transaction().execute(async (tx) => {
    if (!(await endEarly(tx, id, 'cancelled', ['doing']))) return
    await sql`update bulk_runs set ended_by = ${viewer.id} where id = ${id}`.execute(tx)
    await record(tx, 'bulk.stopped', { by: viewer, data: { bulk: id } })
  })
}

/** Those whom its end would have told hear of what it did so far. */
async function endEarly(
  tx: Tx,
  id: string,
  state: 'cancelled' | 'failed',
  from: readonly Run['state'][],
  why?: Words,
): Promise<boolean> {
  const { rows } = await sql<Locked & { changed: number }>`
    select * from bulk_runs where id = ${id} and state = any(${[...from]}::text[]) for update`.execute(tx)
  const [run] = rows
  if (!run) return false
  await sql`update bulk_runs set state = ${state}, failure = ${why ? JSON.stringify(why) : null}, ended_at = now()
    where id = ${id}`.execute(tx)
  if (run.state === 'doing' && run.changed > 0) await tellDone(tx, run, run.changed)
  await tellMoved(tx, id)
  return true
}

/** Puts back what it changed and nobody changed since; also of one that is under way, which ends. Twice is once. */
export async function undoBulk(db: Db, id: string, viewer: Onlooker, now: Date): Promise<void> {
  if (!mayEnd(await findRun(db, id, viewer), viewer)) throw forbidden()
  await db.transaction().execute(async (tx) => {
    await sql`select from bulk_runs where id = ${id} for update`.execute(tx)
    const run = await findRun(tx, id, viewer)
    if (!canUndo(run)) return
    await sql`update bulk_runs set state = 'undoing', reached = 0, bound = last, failure = null,
      ended_at = null, ended_by = ${viewer.id} where id = ${id}`.execute(tx)
    if (run.total > pageful || (await step(tx, id, now, pageful))) await goOn(tx, id)
    await tellMoved(tx, id)
  })
}

const keptDays = 30

/** What was done longer ago is no longer put back: it is forgotten. */
export async function forgetBulk(db: Db | Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * 86_400_000)
  await sql`delete from bulk_runs where asked_at < ${before}`.execute(db)
}
