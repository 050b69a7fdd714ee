import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { recordAll } from '../../core/events.ts'
import { settleStates } from '../settle-state.ts'
import { isNoSpam } from '../spam-spoken.ts'

/**
 * Opens those that were closed or put aside before somebody spoke in what stands in them now: as if it had been heard there.
 * As where it is heard, what was said before their latest and before they were closed opens nothing.
 */
export async function wakeSpoken(tx: Tx, conversationIds: readonly string[]): Promise<void> {
  const spoken = sql`(
    select id, said_at, heard_at, said_at > coalesce(before, '-infinity') as unheard from (
      select conversation_id as id, said_at, heard_at, not is_ours and concerns_us and deleted_at is null as asks,
        max(said_at) over (partition by conversation_id order by heard_at groups between unbounded preceding and 1 preceding) as before
      from messages where conversation_id = any(${[...conversationIds]}::uuid[])) as said where asks)`
  const closed = await sql<{ id: string; anew: Date | null }>`
    delete from conversation_closures x using (
      select s.id, min(s.said_at) filter (where s.said_at > x.closed_at) as anew
      from ${spoken} s join conversation_closures x on x.conversation_id = s.id
      where s.heard_at > x.closed_at and (s.unheard or s.said_at > x.closed_at) group by 1) as s
    where x.conversation_id = s.id and ${isNoSpam} returning s.id, s.anew`.execute(tx)
  const snoozed = await sql<{ id: string }>`
    delete from conversation_snoozes x using ${spoken} s
    where x.conversation_id = s.id and ${isNoSpam} and s.heard_at > x.snoozed_at
      and (s.unheard or s.said_at > x.snoozed_at) returning s.id`.execute(tx)
  const awake = [...new Set([...closed.rows, ...snoozed.rows].map((row) => row.id))]
  if (awake.length === 0) return
  await sql`update conversations c set spoke_anew_at = coalesce(given.anew, c.spoke_anew_at)
    from unnest(${closed.rows.map((row) => row.id)}::uuid[], ${closed.rows.map((row) => row.anew)}::timestamptz[])
      as given (id, anew) where c.id = given.id`.execute(tx)
  await settleStates(tx, awake)
  await recordAll(
    tx,
    awake.map((id) => ({ kind: 'conversation.reopened', conversation: { id }, data: { because: 'message' } })),
  )
}
