import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Doing } from './tables.ts'

/** One of us who has a conversation before them: in however many tabs, once. */
export interface Present {
  conversationId: string
  id: string
  name: string
  doing: Doing
}

/** Whoever gave no sign for so long is there no more: their laptop sleeps, or their line broke. */
export const forgottenAfterS = 30
const most = 500

/** Who is at these conversations, or at any; writers first. */
export async function whoIsAt(db: Db, conversationIds: readonly string[] | 'all'): Promise<Present[]> {
  if (conversationIds.length === 0) return []
  const { rows } = await presentAsked(conversationIds).execute(db)
  return rows.map(asPresent)
}

/** Asks who is at these conversations, or at any; writers first. */
export function presentAsked(conversationIds: readonly string[] | 'all'): RawBuilder<PresentRow> {
  const there = conversationIds === 'all' ? sql`true` : sql`p.conversation_id = any(${[...conversationIds]}::uuid[])`
  return sql<PresentRow>`
    select p.conversation_id, p.user_id, u.name, bool_or(p.doing = 'writing') as writes
    from presences p join users u on u.id = p.user_id
    where ${there} and p.seen_at > now() - make_interval(secs => ${forgottenAfterS}) and u.deactivated_at is null
    group by p.conversation_id, p.user_id, u.name order by writes desc, lower(u.name), p.user_id limit ${most}`
}

export const asPresent = (row: PresentRow): Present => ({
  conversationId: row.conversation_id,
  id: row.user_id,
  name: row.name,
  doing: row.writes ? 'writing' : 'looking',
})

interface PresentRow {
  conversation_id: string
  user_id: string
  name: string
  writes: boolean
}

/** Without oneself, by conversation. */
export function othersAt(present: readonly Present[], viewer: { id: string }): ReadonlyMap<string, Present[]> {
  return Map.groupBy(
    present.filter((one) => one.id !== viewer.id),
    (one) => one.conversationId,
  )
}
