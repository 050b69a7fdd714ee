import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { operatorSocket } from '../lib/http/guard.ts'
import { keepPlans } from './prepared.ts'
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
    // A page asks several things at once: to connect for each would take it longer than to ask.
    min: Math.min(size, 5),
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'tertulia',
    stream: operatorSocket,
    ...settings,
    ...(schema ? { options: `-c search_path=${schema}` } : {}),
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    keepPlans(client)
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/**
 * Whether an error says that the database went away, and nothing about what was asked of it: the same will work when it
 * is back. Whether a commit that was under way took place is not known.
 */
export function isDatabaseLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return lostCodes.test(code) || lostMessages.test(error.message)
}

// Class 08, and 57P01 to 57P05: appendix A of PostgreSQL's manual. The others are the operating system's and pg's own.
const lostCodes = /^(08\w{3}|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT)$/
const lostMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Runs a verb in one transaction. */
export const transaction = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work)

const triesWhereGivenWay = 3

/**
 * Runs work in a transaction, and once more where PostgreSQL ended it so that others could go on (a deadlock, 40P01; a
 * conflict of snapshots, 40001): nothing of it has happened, and the same will work now. The work may thus be done twice
 * over, of which only the last counts.
 */
export async function steadily<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction(db, work)
    } catch (error) {
      if (tries === triesWhereGivenWay || !hasGivenWay(error)) throw error
    }
  }
}

const hasGivenWay = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001')
