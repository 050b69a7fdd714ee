import { sql } from 'kysely'
import type { Db } from '../src/core/database.ts'
import type { Document } from '../src/listening/query/document.ts'
import type { Query } from '../src/listening/query/query.ts'

/** How PostgreSQL would write a query; undefined where it has no words for it: NEAR, fields, exact writing. */
export function tsquery(query: Query): string | undefined {
  switch (query.kind) {
    case 'and':
      return joined(query.of, ' & ')
    case 'or':
      return joined(query.of, ' | ')
    case 'phrase':
      return joined(query.terms, ' <-> ')
    case 'not': {
      const of = tsquery(query.of)
      return of && `!${of}`
    }
    case 'term':
      return query.how === 'exact' ? undefined : quoted(query.key) + (query.how === 'prefix' ? ':*' : '')
    default:
      return undefined
  }
}

function joined(queries: readonly Query[], by: string): string | undefined {
  const parts = queries.map(tsquery)
  return parts.includes(undefined) ? undefined : `(${parts.join(by)})`
}

const quoted = (key: string): string => `'${key.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** The same places, under the same keys. */
const tsvector = ({ places }: Document): string =>
  places.flatMap(({ at, key, also }) => [key, ...also].map((one) => `${quoted(one)}:${at + 1}`)).join(' ')

/** Has PostgreSQL ask all queries about each message, with one process, and gives messages a second and all matches. */
export async function postgresMatches(
  db: Db,
  queries: readonly string[],
  documents: readonly Document[],
): Promise<{ rate: number; found: number }> {
  return db.connection().execute(async (one) => {
    await sql`create temporary table watched as select query::tsquery from unnest(${queries}::text[]) query`.execute(
      one,
    )
    await sql`analyze watched`.execute(one)
    await sql`set max_parallel_workers_per_gather = 0`.execute(one)
    let found = 0
    const began = performance.now()
    for (const document of documents) {
      const { rows } = await sql<{ count: string }>`
        select count(*) from watched where query @@ ${tsvector(document)}::tsvector`.execute(one)
      found += Number(rows[0]?.count)
    }
    const rate = (documents.length / (performance.now() - began)) * 1000
    await sql`drop table watched`.execute(one)
    await sql`reset max_parallel_workers_per_gather`.execute(one)
    return { rate, found }
  })
}
