import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { words } from '../../lib/words.ts'
import { refuseMoment, whoAnswers, wrong } from './make.ts'
import type { PromiseEnd } from './tables.ts'

/** Says what became of a promise: kept, openly broken, or taken back. The same again changes nothing. */
export async function endPromise(
  tx: Tx,
  id: string,
  as: PromiseEnd,
  by: { id: string },
): Promise<{ conversationId: string }> {
  const promise = await lockStanding(tx, id)
  if (promise.state === as) return promise
  await sql`
    insert into promise_endings (promise_id, state, ended_by) values (${id}, ${as}, ${by.id})
    on conflict (promise_id) do update set state = excluded.state, ended_by = excluded.ended_by, ended_at = now()`.execute(
    tx,
  )
  await sql`update promises set state = ${as} where id = ${id}`.execute(tx)
  await tell(tx, `promise.${as}`, promise, by)
  return promise
}

/** It is open again, as if nothing had become of it. */
export async function reopenPromise(tx: Tx, id: string, by: { id: string }): Promise<{ conversationId: string }> {
  const promise = await lockStanding(tx, id)
  if (promise.state === 'open') return promise
  await sql`delete from promise_endings where promise_id = ${id}`.execute(tx)
  await sql`update promises set state = 'open' where id = ${id}`.execute(tx)
  await tell(tx, 'promise.reopened', promise, by)
  return promise
}

/** How a promise was before it was changed. */
export interface Before {
  dueAt: Date
  answersFor: string | null
}

/**
 * Another moment, or somebody else who answers for it (null: nobody). What they were told stays what they were told: whoever
 * moves a moment tells them. A moment that it had before may be over: so it was changed back.
 */
export async function changePromise(
  tx: Tx,
  id: string,
  to: { dueAt?: Date | undefined; answersFor?: string | null | undefined },
  by: { id: string },
  now: Date,
): Promise<{ conversationId: string; before: Before }> {
  const promise = await lockStanding(tx, id)
  if (promise.state !== 'open') throw new Refusal(409, words('promises.over'))
  const { dueAt, answersFor } = to
  if (dueAt && !(await wasDue(tx, promise, dueAt))) refuseMoment(dueAt, now)
  if (answersFor) await whoAnswers(tx, promise.conversationId, answersFor, by)
  if (!dueAt && answersFor === undefined) throw wrong('due_at', 'promises.nothing-changed')
  const due = dueAt ?? null
  await sql`
    update promises set answers_for = ${answersFor === undefined ? sql`answers_for` : sql`${answersFor}::uuid`},
      due_at = coalesce(${due}::timestamptz, due_at),
      soon_told_at = case when ${due}::timestamptz is null then soon_told_at end,
      due_told_at = case when ${due}::timestamptz is null then due_told_at end
    where id = ${id}`.execute(tx)
  await tell(tx, 'promise.changed', promise, by, {
    ...(due ? { due: due.toISOString(), was: promise.dueAt.toISOString() } : {}),
    ...(answersFor === undefined ? {} : { user: answersFor, from: promise.answersFor }),
  })
  return { conversationId: promise.conversationId, before: promise }
}

/** It was moved away from that moment before. */
async function wasDue(tx: Tx, { id, conversationId }: Locked, at: Date): Promise<boolean> {
  const { rows } = await sql`
    select from events where conversation_id = ${conversationId} and kind = 'promise.changed'
      and data->>'promise' = ${id} and data->>'was' = ${at.toISOString()} limit 1`.execute(tx)
  return rows.length > 0
}

interface Locked extends Before {
  id: string
  conversationId: string
  state: 'open' | PromiseEnd
}

async function lockStanding(tx: Tx, id: string): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select id, conversation_id as "conversationId", state, due_at as "dueAt", answers_for as "answersFor" from promises
    where id = ${id} and made_at is not null for update`.execute(tx)
  const [promise] = rows
  if (!promise) throw notFound()
  return promise
}

const tell = (
  tx: Tx,
  kind: string,
  { id, conversationId }: Locked,
  by: { id: string },
  more: Record<string, string | null> = {},
) => record(tx, kind, { conversation: { id: conversationId }, by, data: { promise: id, ...more } })
