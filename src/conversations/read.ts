import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { prepared } from '../core/prepared.ts'
import type { Changed, WasRow } from './changed.ts'

/**
 * Somebody has read a conversation up to what was said last, which is not up to now: what was said before they looked
 * may reach us after. What comes so late that something later was read already is counted instead. Recorded by no event:
 * it is theirs alone, and would be the most frequent one. Who looks again at what they have read writes nothing: even a
 * conflict that changes nothing locks its row, and waits for the disk.
 */
export async function markRead(db: Db | Tx, conversationId: string, by: { id: string }): Promise<void> {
  const { rows } = await prepared(
    db,
    sql`
    with there as (select id, last_at, heard_late from conversations where id = ${conversationId}),
    seen as (
      insert into conversation_reads (user_id, conversation_id, read_at, heard_late)
      select ${by?.id ?? null}, id, last_at, heard_late from there
      where not exists (select from conversation_reads r where r.user_id = ${by.id} and r.conversation_id = there.id
        and r.read_at >= there.last_at and r.heard_late >= there.heard_late)
      on conflict (user_id, conversation_id) do update set
        read_at = greatest(conversation_reads.read_at, excluded.read_at),
        heard_late = greatest(conversation_reads.heard_late, excluded.heard_late)
    )
    select id from there`,
  )
  if (rows.length === 0) throw notFound()
}

/** As if they had not looked: also where we spoke last, which nobody needs to have read. */
export async function markUnread(db: Db | Tx, conversationId: string, by: { id: string }): Promise<void> {
  await sql`
    insert into conversation_reads (user_id, conversation_id, read_at, heard_late)
    select ${by?.id ?? null}, id, '-infinity', -1 from conversations where id = ${conversationId}
    on conflict (user_id, conversation_id) do update set read_at = excluded.read_at, heard_late = excluded.heard_late`.execute(
    db,
  )
}

/** Those of them that they had not read. No event says so: it is theirs alone. */
export async function markReadSeveral(tx: Tx, ids: readonly string[], by: { id: string }): Promise<Changed[]> {
  const { rows } = await sql<WasRow>`
    with seen as (
      insert into conversation_reads as r (user_id, conversation_id, read_at, heard_late)
      select ${by?.id ?? null}, id, last_at, heard_late from conversations where id = any(${[...ids]}::uuid[])
      on conflict (user_id, conversation_id) do update set
        read_at = greatest(r.read_at, excluded.read_at), heard_late = greatest(r.heard_late, excluded.heard_late)
        where r.read_at < excluded.read_at or r.heard_late < excluded.heard_late
      returning *)
    ${asChanged}`.execute(tx)
  return rows.map((row) => ({ ...row, seq: 0 }))
}

export async function markUnreadSeveral(tx: Tx, ids: readonly string[], by: { id: string }): Promise<Changed[]> {
  const { rows } = await sql<WasRow>`
    with seen as (
      insert into conversation_reads as r (user_id, conversation_id, read_at, heard_late)
      select ${by?.id ?? null}, id, '-infinity', -1 from conversations where id = any(${[...ids]}::uuid[])
      on conflict (user_id, conversation_id) do update set read_at = excluded.read_at, heard_late = excluded.heard_late
        where r.read_at > excluded.read_at
      returning *)
    ${asChanged}`.execute(tx)
  return rows.map((row) => ({ ...row, seq: 0 }))
}

/** How it was before the statement, and how it is now. */
const asChanged = sql`select seen.conversation_id as id, jsonb_build_object('now', to_jsonb(seen), 'read', (
    select to_jsonb(r) from conversation_reads r
    where r.user_id = seen.user_id and r.conversation_id = seen.conversation_id)) as was from seen`
