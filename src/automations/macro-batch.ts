import { type RawBuilder, sql } from 'kysely'
import { type Chosen, chosenIds } from '../conversations/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { forbidden, notFound, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { addJob } from '../core/jobs.ts'
import type { Viewer } from '../core/web.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { type DeedKinds, deedGiven, mayDo } from './deed.ts'
import type { Macro, Onlooker } from './macro.ts'
import { step } from './step-batch.ts'
import type { BatchState } from './tables.ts'
import { tellBatch } from './tell-batch.ts'

/** A macro on many conversations, and how far it is. */
export interface Batch {
  id: string
  macro: { id: string; name: string }
  by: { id: string; name: string }
  state: BatchState
  total: number
  done: number
  changed: number
  /** Where it could not be done: nothing was. */
  refused: number
  undone: number
  /** Not undone whole: somebody changed it since. */
  leftSome: number
  askedAt: Date
  endedAt: Date | null
}

export const batchJob = 'automations.macro'

/** Begins a macro on many conversations, each once, and does the first; what is left is a job's. Refuses (403) what they may not. */
export async function beginBatch(
  db: Db,
  kinds: DeedKinds,
  macro: Macro,
  chosen: Chosen,
  by: Viewer,
  now: Date,
): Promise<Batch> {
  if (macro.removedAt) throw notFound()
  if (!mayDo(kinds, macro.deeds, by)) throw forbidden()
  const id = newId()
  const ids = await chosenIds(db, chosen, by, now)
  await db.transaction().execute(async (tx) => {
    await sql`insert into macro_batches (id, macro_id, deeds, asked_by, asked_with, state, total)
      values (${id}, ${macro.id}, ${JSON.stringify(macro.deeds)}, ${by.id}, ${[...by.can]}::text[], 'doing', 0)`.execute(
      tx,
    )
    const { numAffectedRows } = await sql`
      insert into macro_batch_items (batch_id, place, conversation_id)
      select ${id}, chosen.place, chosen.id from (${ids}) as chosen`.execute(tx)
    const total = Number(numAffectedRows ?? 0)
    const none = words('automations.batch-none')
    if (total === 0) throw new Refusal(422, none, { fields: { ids: none } })
    await sql`update macro_batches set total = ${total} where id = ${id}`.execute(tx)
    await record(tx, 'macro.begun', { by, data: { macro: macro.id, batch: id, count: total } })
  })
  await goOn(db, kinds, id, now)
  return findBatch(db, id, by)
}

/** Ends it where it is; what it did stays, and can be undone. */
export async function cancelBatch(db: Db, id: string, by: Onlooker): Promise<Batch> {
  await findBatch(db, id, by)
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; asked_by: string; deeds: unknown }>`
      update macro_batches set state = 'cancelled', ended_at = now() where id = ${id} and state = 'doing'
      returning id, asked_by, deeds`.execute(tx)
    for (const batch of rows) await tellBatch(tx, batch)
  })
  return findBatch(db, id, by)
}

/**
 * Undoes what it did, in the name of whoever undoes it, except what somebody changed since; also of one that is under way, which
 * ends. Refuses (403) whoever may not do its deeds.
 */
export async function undoBatch(db: Db, kinds: DeedKinds, id: string, by: Onlooker, now: Date): Promise<Batch> {
  await findBatch(db, id, by)
  const { deeds } = await db.selectFrom('macro_batches').select('deeds').where('id', '=', id).executeTakeFirstOrThrow()
  if (!mayDo(kinds, deedGiven.array().parse(deeds), by)) throw forbidden()
  await sql`update macro_batches set state = 'undoing', ended_at = null, undo_by = ${by.id}, undo_with = ${[...by.can]}::text[]
    where id = ${id} and state not in ('undoing', 'undone')`.execute(db)
  await goOn(db, kinds, id, now)
  return findBatch(db, id, by)
}

/** Somebody waits for the first step; then the queue goes on. */
async function goOn(db: Db, kinds: DeedKinds, id: string, now: Date): Promise<void> {
  if (await db.transaction().execute((tx) => step(tx, kinds, id, now)))
    await db
      .transaction()
      .execute((tx) => addJob(tx, batchJob, { batch: id }, { key: `${batchJob}:${id}`, urgent: true }))
}

/** Somebody's own, and for those who may change settings anybody's. Refuses with 404. */
export async function findBatch(db: Db | Tx, id: string, by: Onlooker): Promise<Batch> {
  const [batch] = await read(db, sql`b.id = ${id} and (b.asked_by = ${by.id} or ${by.can.has('settings')})`)
  if (!batch) throw notFound()
  return batch
}

/** Whoever asks: for those who draw it live. */
export const findBatches = (db: Db, ids: readonly string[]): Promise<Batch[]> =>
  read(db, sql`b.id = any(${[...ids]}::uuid[])`)

type Row = Omit<Batch, 'macro' | 'by'> & { macro_id: string; macro: string; by_id: string; by: string }

async function read(db: Db | Tx, which: RawBuilder<unknown>): Promise<Batch[]> {
  const { rows } = await sql<Row>`
    select b.id, b.macro_id, m.name as macro, u.id as by_id, u.name as by, b.state, b.total, b.done, b.changed, b.refused,
      b.undone, b.left_some as "leftSome", b.asked_at as "askedAt", b.ended_at as "endedAt"
    from macro_batches b join macros m on m.id = b.macro_id join users u on u.id = b.asked_by where ${which}`.execute(
    db,
  )
  return rows.map(({ macro_id, by_id, ...row }) => ({
    ...row,
    macro: { id: macro_id, name: row.macro },
    by: { id: by_id, name: row.by },
  }))
}

export const presentBatch = (batch: Batch) => ({
  id: batch.id,
  macro_id: batch.macro.id,
  state: batch.state,
  total: batch.total,
  done: batch.done,
  changed: batch.changed,
  refused: batch.refused,
  undone: batch.undone,
  left_some: batch.leftSome,
  asked_at: batch.askedAt.toISOString(),
  ended_at: batch.endedAt?.toISOString() ?? null,
})
