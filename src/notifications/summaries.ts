import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { addJobs } from '../core/jobs.ts'
import type { SummaryKind } from './tables.ts'

/** What is to be told, to whom and when. */
export interface Owed {
  userId: string
  what: SummaryKind
  dueAt: Date
  /** It waits for their quiet to end. */
  held?: boolean
  /** How often it could not leave. */
  tries?: number
}

/** Notes when people are next to be told what waits; what is due sooner stays so. */
export async function owe(tx: Tx, all: readonly Owed[]): Promise<void> {
  const once = [...new Map(all.map((one) => [`${one.userId} ${one.what}`, one])).values()]
  if (once.length === 0) return
  await tx
    .insertInto('summaries_due')
    .values(
      once.map(({ userId, what, dueAt, held = false, tries = 0 }) => ({
        user_id: userId,
        what,
        due_at: dueAt,
        held,
        tries,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['user_id', 'what']).doUpdateSet({
        due_at: sql<Date>`least(summaries_due.due_at, excluded.due_at)`,
        held: sql<boolean>`summaries_due.held and excluded.held`,
        tries: sql<number>`greatest(summaries_due.tries, excluded.tries)`,
      }),
    )
    .execute()
}

/** What was due, and how often it could not leave. */
export interface Due {
  what: SummaryKind
  tries: number
}

/** Takes what is due of somebody. Whoever takes it tells it, or owes it anew, in the same transaction. */
export const takeDue = (tx: Tx, userId: string, what: readonly SummaryKind[], now: Date): Promise<Due[]> =>
  tx
    .deleteFrom('summaries_due')
    .where('user_id', '=', userId)
    .where('what', 'in', what)
    .where('due_at', '<=', now)
    .returning(['what', 'tries'])
    .execute()

/** What is owed once more if it does not leave: later each time. */
export const owedAgain = (userId: string, due: readonly Due[], now: Date): Owed[] =>
  due
    .filter(({ tries }) => tries < mostTries)
    .map(({ what, tries }) => ({ userId, what, dueAt: new Date(now.getTime() + waitMs(tries)), tries: tries + 1 }))

/** After about two days nobody is told of what they may read behind the bell. */
const mostTries = 12
const waitMs = (tries: number): number => Math.min(6 * 3_600_000, 10 * 60_000 * 2 ** tries)

/** What could not even be begun waits its turn like what could not leave, or it would be tried every minute for ever. */
export async function putOff(tx: Tx, userId: string, what: readonly SummaryKind[], now: Date): Promise<void> {
  await owe(tx, owedAgain(userId, await takeDue(tx, userId, what, now), now))
}

/** When quiet ends may have changed: what waits for it is looked at again within a minute. */
export async function lookAtHeld(tx: Tx, userId: string): Promise<void> {
  await tx
    .updateTable('summaries_due')
    .set({ due_at: sql<Date>`least(due_at, now())` })
    .where('user_id', '=', userId)
    .where('held', '=', true)
    .execute()
}

const mostAtOnce = 1_000

/** Wakes a job for everybody to whom something is due: one job for each person, however often this is called. */
export async function wakeSummaries(db: Db, now: Date): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ user_id: string }>`
      select user_id from (select user_id, due_at from summaries_due where due_at <= ${now} order by due_at
        limit ${sql.lit(mostAtOnce)}) as due group by user_id`.execute(tx)
    const jobs = rows.map(({ user_id }) => ({ payload: { user: user_id }, key: `notifications.summary:${user_id}` }))
    await addJobs(tx, 'notifications.summary', jobs, new Date())
    return rows.length
  })
}
