import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Cursor } from './cursor.ts'
import type { Scope } from './search-scope.ts'

/** A conversation that matches, with its latest message that does. */
export interface Hit {
  id: string
  last_at: Date
  message_id: string | null
}

const firstStretch = 300
const longestStretch = 20_000
/** After these it is plain that what is looked for is rarer than was thought. */
export const firstStretches = 2

const past = ({ at, id }: Cursor): RawBuilder<unknown> => sql`(c.last_at, c.id) < (${at}, ${id}::uuid)`

/** What comes after a cursor, in the order of both kinds. */
export function pastIn({ before }: Scope, after: Cursor | undefined): RawBuilder<unknown>[] {
  if (!after) return []
  if (!before) return [past(after)]
  if (after.at < before) return [sql`(${past(after)} or c.last_at >= ${before})`]
  return [past(after), sql`c.last_at >= ${before}`]
}

/** For what is common: from the newest conversation back, until enough of them match. */
export async function walk(
  db: Db,
  scope: Scope,
  clause: RawBuilder<unknown> | undefined,
  after: Cursor | undefined,
  limit: number,
  stretches = Number.POSITIVE_INFINITY,
): Promise<{ hits: Hit[]; isWhole: boolean }> {
  const { before } = scope
  const along = (range: RawBuilder<unknown>[], from: Cursor | undefined, wanted: number) =>
    walkRange(db, { ...scope, conversations: [...scope.conversations, ...range] }, clause, from, wanted, stretches)
  if (!before) return along([], after, limit)
  const isPast = after !== undefined && after.at >= before
  const ended = isPast ? { hits: [], isWhole: true } : await along([sql`c.last_at < ${before}`], after, limit)
  if (!ended.isWhole || ended.hits.length >= limit) return ended
  const rest = await along([sql`c.last_at >= ${before}`], isPast ? after : undefined, limit - ended.hits.length)
  return { hits: [...ended.hits, ...rest.hits], isWhole: rest.isWhole }
}

/** In ever longer stretches. */
async function walkRange(
  db: Db,
  scope: Scope,
  clause: RawBuilder<unknown> | undefined,
  after: Cursor | undefined,
  limit: number,
  stretches: number,
): Promise<{ hits: Hit[]; isWhole: boolean }> {
  const hits: Hit[] = []
  let from = after
  let stretch = firstStretch
  for (let walkedSoFar = 0; walkedSoFar < stretches; walkedSoFar++) {
    const { passed, last, found } = await walkStretch(db, scope, clause, from, stretch, limit - hits.length)
    hits.push(...found)
    if (hits.length >= limit || passed < stretch || !last) return { hits, isWhole: true }
    from = last
    stretch = Math.min(stretch * 4, longestStretch)
  }
  return { hits, isWhole: false }
}

async function walkStretch(
  db: Db,
  scope: Scope,
  clause: RawBuilder<unknown> | undefined,
  from: Cursor | undefined,
  stretch: number,
  wanted: number,
): Promise<{ passed: number; last: Cursor | undefined; found: Hit[] }> {
  const latest = clause
    ? sql`cross join lateral (select m.id from messages m where m.conversation_id = p.id and ${clause}
        order by m.said_at desc, m.id desc limit 1) as m`
    : sql`cross join (select null::uuid as id) as m`
  const { rows } = await sql<Hit & { passed: number; end_at: Date | null; end_id: string | null }>`
    with passed as materialized (
      select * from (${sql.join(
        scope.states.map(
          (
            state,
          ) => sql`(select c.id, c.last_at from conversations c where c.state = ${state} and ${conditions(scope, from ? [past(from)] : [])}
            order by c.last_at desc, c.id desc limit ${stretch})`,
        ),
        sql` union all `,
      )}) as by_state order by last_at desc, id desc limit ${stretch}),
    bounds as (select count(*)::int as passed, (array_agg(last_at order by last_at, id))[1] as end_at,
      (array_agg(id order by last_at, id))[1] as end_id from passed),
    found as (select p.id, p.last_at, m.id as message_id from passed p ${latest}
      order by p.last_at desc, p.id desc limit ${wanted})
    select b.*, f.* from bounds b left join found f on true order by f.last_at desc, f.id desc`.execute(db)
  const [first] = rows
  const last = first?.end_at && first.end_id ? { at: first.end_at, id: first.end_id } : undefined
  return { passed: first?.passed ?? 0, last, found: rows.filter((row) => row.id !== null) }
}

export function conditions(scope: Scope, more: RawBuilder<unknown>[]): RawBuilder<unknown> {
  const all = [...scope.conversations, ...more]
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `)
}
