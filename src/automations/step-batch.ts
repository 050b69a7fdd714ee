import { sql } from 'kysely'
import { abilitiesOf, type Role } from '../access/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { causing, record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { type DeedKinds, type Done, deedGiven, doneGiven, type GivenDeed, type Person } from './deed.ts'
import { doDeedsToMany, undoDeedsOfMany } from './deed-many.ts'
import type { BatchState } from './tables.ts'
import { tellBatch } from './tell-batch.ts'

const atOnce = 100

interface Locked {
  id: string
  macro_id: string
  deeds: unknown
  asked_by: string
  /** What they could do then. */
  asked_with: string[] | null
  /** Who has it undone. */
  undo_by: string | null
  undo_with: string[] | null
  state: BatchState
  done: number
}

interface Working {
  kinds: DeedKinds
  by: Person
  now: Date
}

/** Does the next ones, or undoes them, in one transaction; says whether there are more. Whoever does the same waits. */
export async function step(tx: Tx, kinds: DeedKinds, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql<Locked>`select * from macro_batches where id = ${id} for update`.execute(tx)
  const [batch] = rows
  if (!batch || (batch.state !== 'doing' && batch.state !== 'undoing')) return false
  const by = await whoActs(tx, batch)
  const work = batch.state === 'doing' ? doSome : undoSome
  // Bells do not ring for each, but once for all; what its undoing does is not what somebody else changed since.
  const more = by ? await causing(tx, { bulk: id }, () => work(tx, batch, { kinds, by, now })) : false
  if (!more) {
    const ended = by ? (batch.state === 'doing' ? 'done' : 'undone') : 'cancelled'
    await sql`update macro_batches set state = ${ended}, ended_at = now() where id = ${id}`.execute(tx)
    if (batch.state === 'doing') await tellBatch(tx, batch)
  }
  await record(tx, 'macro.moved', { data: { macro_batch: id } })
  return more
}

/** Goes on until it is through; killed anywhere, it goes on where it was. */
export async function workBatch(db: Db, kinds: DeedKinds, id: string, now: () => Date): Promise<void> {
  for (let more = true; more; ) more = await db.transaction().execute((tx) => step(tx, kinds, id, now()))
}

/** To all at once; when that is refused, to each by itself: where it cannot be done nothing is. */
async function doSome(tx: Tx, batch: Locked, working: Working): Promise<boolean> {
  const { rows: items } = await sql<{ id: string }>`
    select conversation_id as id from macro_batch_items where batch_id = ${batch.id} and place > ${batch.done}
    order by place limit ${sql.lit(atOnce)}`.execute(tx)
  const ids = await lock(
    tx,
    items.map(({ id }) => id),
  )
  const deeds = deedGiven.array().parse(batch.deeds)
  const { done, refused } = await doTo(tx, ids, deeds, working)
  await keep(tx, batch, done, working)
  await sql`update macro_batches set done = done + ${items.length}, changed = changed + ${done.size},
    refused = refused + ${refused} where id = ${batch.id}`.execute(tx)
  return items.length === atOnce
}

async function doTo(tx: Tx, ids: readonly string[], deeds: readonly GivenDeed[], { kinds, by, now }: Working) {
  const attempt = (some: readonly string[]) => apart(tx, () => doDeedsToMany(tx, kinds, some, deeds, { by, now }))
  const together = await attempt(ids)
  if (!(together instanceof Refusal)) return { done: together, refused: 0 }
  const done = new Map<string, Done[]>()
  let refused = 0
  for (const id of ids) {
    const alone = await attempt([id])
    if (alone instanceof Refusal) refused += 1
    else for (const [one, did] of alone) done.set(one, did)
  }
  return { done, refused }
}

async function keep(tx: Tx, batch: Locked, done: ReadonlyMap<string, Done[]>, { by, now }: Working): Promise<void> {
  const [ids, dids] = [[...done.keys()], [...done.values()].map((did) => JSON.stringify(did))]
  await sql`
    insert into automation_runs (id, macro_id, batch_id, conversation_id, did, run_by, ran_at)
    select g.id, ${batch.macro_id}, ${batch.id}, g.conversation_id, g.did, ${by.id}, ${now}
    from unnest(${ids.map(() => newId())}::uuid[], ${ids}::uuid[], ${dids}::jsonb[])
      as g (id, conversation_id, did)`.execute(tx)
}

async function undoSome(tx: Tx, batch: Locked, { kinds, by, now }: Working): Promise<boolean> {
  const { rows } = await sql<{ id: string; conversation_id: string; did: unknown }>`
    select r.id, coalesce(u.conversation_id, r.conversation_id) as conversation_id, r.did from automation_runs r
    left join conversation_unions u on u.absorbed_id = r.conversation_id
    where r.batch_id = ${batch.id} and r.undone_at is null order by r.id limit ${sql.lit(atOnce)}`.execute(tx)
  const here = new Set(
    await lock(
      tx,
      rows.map((row) => row.conversation_id),
    ),
  )
  const done = new Map(
    rows.flatMap((row): [string, Done[]][] =>
      here.has(row.conversation_id) ? [[row.conversation_id, doneGiven.array().parse(row.did)]] : [],
    ),
  )
  const left = await undoDeedsOfMany(tx, kinds, done, { by, now })
  await sql`update automation_runs set undone_by = ${by.id}, undone_at = ${now}
    where id = any(${rows.map((row) => row.id)}::uuid[])`.execute(tx)
  await sql`update macro_batches set undone = undone + ${done.size - left.size},
    left_some = left_some + ${rows.length - done.size + left.size} where id = ${batch.id}`.execute(tx)
  return rows.length === atOnce
}

/** What is refused leaves nothing half done. */
async function apart<R>(tx: Tx, work: () => Promise<R>): Promise<R | Refusal> {
  await sql`savepoint one`.execute(tx)
  try {
    const result = await work()
    await sql`release savepoint one`.execute(tx)
    return result
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint one`.execute(tx)
    // Above sixty-four open ones the whole server is slower.
    await sql`release savepoint one`.execute(tx)
    return error
  }
}

/** In the order of their ids, as everybody does, so that nobody waits in a circle. Those that are there. */
async function lock(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversations where id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whoever undoes it does so in their own name: whoever asked for it may have left. */
const whoActs = (tx: Tx, batch: Locked): Promise<Person | undefined> =>
  batch.state === 'undoing' && batch.undo_by
    ? findPerson(tx, batch.undo_by, batch.undo_with)
    : findPerson(tx, batch.asked_by, batch.asked_with)

/** Somebody as they are now, and with no more than they could do then: a token may do less than its person. */
async function findPerson(tx: Tx, id: string, could: readonly string[] | null): Promise<Person | undefined> {
  const { rows } = await sql<{ id: string; name: string; time_zone: string; role: Role; teams: string[] }>`
    select u.id, u.name, u.time_zone, u.role, array(select team_id from team_members where user_id = u.id) as teams
    from users u where u.id = ${id} and u.deactivated_at is null`.execute(tx)
  const [row] = rows
  const can = row && abilitiesOf(row.role, could ?? undefined)
  return can && { id, name: row.name, timeZone: row.time_zone, teamIds: row.teams, can }
}
