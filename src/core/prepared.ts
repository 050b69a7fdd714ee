import type { CompiledQuery, QueryResult } from 'kysely'
import type pg from 'pg'
import type { Db, Tx } from './database.ts'

/** By its text: under which name a connection keeps a statement, and its plan. */
const names = new Map<string, string>()
/** Each connection has a copy: what is asked in ever other words must not fill the database's memory. */
const most = 100

/**
 * Asks what pages ask again and again in the same words: PostgreSQL reads and plans it a few times on each connection, and
 * not for each page, which takes it several times as long as to answer. Its columns stand in it by name (after a migration
 * `select *` would be answered otherwise than was planned), and what decides on the plan as a literal: a limit, a state.
 */
export function prepared<Row>(
  db: Db | Tx,
  question: { compile(db: Db | Tx): CompiledQuery<Row> },
): Promise<QueryResult<Row>> {
  const compiled = question.compile(db)
  if (!names.has(compiled.sql) && names.size < most) names.set(compiled.sql, `kept_${names.size}`)
  return db.executeQuery(compiled)
}

/** From now on this connection keeps what is to be kept. */
export function keepPlans(client: pg.PoolClient): void {
  const { query } = client
  Object.assign(client, {
    query(text: unknown, values: unknown, ...more: unknown[]) {
      const name = typeof text === 'string' && Array.isArray(values) ? names.get(text) : undefined
      return Reflect.apply(query, client, name ? [{ name, text, values }, undefined, ...more] : [text, values, ...more])
    },
  })
}
