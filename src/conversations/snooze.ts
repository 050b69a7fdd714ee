import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { recordAll } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { type By, type Changed, standing, tellChanged, type WasRow } from './changed.ts'
import { lockConversation } from './conversation.ts'
import { settleStates } from './settle-state.ts'

const longestMs = 366 * 86_400_000

/** Puts a conversation aside until a moment (or until somebody speaks in it). Again: the later decision stands. */
export async function snooze(
  tx: Tx,
  conversationId: string,
  until: Date,
  by: { id: string } | undefined,
  now: Date,
): Promise<boolean> {
  refuseImpossible(until, now)
  const { id } = await lockConversation(tx, conversationId)
  return (await snoozeSeveral(tx, [id], until, by, now)).length > 0
}

/** Those of them that were not put aside until just then. They are kept from changing by the caller. */
export async function snoozeSeveral(
  tx: Tx,
  ids: readonly string[],
  until: Date,
  by: By,
  now: Date,
): Promise<Changed[]> {
  refuseImpossible(until, now)
  // Who puts a closed conversation aside wants it back.
  const { rows } = await sql<WasRow>`
    with asleep as (
      insert into conversation_snoozes as s (conversation_id, until, snoozed_by, snoozed_at)
      select given.id, ${until}, ${by?.id ?? null}, ${now} from unnest(${[...ids]}::uuid[]) as given (id)
      on conflict (conversation_id) do update set until = excluded.until, snoozed_by = excluded.snoozed_by,
        snoozed_at = excluded.snoozed_at where s.until <> excluded.until
      returning conversation_id as id),
    opened as (delete from conversation_closures x using asleep where x.conversation_id = asleep.id)
    select c.id, ${standing} as was from asleep join conversations c on c.id = asleep.id order by c.id`.execute(tx)
  await settleStates(
    tx,
    rows.map(({ id }) => id),
  )
  return tellChanged(tx, 'conversation.snoozed', rows, by, () => ({ until: until.toISOString() }))
}

/** Refuses (422) what is over, or too far away. */
export function refuseImpossible(until: Date, now: Date): void {
  const ms = until.getTime() - now.getTime()
  const wrong = ms <= 0 ? 'conversations.snooze-past' : ms > longestMs ? 'conversations.snooze-far' : undefined
  if (wrong) throw new Refusal(422, words(wrong), { fields: { until: words(wrong) } })
}

/** Takes a conversation back before its time. */
export async function wake(tx: Tx, conversationId: string, by: { id: string } | undefined): Promise<boolean> {
  const { id } = await lockConversation(tx, conversationId)
  return (await wakeSeveral(tx, [id], by)).length > 0
}

export async function wakeSeveral(tx: Tx, ids: readonly string[], by: By): Promise<Changed[]> {
  const { rows } = await sql<WasRow>`
    with awake as (delete from conversation_snoozes where conversation_id = any(${[...ids]}::uuid[])
      returning conversation_id as id)
    select c.id, ${standing} as was from awake join conversations c on c.id = awake.id order by c.id`.execute(tx)
  await settleStates(
    tx,
    rows.map(({ id }) => id),
  )
  return tellChanged(tx, 'conversation.woken', rows, by)
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
    where s.until <= ${now} and c.state = 'snoozed' order by s.until limit ${sql.lit(batch)} for update of c skip locked`.execute(
    tx,
  )
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
