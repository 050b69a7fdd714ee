import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Words } from '../lib/words.ts'
import { type Cursor, writeCursor } from './cursor.ts'
import { type InboxRow, inboxRows } from './inbox-rows.ts'
import { markFound } from './mark-found.ts'
import { parseSearch } from './search-parse.ts'
import { tsQuery } from './search-query.ts'
import { type Scope, scopeOf } from './search-scope.ts'
import type { Found } from './views/marked.tsx'

export interface SearchQuery {
  text: string
  /** Whose days `before:` and `after:` mean. */
  timeZone: string
  viewerId: string
  channelId?: string | undefined
  after?: Cursor | undefined
  limit?: number
}

export interface SearchPage {
  rows: InboxRow[]
  /** By conversation, its latest message that matches. */
  found: Map<string, Found>
  after: string | undefined
  /** What of the question was not understood, or names nobody. */
  complaint: Words | undefined
}

interface Hit {
  id: string
  last_at: Date
  message_id: string | null
}

const pageLength = 30

/**
 * Searches everything that was ever heard. Gives conversations, those in which somebody spoke last first, each with its
 * latest message that matches.
 */
export async function search(db: Db, query: SearchQuery): Promise<SearchPage> {
  const limit = query.limit ?? pageLength
  const asked = parseSearch(query.text)
  const { terms, filters } = asked
  const scope = await scopeOf(db, asked, query)
  const words = tsQuery(terms)
  if (scope.isEmpty || (!words && filters.length === 0))
    return { rows: [], found: new Map(), after: undefined, complaint: scope.complaint }
  const hasPhrase = terms.some((term) => term.kind === 'phrase')
  const hits = await findHits(db, scope, words, hasPhrase, query.after, limit + 1)
  const page = hits.slice(0, limit)
  const ids = page.map((hit) => hit.id)
  const [rows, found] = await Promise.all([
    inboxRows(db, sql`select id from unnest(${ids}::uuid[]) as given (id)`, query.viewerId),
    markFound(db, terms, new Map(page.flatMap((hit) => (hit.message_id ? [[hit.id, hit.message_id]] : [])))),
  ])
  const last = page.at(-1)
  const more = hits.length > limit && last
  return {
    rows,
    found,
    after: more ? writeCursor({ at: last.last_at, id: last.id }) : undefined,
    complaint: scope.complaint,
  }
}

/** Beyond so many matches it is quicker to walk conversations until enough of them have one. */
const manyMatches = 4_000
/** What has so many words in common with the question is no longer looked at one by one, phrase or not. */
const tooMany = 60_000

async function findHits(
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

/** The walk by itself, for the test that holds it against the index. */
export async function walked(db: Db, text: string, limit: number): Promise<string[]> {
  const asked = parseSearch(text)
  const scope = await scopeOf(db, asked, { timeZone: 'UTC' })
  const clause = sql.join([...scope.messages, sql`m.search @@ ${tsQuery(asked.terms)}`], sql` and `)
  return (await walk(db, scope, clause, undefined, limit)).hits.map((hit) => hit.id)
}

const firstStretch = 300
const longestStretch = 20_000
/** After these it is plain that what is looked for is rarer than was thought. */
const firstStretches = 2

const past = ({ at, id }: Cursor): RawBuilder<unknown> => sql`(c.last_at, c.id) < (${at}, ${id}::uuid)`

/** What comes after a cursor, in the order of both kinds. */
function pastIn({ before }: Scope, after: Cursor | undefined): RawBuilder<unknown>[] {
  if (!after) return []
  if (!before) return [past(after)]
  if (after.at < before) return [sql`(${past(after)} or c.last_at >= ${before})`]
  return [past(after), sql`c.last_at >= ${before}`]
}

/** For what is common: from the newest conversation back, until enough of them match. */
async function walk(
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

function conditions(scope: Scope, more: RawBuilder<unknown>[]): RawBuilder<unknown> {
  const all = [...scope.conversations, ...more]
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `)
}
