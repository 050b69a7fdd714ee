import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'

/**
 * Somebody has read a conversation up to what was said last, which is not up to now: what was said before they looked
 * may reach us after. Recorded by no event: it is theirs alone, and would be the most frequent one.
 */
export async function markRead(db: Db | Tx, conversationId: string, by: { id: string }): Promise<void> {
  const { rows } = await sql`
    insert into conversation_reads (user_id, conversation_id, read_at)
    select ${by.id}, id, last_at from conversations where id = ${conversationId}
    on conflict (user_id, conversation_id) do update set read_at = greatest(conversation_reads.read_at, excluded.read_at)
    returning conversation_id`.execute(db)
  if (rows.length === 0) throw notFound()
}

/** As if they had not looked. */
export async function markUnread(db: Db | Tx, conversationId: string, by: { id: string }): Promise<void> {
  await db
    .deleteFrom('conversation_reads')
    .where('user_id', '=', by.id)
    .where('conversation_id', '=', conversationId)
    .execute()
}
