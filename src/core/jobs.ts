import { EventEmitter } from 'node:events'
import {
  type CronItem,
  parseCronItems,
  run,
  runMigrations,
  type TaskList,
  Logger as WorkerLogger,
} from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Json } from '../lib/json.ts'
import type { Tx } from './database.ts'
import type { Logger } from './log.ts'

export type Job = (payload: unknown) => Promise<void>

/** A job that recurs, in cron's words, UTC. */
export interface Recurring {
  job: string
  cron: string
}

// graphile-worker's own schema. One organisation is one schema of ours, and has one of these.
let workerSchema = 'graphile_worker'

/** Called once by the wiring, before the first job is added. */
export function useWorkerSchema(schema: string | undefined): void {
  workerSchema = schema ? `${schema}_worker` : 'graphile_worker'
}

/**
 * Adds an urgent job without a key, unless the same already waits to be taken. That one is kept from being taken until this
 * transaction has ended, so that it sees what was written in it. Nobody waits: what another transaction keeps so is passed
 * over, and so is what runs already, and one more is added. (The queue's own table: its view cannot be locked.)
 */
export async function addUnlessWaiting(tx: Tx, name: string, payload: Json): Promise<void> {
  const { rows } = await sql`
    select from ${sql.table(`${workerSchema}._private_jobs`)} j
    join ${sql.table(`${workerSchema}._private_tasks`)} t on t.id = j.task_id
    where t.identifier = ${name} and j.is_available and j.priority = 0 and j.key is null
      and j.run_at <= statement_timestamp() and j.payload::jsonb = ${JSON.stringify(payload)}::jsonb
    order by j.priority, j.run_at limit 1 for update of j skip locked`.execute(tx)
  if (rows.length === 0) await addJob(tx, name, payload, { urgent: true })
}

/**
 * Adds a job in the transaction that causes it. The same `key` again replaces the one that waits. An urgent one (somebody
 * waits for it) goes before those that are not. `sooner`: what waits under the key keeps its moment where that is sooner.
 */
export async function addJob(
  tx: Tx,
  name: string,
  payload: Json,
  more: { key?: string; runAt?: Date; urgent?: boolean; sooner?: boolean } = {},
): Promise<void> {
  const runAt = more.runAt ?? null
  const { rows } = await sql<{ id: string; isLater: boolean }>`
    select id::text, run_at > coalesce(${runAt}::timestamptz, now()) as "isLater"
    from ${sql.ref(`${workerSchema}.add_job`)}(
      ${name}, payload => ${JSON.stringify(payload)}::json,
      run_at => ${runAt}::timestamptz, job_key => ${more.key ?? null}, max_attempts => 8,
      priority => ${more.urgent ? 0 : 10}, job_key_mode => ${more.sooner ? 'preserve_run_at' : 'replace'})`.execute(tx)
  const [kept] = rows
  if (more.sooner && kept?.isLater)
    await sql`select ${sql.ref(`${workerSchema}.reschedule_jobs`)}(
      array[${kept.id}::bigint], run_at => coalesce(${runAt}::timestamptz, now()))`.execute(tx)
}

/** Adds many of one kind, each under its own key, in one statement. */
export async function addJobs(
  tx: Tx,
  name: string,
  jobs: readonly { payload: Json; key: string }[],
  runAt: Date,
): Promise<void> {
  if (jobs.length === 0) return
  const payloads = jobs.map((job) => JSON.stringify(job.payload))
  const keys = jobs.map((job) => job.key)
  await sql`select ${sql.ref(`${workerSchema}.add_job`)}(
    ${name}, payload => one.payload::json, run_at => ${runAt}::timestamptz, job_key => one.key,
    max_attempts => 8, priority => 10)
    from unnest(${payloads}::text[], ${keys}::text[]) as one (payload, key)`.execute(tx)
}

/** Brings graphile-worker's own tables up to date. */
export const migrateJobs = (pool: pg.Pool): Promise<void> => runMigrations({ pgPool: pool, schema: workerSchema })

/**
 * Runs jobs in this process until stopped. `onPool` is told the name under which this pool of workers locks its jobs, for
 * the heartbeat: locks of names that no living process has are released (`releaseDeadLocks`), else they would last four
 * hours.
 */
export async function runJobs(
  pool: pg.Pool,
  log: Logger,
  jobs: Record<string, Job>,
  recurring: Recurring[],
  onPool: (name: string) => void,
): Promise<{ ended: Promise<void>; stop(): Promise<void> }> {
  const events = new EventEmitter()
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => onPool(workerPool.id))
  // A queue that loses the database may shut down for long, or wait without ever taking a job again: it is over then.
  const lost = new Promise<void>((resolve) => {
    for (const sign of ['pool:gracefulShutdown', 'pool:listen:error']) events.once(sign, () => resolve())
  })
  const runner = await run({
    pgPool: pool,
    schema: workerSchema,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2000,
    // At once, and again while the database is away: without a batcher a job whose end cannot be noted ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: logged(jobs, log),
    parsedCronItems: parseCronItems(recurring.map(({ job, cron }) => cronItem(job, cron))),
    logger: new WorkerLogger(() => () => {}),
    events,
  })
  const ended = Promise.race([runner.promise, lost])
  runner.promise.catch(() => {})
  // What it still does is done; it begins nothing more.
  lost.then(() => runner.stop()).catch(() => {})
  return { ended, stop: () => runner.stop() }
}

// One at a time of each: a slow one is not joined by the next.
const cronItem = (job: string, cron: string): CronItem => ({
  task: job,
  match: cron,
  identifier: job,
  options: { maxAttempts: 3, jobKey: `cron:${job}` },
})

/** Gives back the jobs of workers whose process has not been heard of for a while. */
export async function releaseDeadLocks(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ locked_by: string }>(
    `select distinct locked_by from ${workerSchema}.jobs where locked_by is not null and not exists (
       select from processes where locked_by = any (workers) and beat_at > now() - interval '15 seconds')`,
  )
  if (rows.length > 0)
    await pool.query(`select ${workerSchema}.force_unlock_workers($1)`, [rows.map((row) => row.locked_by)])
}

/** A failed job is retried by the queue; the log says so, with the job's name only. */
function logged(jobs: Record<string, Job>, log: Logger): TaskList {
  const wrap = (name: string, job: Job) => async (payload: unknown) => {
    try {
      await job(payload)
    } catch (err) {
      log.error({ err, job: name }, 'a job failed and will be tried again')
      throw err
    }
  }
  return Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, wrap(name, job)]))
}
