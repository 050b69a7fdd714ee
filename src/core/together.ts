import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

type Questions = Readonly<Record<string, RawBuilder<unknown>>>
type Answers<Q extends Questions> = { [Name in keyof Q]: Q[Name] extends RawBuilder<infer Row> ? Row[] : never }

/**
 * Asks several small questions in one statement and gives the rows of each, in its order. A page that asks each by itself
 * waits for a processor and a connection as often. Rows come as JSON: say of a time that it is text (ISO 8601).
 */
export async function together<const Q extends Questions>(db: Db | Tx, questions: Q): Promise<Answers<Q>> {
  const columns = Object.entries(questions).map(
    ([name, question]) => sql`(select coalesce(json_agg(q), '[]') from (${question}) as q) as ${sql.id(name)}`,
  )
  const { rows } = await prepared(db, sql<Answers<Q>>`select ${sql.join(columns)}`)
  const [answers] = rows
  if (!answers) throw new Error('A select without a from gives one row.')
  return answers
}
