import { sql } from 'kysely'
import { abilitiesOf, type Role } from '../../access/index.ts'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { causing, record } from '../../core/events.ts'
import { words } from '../../lib/words.ts'
import type { Changed, Was } from '../changed.ts'
import { abilityOfDeed, applyDeed, type Doer, deedGiven, undoDeed } from '../deeds.ts'
import type { RunState } from './tables.ts'

/** So many conversations in a transaction. */
export const batch = 200

/**
 * Does the next ones of a run, or puts them back, and says whether there are more. Whoever does the same at once waits. What
 * somebody is at just then goes behind the others, and is waited for by itself at the end: so nobody waits in a circle. Refuses
 * (403, 422) when it cannot go on.
 */
export async function step(tx: Tx, id: string, now: Date, most = batch): Promise<boolean> {
  const run = await lockRun(tx, id)
  if (!run || (run.state !== 'doing' && run.state !== 'undoing')) return false
  refuseWhoLost(run)
  const isLate = run.reached >= run.bound
  const items = await nextItems(tx, run, isLate ? 1 : most)
  if (items.length === 0) return end(tx, run)
  const free = isLate ? items : await freeOf(tx, items)
  const busy = items.filter((item) => !free.includes(item))
  const doer: Doer = { by: { id: whoseDeed(run) }, now, timeZone: run.time_zone }
  // Bells do not ring for each: one line tells of all, at the end.
  await causing(tx, { bulk: id }, () =>
    run.state === 'doing' ? doSome(tx, run, free, doer) : undoSome(tx, run, free, doer),
  )
  await putBehind(tx, run, busy)
  const reached = items.at(-1)?.place ?? run.reached
  await sql`update bulk_runs set reached = ${reached}, last = last + ${busy.length} where id = ${id}`.execute(tx)
  await tellMoved(tx, id)
  if (reached >= run.last + busy.length) return end(tx, run)
  return true
}

/** A row of `bulk_runs`, kept from changing. */
export interface Locked {
  id: string
  deed: unknown
  asked_by: string
  ended_by: string | null
  state: RunState
  bound: number
  last: number
  reached: number
}

/** Whoever asked for it; of what is put back, whoever wanted that. */
const whoseDeed = ({ state, asked_by, ended_by }: Locked): string =>
  state === 'undoing' ? (ended_by ?? asked_by) : asked_by

/** With whoever's deed it is, as they are now. */
type Asked = Locked & { time_zone: string; role: Role; deactivated_at: Date | null }

async function lockRun(tx: Tx, id: string): Promise<Asked | undefined> {
  const { rows } = await sql<Asked>`
    select b.*, u.time_zone, u.role, u.deactivated_at from bulk_runs b join users u
      on u.id = case when b.state = 'undoing' then coalesce(b.ended_by, b.asked_by) else b.asked_by end
    where b.id = ${id} for update of b`.execute(tx)
  return rows[0]
}

/** Whoever left or only looks from now on does nothing more, also not what they began before. */
function refuseWhoLost({ deed, role, deactivated_at }: Asked): void {
  if (deactivated_at || !abilitiesOf(role).has(abilityOfDeed(deedGiven.parse(deed))))
    throw new Refusal(403, words('conversations.bulk-lost'))
}

interface Item {
  place: number
  id: string
  was: Was | null
  seq: number | null
}

async function nextItems(tx: Tx, { id, state, reached }: Locked, most: number): Promise<Item[]> {
  const { rows } = await sql<Item>`
    select place, conversation_id as id, was, seq from bulk_items
    where run_id = ${id} and place > ${reached} and outcome is not distinct from ${state === 'doing' ? null : 'changed'}
    order by place limit ${most}`.execute(tx)
  return rows
}

/** Those that nobody is at; those that are no longer there among them. */
async function freeOf(tx: Tx, items: readonly Item[]): Promise<Item[]> {
  const ids = items.map(({ id }) => id)
  const { rows: free } = await sql<{ id: string }>`
    select id from conversations where id = any(${ids}::uuid[]) order by id for update skip locked`.execute(tx)
  const { rows: there } = await sql<{
    id: string
  }>`select id from conversations where id = any(${ids}::uuid[])`.execute(tx)
  const isFree = new Set(free.map(({ id }) => id))
  const isThere = new Set(there.map(({ id }) => id))
  return items.filter(({ id }) => isFree.has(id) || !isThere.has(id))
}

async function doSome(tx: Tx, run: Locked, items: readonly Item[], doer: Doer): Promise<void> {
  const ids = items.map(({ id }) => id)
  const changed = await applyDeed(tx, ids, deedGiven.parse(run.deed), doer)
  await sql`
    update bulk_items i set outcome = case when given.was is null then 'same' else 'changed' end, was = given.was, seq = given.seq
    from unnest(${items.map(({ place }) => place)}::int[]) as p (place)
    join bulk_items o on o.run_id = ${run.id} and o.place = p.place
    left join unnest(${changed.map(({ id }) => id)}::uuid[], ${changed.map(({ was }) => JSON.stringify(was))}::jsonb[],
      ${changed.map(({ seq }) => seq)}::bigint[]) as given (id, was, seq) on given.id = o.conversation_id
    where i.run_id = ${run.id} and i.place = o.place`.execute(tx)
  await sql`update bulk_runs set done = done + ${items.length}, changed = changed + ${changed.length}
    where id = ${run.id}`.execute(tx)
}

async function undoSome(tx: Tx, run: Locked, items: readonly Item[], doer: Doer): Promise<void> {
  const changed = items.map(({ id, was, seq }): Changed => ({ id, was: was ?? {}, seq: seq ?? 0 }))
  const back = await undoDeed(tx, deedGiven.parse(run.deed), changed, doer)
  await sql`
    update bulk_items set outcome = case when conversation_id = any(${back}::uuid[]) then 'put-back' else 'left' end
    where run_id = ${run.id} and place = any(${items.map(({ place }) => place)}::int[])`.execute(tx)
  await sql`update bulk_runs set put_back = put_back + ${back.length},
    left_alone = left_alone + ${items.length - back.length} where id = ${run.id}`.execute(tx)
}

async function putBehind(tx: Tx, { id, last }: Locked, busy: readonly Item[]): Promise<void> {
  for (const [at, { place }] of busy.entries())
    await sql`update bulk_items set place = ${last + at + 1} where run_id = ${id} and place = ${place}`.execute(tx)
}

async function end(tx: Tx, run: Locked): Promise<false> {
  const { id, state } = run
  const { rows } = await sql<{ changed: number; put_back: number }>`
    update bulk_runs set state = ${state === 'doing' ? 'done' : 'undone'}, ended_at = now() where id = ${id}
    returning changed, put_back`.execute(tx)
  const [counts] = rows
  await tellDone(tx, run, (state === 'doing' ? counts?.changed : counts?.put_back) ?? 0)
  await tellMoved(tx, id)
  return false
}

/** One event for all that was done, or put back: bells and lists go by it. */
export function tellDone(tx: Tx, run: Locked, count: number) {
  const { id, state } = run
  const { do: name, to } = deedGiven.parse(run.deed)
  const data = { bulk: id, count, deed: name, ...(to ? { to } : {}) }
  return record(tx, state === 'undoing' ? 'bulk.undone' : 'bulk.done', { by: { id: whoseDeed(run) }, data })
}

/** Whoever has it before them sees how far it is. */
export const tellMoved = (tx: Tx, id: string) => sql`select pg_notify('signs', ${id})`.execute(tx)
