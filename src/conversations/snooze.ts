import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record, recordAll } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { lockConversation } from './conversation.ts'
import { settleState } from './settle-state.ts'

const longestMs = 366 * 86_400_000

/** Puts a conversation aside until a moment (or until somebody speaks in it). Again: the later decision stands. */
export async function snooze(
  tx: Tx,
  conversationId: string,
  until: Date,
  by: { id: string },
  now: Date,
): Promise<boolean> {
  refuseImpossible(until, now)
  const { id } = await lockConversation(tx, conversationId)
  const before = await tx
    .selectFrom('conversation_snoozes')
    .select('until')
    .where('conversation_id', '=', id)
    .executeTakeFirst()
  if (before?.until.getTime() === until.getTime()) return false
  const row = { until, snoozed_by: by.id, snoozed_at: now }
  await tx
    .insertInto('conversation_snoozes')
    .values({ conversation_id: id, ...row })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(row))
    .execute()
  // Who puts a closed conversation aside wants it back.
  await tx.deleteFrom('conversation_closures').where('conversation_id', '=', id).execute()
  await settleState(tx, id)
  await record(tx, 'conversation.snoozed', { conversation: { id }, by, data: { until: until.toISOString() } })
  return true
}

function refuseImpossible(until: Date, now: Date): void {
  const ms = until.getTime() - now.getTime()
  const wrong = ms <= 0 ? 'conversations.snooze-past' : ms > longestMs ? 'conversations.snooze-far' : undefined
  if (wrong) throw new Refusal(422, words(wrong), { fields: { until: words(wrong) } })
}

/** Takes a conversation back before its time. */
export async function wake(tx: Tx, conversationId: string, by: { id: string }): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  const woken = await tx
    .deleteFrom('conversation_snoozes')
    .where('conversation_id', '=', id)
    .returning('conversation_id')
    .executeTakeFirst()
  if (!woken) return false
  await settleState(tx, id)
  await record(tx, 'conversation.woken', { conversation: { id }, by })
  return true
}

const batch = 200

/** Wakes the conversations whose time has come, some hundreds in a transaction; gives how many. */
export async function wakeDue(db: Db, now: Date): Promise<number> {
  let woken = 0
  for (let more = true; more; ) {
    const ids = await db.transaction().execute((tx) => wakeBatch(tx, now))
    woken += ids.length
    more = ids.length === batch
  }
  return woken
}

async function wakeBatch(tx: Tx, now: Date): Promise<string[]> {
  // The conversation's row first, as every verb does, so that none of them can deadlock with this.
  const { rows } = await sql<{ id: string }>`
    select c.id from conversations c join conversation_snoozes s on s.conversation_id = c.id
    where s.until <= ${now} order by s.until limit ${sql.lit(batch)} for update of c skip locked`.execute(tx)
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  await sql`delete from conversation_snoozes where conversation_id = any(${ids}::uuid[])`.execute(tx)
  await sql`update conversations set state = 'open' where id = any(${ids}::uuid[]) and state = 'snoozed'`.execute(tx)
  await recordAll(
    tx,
    ids.map((id) => ({ kind: 'conversation.woken', conversation: { id }, data: { because: 'time' } })),
  )
  return ids
}
