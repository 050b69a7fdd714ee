import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'

/** Where something stands now whose home this is: a conversation's id, following merges and unions. */
export const visibleId = (id: RawBuilder<unknown> | string): RawBuilder<string> => sql`(
  with recursive up (id) as (
    select ${id}::uuid union select u.conversation_id from up join conversation_unions u on u.absorbed_id = up.id)
  select id from up where not exists (select from conversation_unions u where u.absorbed_id = up.id) limit 1)`

/** A conversation and all that became part of it: a query with a column `id`. */
export const partsOf = (id: string): RawBuilder<unknown> => sql`(
  with recursive down (id) as (
    select ${id}::uuid union select u.absorbed_id from down join conversation_unions u on u.conversation_id = down.id)
  select id from down)`

/** The same for many homes at once. */
export async function visibleOf(db: Db | Tx, ids: Iterable<string>): Promise<Map<string, string>> {
  const all = [...new Set(ids)]
  if (all.length === 0) return new Map()
  const { rows } = await sql<{ start: string; id: string }>`
    with recursive up (start, id) as (
      select id, id from unnest(${all}::uuid[]) as id
      union select up.start, u.conversation_id from up join conversation_unions u on u.absorbed_id = up.id)
    select start, id from up where not exists (select from conversation_unions u where u.absorbed_id = up.id)`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.start, row.id]))
}
