import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'

/**
 * Somebody has read a conversation up to what was said last, which is not up to now: what was said before they looked
 * may reach us after. What comes so late that something later was read already is counted instead. Recorded by no event:
 * it is theirs alone, and would be the most frequent one. Who looks again at what they have read writes nothing: even a
 * conflict that changes nothing locks its row, and waits for the disk.
 */
export async function markRead(db: Db | Tx, conversationId: string, by: { id: string }): Promise<void> {
  const { rows } = await sql`
    with there as (select id, last_at, heard_late from conversations where id = ${conversationId}),
    seen as (
      insert into conversation_reads (user_id, conversation_id, read_at, heard_late)
      select ${by.id}, id, last_at, heard_late from there
      where not exists (select from conversation_reads r where r.user_id = ${by.id} and r.conversation_id = there.id
        and r.read_at >= there.last_at and r.heard_late >= there.heard_late)
      on conflict (user_id, conversation_id) do update set
        read_at = greatest(conversation_reads.read_at, excluded.read_at),
        heard_late = greatest(conversation_reads.heard_late, excluded.heard_late)
    )
    select id from there`.execute(db)
  if (rows.length === 0) throw notFound()
}

/** As if they had not looked: also where we spoke last, which nobody needs to have read. */
export async function markUnread(db: Db | Tx, conversationId: string, by: { id: string }): Promise<void> {
  await sql`
    insert into conversation_reads (user_id, conversation_id, read_at, heard_late)
    select ${by.id}, id, '-infinity', -1 from conversations where id = ${conversationId}
    on conflict (user_id, conversation_id) do update set read_at = excluded.read_at, heard_late = excluded.heard_late`.execute(
    db,
  )
}
