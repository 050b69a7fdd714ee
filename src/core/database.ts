import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { operatorSocket } from '../lib/http/guard.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/** How to reach a PostgreSQL: an address, or what the embedded server gave. */
export type Connection = pg.PoolConfig & { schema?: string | undefined }

// Counts and byte sizes fit a double; a string would be summed as text somewhere.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface Database {
  db: Db
  pool: pg.Pool
  close(): Promise<void>
}

/** Opens a pool. Nothing connects until the first query. */
export function openDatabase(connection: Connection, size = 12): Database {
  const { schema, ...settings } = connection
  const pool = new pg.Pool({
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'tertulia',
    stream: operatorSocket,
    ...settings,
    ...(schema ? { options: `-c search_path=${schema}` } : {}),
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** Runs a verb in one transaction. */
export const transaction = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)
