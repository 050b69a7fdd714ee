import { sql } from 'kysely'
import { type Database, openDatabase } from '../../src/core/database.ts'
import type { Connection } from '../../src/core/postgres/start.ts'
import type { WindowName } from './story.ts'

/** The test's own way into the database, by which it looks and decides. */
export const openOurs = (connection: Connection): Database =>
  openDatabase({ ...connection, application_name: 'crash-test', connectionTimeoutMillis: 2_000 }, 3)

/** How far a window is, as the database has it. */
export interface Standing {
  window: WindowName
  /** How much of the network's log was heard. */
  heard: number
  /** Deliveries that are on their way or wait, in order. */
  unsettled: string[]
  sending: string[]
  uncertain: string[]
}

export async function standings({ db }: Database): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select c.network as window, coalesce((h.cursor->>'at')::int, 0) as heard,
      array(select id::text from deliveries d where d.channel_id = c.id and state in ('waiting', 'sending') order by position) as unsettled,
      array(select id::text from deliveries d where d.channel_id = c.id and state = 'sending') as sending,
      array(select id::text from deliveries d where d.channel_id = c.id and state = 'uncertain') as uncertain
    from channels c join channel_hearings h on h.channel_id = c.id`.execute(db)
  return rows
}

/** The windows on which nothing can be answered yet. */
export async function silentWindows({ db }: Database): Promise<WindowName[]> {
  const { rows } = await sql<{ window: WindowName }>`
    select c.network as window from channels c
    where not exists (select from messages m where m.channel_id = c.id and m.deleted_at is null)`.execute(db)
  return rows.map((row) => row.window)
}

/** The statements of a process that was killed may still be carried out: until they are, nothing can be said. */
export async function othersGone({ db }: Database): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity where application_name = 'tertulia'`.execute(db)
  return rows[0]?.count === 0
}

/** How many migrations were applied, ours and the job queue's. */
export async function migrationsApplied({ db }: Database): Promise<number> {
  const count = async (table: string) => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
    return rows[0]?.count ?? 0
  }
  const there = await sql<{ ours: boolean; jobs: boolean }>`select to_regclass('migrations') is not null as ours,
    to_regclass('graphile_worker.migrations') is not null as jobs`.execute(db)
  const [row] = there.rows
  return (row?.ours ? await count('migrations') : 0) + (row?.jobs ? await count('graphile_worker.migrations') : 0)
}
