import { readFileSync } from 'node:fs'
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

/** Has PostgreSQL ask all queries about each message, in one process, and gives messages a second of it and all matches. */
export async function postgresMatches(
  db: Db,
  queries: readonly string[],
  documents: readonly Document[],
): Promise<{ rate: number; found: number }> {
  return db.connection().execute(async (one) => {
    await sql`create temporary table watched as
      select query::tsquery from unnest(${queries}::text[]) query`.execute(one)
    await sql`analyze watched`.execute(one)
    await sql`set max_parallel_workers_per_gather = 0`.execute(one)
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(one)
    const began = processorMs(rows[0]?.pid)
    const found = await countMatches(one, documents)
    const rate = (documents.length / (processorMs(rows[0]?.pid) - began)) * 1000
    await sql`drop table watched`.execute(one)
    await sql`reset max_parallel_workers_per_gather`.execute(one)
    return { rate, found }
  })
}

async function countMatches(db: Db, documents: readonly Document[]): Promise<number> {
  let found = 0
  for (const document of documents) {
    const { rows } = await sql<{ count: string }>`
      select count(*) from watched where query @@ ${tsvector(document)}::tsvector`.execute(db)
    found += Number(rows[0]?.count)
  }
  return found
}

/** What a process has had of the processors; few messages take less than one of the steps of `stat`. Linux; elsewhere by the clock. */
function processorMs(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return performance.now()
  }
}
