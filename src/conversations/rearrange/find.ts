import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import type { Who } from '../conversation.ts'
import type { Kept } from './kept.ts'
import type { RearrangementKind, Scope } from './tables.ts'
import { partsOf } from './visible.ts'

/** A merge, a split or a move, as it was done. */
export interface Standing {
  id: string
  position: number
  kind: RearrangementKind
  fromId: string
  toId: string
  messageId: string | null
  scope: Scope | null
  by: Who | null
  at: Date
  undoneAt: Date | null
  /** The network showed that it is one thread. */
  overtakenAt: Date | null
  kept: Kept
  /**
   * Something later has to be undone first: it took something out of either conversation, or touched the one that a split made.
   * Merges into the same conversation do not stand in each other's way.
   */
  isStoodOn: boolean
}

const columns = sql`
  select r.id, r.position, r.kind, r.from_id as "fromId", r.to_id as "toId", r.message_id as "messageId", r.scope,
    case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as by, r.done_at as at,
    r.undone_at as "undoneAt", r.overtaken_at as "overtakenAt", r.kept, exists (
      select from rearrangements y where y.position > r.position and y.undone_at is null and y.overtaken_at is null
        and (y.from_id in (r.from_id, r.to_id) or (r.kind = 'split' and y.to_id = r.to_id))) as "isStoodOn"
  from rearrangements r left join users u on u.id = r.done_by`

/** Refuses with 404. */
export async function findRearrangement(db: Db | Tx, id: string): Promise<Standing> {
  const { rows } = await sql<Standing>`${columns} where r.id = ${id}`.execute(db)
  const [row] = rows
  if (!row) throw notFound()
  return row
}

/** What was done to a conversation and stands, the latest first; as a question that may be asked with others. */
export function rearrangementsAsked(conversationId: string): RawBuilder<Standing> {
  // As an array, each side is looked up in its own index.
  const anyPart = sql`any(array ${partsOf(conversationId)})`
  return sql<Standing>`${columns}
    where (r.from_id = ${anyPart} or r.to_id = ${anyPart}) and r.undone_at is null and r.overtaken_at is null
    order by r.position desc limit 100`
}

export const rearrangementsOf = async (db: Db | Tx, conversationId: string): Promise<Standing[]> =>
  (await rearrangementsAsked(conversationId).execute(db)).rows
