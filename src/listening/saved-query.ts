import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import type { Cursor } from './cursor.ts'

/** A search that watches everything heard. */
export interface SavedQuery {
  id: string
  name: string
  text: string
  /** How often its text was written anew. */
  version: number
  group: { id: string; name: string } | null
  /** Each mention waits for us, as if it had been said to us. */
  takesUp: boolean
  createdAt: Date
  createdBy: string | null
  /** When its text became this one. */
  writtenAt: Date
  writtenBy: string | null
  pausedAt: Date | null
  removedAt: Date | null
}

interface Row extends Omit<SavedQuery, 'group'> {
  group_id: string | null
  group_name: string | null
}

const read = async (db: Db | Tx, which: RawBuilder<unknown>): Promise<SavedQuery[]> => {
  const { rows } = await sql<Row>`
    select q.id, q.name, q.text, q.version, q.takes_up as "takesUp", q.created_at as "createdAt", u.name as "createdBy", t.written_at as "writtenAt",
      w.name as "writtenBy", p.paused_at as "pausedAt", r.removed_at as "removedAt", g.id as group_id, g.name as group_name
    from queries q
    join query_texts t on t.query_id = q.id and t.version = q.version
    left join query_groups g on g.id = q.group_id
    left join users u on u.id = q.created_by
    left join users w on w.id = t.written_by
    left join query_pauses p on p.query_id = q.id
    left join query_removals r on r.query_id = q.id
    ${which}`.execute(db)
  return rows.map(({ group_id: id, group_name: name, ...row }) => ({
    ...row,
    group: id && name !== null ? { id, name } : null,
  }))
}

/** One of them, also a removed one; refuses with 404. */
export async function findQuery(db: Db | Tx, id: string): Promise<SavedQuery> {
  const [query] = await read(db, sql`where q.id = ${id}`)
  if (!query) throw notFound()
  return query
}

/** Those of some ids, for live pages. */
export const findSome = (db: Db, ids: readonly string[]): Promise<SavedQuery[]> =>
  read(db, sql`where q.id = any(${[...ids]}::uuid[])`)

export interface QueryList {
  /** Of one group alone. */
  group?: string | undefined
  /** How the name begins, or one of a group without one. */
  after?: Cursor | undefined
  limit?: number | undefined
}

const pageLength = 50

/** A page of those that are here, by name. */
export async function findQueries(
  db: Db,
  { group, after, limit = pageLength }: QueryList,
): Promise<{ queries: SavedQuery[]; after: Cursor | undefined }> {
  const queries = await read(
    db,
    sql`where r.query_id is null ${group ? sql`and q.group_id = ${group}` : sql``}
      ${after ? sql`and (lower(q.name), q.id) > (lower(${after.key}), ${after.id}::uuid)` : sql``}
      order by lower(q.name), q.id limit ${limit + 1}`,
  )
  const page = queries.slice(0, limit)
  const last = page.at(-1)
  return { queries: page, after: queries.length > limit && last ? { key: last.name, id: last.id } : undefined }
}

/** One text that a query had. */
export interface QueryText {
  version: number
  text: string
  writtenAt: Date
  writtenBy: string | null
}

/** What it asked before, the latest first. */
export async function findTexts(db: Db, id: string): Promise<QueryText[]> {
  const { rows } = await sql<QueryText>`
    select t.version, t.text, t.written_at as "writtenAt", u.name as "writtenBy"
    from query_texts t left join users u on u.id = t.written_by
    where t.query_id = ${id} order by t.version desc limit 50`.execute(db)
  return rows
}

export interface QueryGroup {
  id: string
  name: string
  queries: number
}

/** The groups that have queries, by name. */
export async function findGroups(db: Db | Tx): Promise<QueryGroup[]> {
  const { rows } = await sql<QueryGroup>`
    select g.id, g.name, count(*)::int as queries
    from query_groups g join queries q on q.group_id = g.id
    where not exists (select from query_removals r where r.query_id = q.id)
    group by g.id order by lower(g.name), g.id limit 500`.execute(db)
  return rows
}
