import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { notFound } from './errors.ts'
import type { Tables } from './tables.ts'

/** Tables whose rows stand in an order that people give them, and are put away instead of deleted. */
export type InOrder = {
  [T in keyof Tables]: Tables[T] extends { position: unknown; removed_at: unknown; changed_by: unknown } ? T : never
}[keyof Tables]

interface By {
  id: string
}

/** How many there are, and the place of another one: the last. */
export async function nextPlace(tx: Tx, table: InOrder): Promise<{ count: number; position: number }> {
  const { rows } = await sql<{ count: number; position: number }>`
    select count(*)::int as count, coalesce(max(position), 0) + 1 as position
    from ${sql.table(table)} where removed_at is null`.execute(tx)
  return rows[0] ?? { count: 0, position: 1 }
}

/** Refuses (404) what is not there. */
export async function putAway(tx: Tx, table: InOrder, id: string, by: By): Promise<void> {
  const { rows } = await sql`update ${sql.table(table)} set removed_at = now(), changed_by = ${by.id}
    where id = ${id} and removed_at is null returning id`.execute(tx)
  if (rows.length === 0) throw notFound()
}

/** Back to where it was. Refuses (404) what never was. */
export async function bringBack(tx: Tx, table: InOrder, id: string, by: By): Promise<void> {
  const { rows } = await sql`update ${sql.table(table)} set removed_at = null, changed_by = ${by.id}
    where id = ${id} returning id`.execute(tx)
  if (rows.length === 0) throw notFound()
}

/** Changes places with the one above it, or below; says whether there was one. Refuses (404) what is not there. */
export async function changePlaces(tx: Tx, table: InOrder, id: string, to: 'up' | 'down'): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where removed_at is null order by position, id for update`.execute(tx)
  const ids = rows.map((row) => row.id)
  const at = ids.indexOf(id)
  if (at < 0) throw notFound()
  const other = ids[to === 'up' ? at - 1 : at + 1]
  if (other === undefined) return false
  const ordered = ids.map((one) => (one === id ? other : one === other ? id : one))
  await sql`update ${sql.table(table)} t set position = o.at from unnest(${ordered}::uuid[]) with ordinality as o (id, at)
    where t.id = o.id`.execute(tx)
  return true
}
