import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { addJob } from '../../core/jobs.ts'
import { settleClocks } from './settle.ts'

/** A rule or a calendar is another: everything that is open is reckoned again, in the background. */
export const resettleSoon = (tx: Tx): Promise<void> => addJob(tx, 'conversations.resettle', {}, { key: 'resettle' })

const batch = 500

/**
 * Reckons every conversation that waits or has a clock again, some hundreds in a transaction; gives how many. What somebody
 * is at just then is not waited for among others, but taken by itself at the end: so nobody can deadlock with this.
 */
export async function resettle(db: Db, now: Date): Promise<number> {
  let count = 0
  const busy: string[] = []
  for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after; ) {
    const ids: string[] = await someAfter(db, after)
    const free = ids.length > 0 ? await settleFree(db, ids, now) : new Set()
    busy.push(...ids.filter((id) => !free.has(id)))
    count += ids.length
    after = ids.length === batch ? ids.at(-1) : undefined
  }
  for (const id of busy) await db.transaction().execute((tx) => settleClocks(tx, [id], now, { evenWithout: true }))
  return count
}

const settleFree = (db: Db, ids: string[], now: Date): Promise<Set<string>> =>
  db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from conversations where id = any(${ids}::uuid[]) for update skip locked`.execute(tx)
    const free = rows.map((row) => row.id)
    await settleClocks(tx, free, now, { evenWithout: true })
    return new Set(free)
  })

async function someAfter(db: Db, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      (select c.id from conversations c where c.state = 'open' and c.waiting_since is not null and c.id > ${after}
        order by c.id limit ${sql.lit(batch)})
      union
      (select distinct k.conversation_id from service_clocks k where k.conversation_id > ${after}
        order by 1 limit ${sql.lit(batch)})) as waiting
    order by id limit ${sql.lit(batch)}`.execute(db)
  return rows.map((row) => row.id)
}
