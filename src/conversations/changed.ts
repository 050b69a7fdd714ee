import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import type { Json } from '../lib/json.ts'

/** Who does something: one of us, or nobody (a rule). */
export type By = { id: string } | undefined

/** A conversation that a deed changed: how it was before, and the event that says so (none: 0). */
export interface Changed {
  id: string
  was: Was
  seq: number
}
export type Was = Record<string, Json>

export interface WasRow {
  id: string
  was: Was
}

/** Those of these conversations that there are (one that is merged stands in another), kept from changing; in one order, so that nobody waits in a circle. */
export async function lockSeveral(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from conversations where id = any(${[...ids]}::uuid[]) and state <> 'merged' order by id for update`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** One event for each that changed. */
export async function tellChanged(
  tx: Tx,
  kind: string,
  rows: readonly WasRow[],
  by: By,
  dataOf: (row: WasRow) => Record<string, Json> = () => ({}),
): Promise<Changed[]> {
  const events = await recordAll(
    tx,
    rows.map((row) => ({
      kind,
      conversation: { id: row.id },
      by,
      data: dataOf(row),
    })),
  )
  return rows.map((row, at) => ({ ...row, seq: events[at]?.seq ?? 0 }))
}

/** How a conversation stands, in the rows that say so. Of `conversations c`, as it was before the statement. */
export const standing = sql<Was>`jsonb_build_object(
  'closure', (select to_jsonb(x) from conversation_closures x where x.conversation_id = c.id),
  'snooze', (select to_jsonb(s) from conversation_snoozes s where s.conversation_id = c.id),
  'spam', (select to_jsonb(p) from conversation_spam p where p.conversation_id = c.id),
  'free', (select to_jsonb(f) from conversations_left_free f where f.conversation_id = c.id))`

/** Whose it is. */
export const holding = sql<Was>`jsonb_build_object(
  'assignment', (select to_jsonb(a) from conversation_assignments a where a.conversation_id = c.id),
  'free', (select to_jsonb(f) from conversations_left_free f where f.conversation_id = c.id))`
