import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Cursor } from './cursor.ts'
import type { Scope } from './search-scope.ts'
import { conditions, firstStretches, type Hit, pastIn, walk } from './search-walk.ts'

/** Beyond so many matches it is quicker to walk conversations until enough of them have one. */
const manyMatches = 4_000
/** What has so many words in common with the question is no longer looked at one by one, phrase or not. */
const tooMany = 60_000

/** The conversations that match, and the latest message of each that does. */
export async function findHits(
  db: Db,
  scope: Scope,
  words: RawBuilder<string> | undefined,
  hasPhrase: boolean,
  after: Cursor | undefined,
  limit: number,
): Promise<Hit[]> {
  const estimated = [...scope.messages, ...(words ? [sql`m.search @@ ${words}`] : [])]
  if (estimated.length + scope.checks.length === 0) return (await walk(db, scope, undefined, after, limit)).hits
  const clause = sql.join([...estimated, ...scope.checks], sql` and `)
  const matches = estimated.length > 0 ? await estimate(db, sql.join(estimated, sql` and `)) : Number.POSITIVE_INFINITY
  // A phrase is far rarer than its words together.
  const few = hasPhrase ? tooMany / 2 : manyMatches
  if (matches <= few) return gather(db, scope, clause, after, limit)
  const first = await walk(db, scope, clause, after, limit, matches > tooMany ? undefined : firstStretches)
  return first.isWhole ? first.hits : gather(db, scope, clause, after, limit)
}

/** How many messages match, as PostgreSQL's statistics guess without looking. */
async function estimate(db: Db, clause: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`
    explain (format json) select from messages m where ${clause}`.execute(db)
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0
}

/** For what is rare: every match by the index, then their conversations in order. */
async function gather(
  db: Db,
  scope: Scope,
  clause: RawBuilder<unknown>,
  after: Cursor | undefined,
  limit: number,
): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    with hits as materialized (
      select conversation_id, (array_agg(id order by said_at desc, id desc))[1] as message_id
      from messages m where ${clause} group by 1)
    select c.id, c.last_at, h.message_id from hits h join conversations c on c.id = h.conversation_id
    where ${conditions(scope, pastIn(scope, after))}
    order by ${scope.before ? sql`c.last_at >= ${scope.before},` : sql``} c.last_at desc, c.id desc limit ${limit}`.execute(
    db,
  )
  return rows
}
