import { type RawBuilder, sql } from 'kysely'
import type { Core } from '../core/core.ts'
import type { Db, Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { addJob } from '../core/jobs.ts'
import { firstRunning } from '../core/live.ts'
import { idTime } from '../lib/ids.ts'
import { findKnown, parseStored } from './checked.ts'
import { keepMentions } from './mention.ts'
import { previewDays } from './preview.ts'
import { matches } from './query/matches.ts'
import type { Query } from './query/query.ts'
import { toDocument } from './query/to-document.ts'
import type { StoredMessage, StoredMessages } from './stored-message.ts'
import { asksForOurs } from './watch-worker.ts'

/** A query that looks through what was heard before it was written. */
export interface Fill {
  queryId: string
  since: Date
  /** How far back it is. */
  reached: Date | null
  looked: number
  found: number
  beganAt: Date
  doneAt: Date | null
}

const dayMs = 86_400_000

/** Has a query look through the last thirty days with the text it has now. What it found with another one stays. */
export async function beginFill(tx: Tx, queryId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - previewDays * dayMs)
  await sql`
    insert into query_fills (query_id, version, since) select id, version, ${since} from queries where id = ${queryId}
    on conflict (query_id) do update set version = excluded.version, since = excluded.since, reached = null, looked = 0,
      found = 0, began_at = now(), done_at = null, tx = pg_current_xact_id()`.execute(tx)
  await wake(tx, queryId)
}

const wake = (tx: Tx, query: string, runAt?: Date): Promise<void> =>
  addJob(tx, 'listening.fill', { query }, { key: `listening.fill:${query}`, ...(runAt ? { runAt } : {}) })

export async function findFill(db: Db, queryId: string): Promise<Fill | undefined> {
  const [fill] = await read(db, sql`f.query_id = ${queryId}`)
  return fill
}

/** Those of some queries, for live pages. */
export const findFills = (db: Db, queryIds: readonly string[]): Promise<Fill[]> =>
  read(db, sql`f.query_id = any(${[...queryIds]}::uuid[])`)

async function read(db: Db, which: RawBuilder<unknown>): Promise<Fill[]> {
  const { rows } = await sql<Omit<Fill, 'reached'> & { reached: string | null }>`
    select f.query_id as "queryId", f.since, f.reached, f.looked, f.found, f.began_at as "beganAt", f.done_at as "doneAt"
    from query_fills f where ${which}`.execute(db)
  return rows.map((row) => ({ ...row, reached: row.reached ? idTime(row.reached) : null }))
}

const batch = 500
/** Batches between two times that pages are told how far it is. */
const toldEvery = 10

/**
 * Looks on from where it is, a batch and its place in one transaction, until it is done, the process stops (it goes on
 * where it was), or the query has another text.
 */
export async function runFill(
  core: Pick<Core, 'db' | 'clock'>,
  stored: StoredMessages,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const { db } = core
  for (let step = 1; !signal.aborted; step += 1) {
    const work = await findWork(db, id)
    if (!work) return
    if (!work.isSettled) {
      const soon = new Date(core.clock.now().getTime() + 1_000)
      return db.transaction().execute((tx) => wake(tx, id, soon))
    }
    const before = work.reached ?? undefined
    const { messages, reached } = await stored.before(db, { before, since: work.since, limit: batch })
    const found = matching(work.query, messages)
    const isOn = await db.transaction().execute(async (tx) => {
      const isHere = await advance(tx, work, { reached, looked: messages.length, found: found.length })
      if (!isHere) return false
      const kept = found.map((message) => ({ message, queryIds: [id] }))
      await keepMentions(tx, kept, { again: false, isNews: false })
      if (reached === undefined || step % toldEvery === 0) await record(tx, 'query.filling', { data: { query: id } })
      return reached !== undefined
    })
    if (!isOn) return
  }
}

function matching(query: Query, messages: readonly StoredMessage[]): StoredMessage[] {
  const isForOurs = asksForOurs(query)
  return messages.filter(({ listened }) => (isForOurs || !listened.isMine) && matches(query, toDocument(listened)))
}

interface Work {
  id: string
  version: number
  since: Date
  reached: string | null
  /** Nothing that is still being stored began before the query was there to match it. */
  isSettled: boolean
  query: Query
}

async function findWork(db: Db, id: string): Promise<Work | undefined> {
  const end = await firstRunning(db)
  const { rows } = await sql<Omit<Work, 'query'> & { text: string }>`
    select q.id, f.version, f.since, f.reached, q.text,
      f.tx < ${end}::xid8 or f.began_at < now() - interval '1 minute' as "isSettled"
    from query_fills f join queries q on q.id = f.query_id and q.version = f.version
    where f.query_id = ${id} and f.done_at is null`.execute(db)
  const [row] = rows
  const query = row && parseStored(row.text, await findKnown(db))
  return row && query ? { ...row, query } : undefined
}

/** False when somebody else looked on meanwhile, or the query has another text. */
async function advance(
  tx: Tx,
  { id, version, reached: from }: Work,
  step: { reached: string | undefined; looked: number; found: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update query_fills set reached = coalesce(${step.reached ?? null}::uuid, reached), looked = looked + ${step.looked},
      found = found + ${step.found}, done_at = ${step.reached === undefined ? sql`now()` : null}
    where query_id = ${id} and version = ${version} and done_at is null and reached is not distinct from ${from}::uuid`.execute(
    tx,
  )
  return numAffectedRows === 1n
}
