import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { findToRead, type Unread } from './unread.ts'

const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Whether everything that was stored before a reader came has been looked at by it. */
export async function isWalked(db: Db, model: number): Promise<boolean> {
  const walk = await db.selectFrom('reading_walks').select('done_at').where('model', '=', model).executeTakeFirst()
  return walk?.done_at != null
}

/**
 * The next messages, from the newest back, that this reader has not read; `step` of them are looked at. The walk's place
 * moves in this transaction, and nobody else walks meanwhile. Undefined when somebody else does.
 */
export async function stepBack(
  tx: Tx,
  model: number,
  step: number,
): Promise<{ unread: Unread[]; isDone: boolean } | undefined> {
  await sql`insert into reading_walks (model, reached) values (${model}, ${last}) on conflict do nothing`.execute(tx)
  const { rows: walks } = await sql<{ reached: string }>`
    select reached from reading_walks where model = ${model} for update skip locked`.execute(tx)
  const [walk] = walks
  if (!walk) return undefined
  const { rows } = await sql<{ id: string; wants: boolean }>`
    select m.id, not exists (select from message_readings r where r.message_id = m.id and r.model = ${model}) as wants
    from (select id from messages where id < ${walk.reached} order by id desc limit ${step}) as m order by m.id desc`.execute(
    tx,
  )
  const isDone = rows.length < step
  const reached = rows.at(-1)?.id ?? walk.reached
  const wanted = rows.filter((row) => row.wants).map((row) => row.id)
  await sql`update reading_walks set reached = ${reached}, read = read + ${wanted.length},
    done_at = case when ${isDone} then now() end where model = ${model}`.execute(tx)
  return { unread: await findToRead(tx, wanted), isDone }
}
