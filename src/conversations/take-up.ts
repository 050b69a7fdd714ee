import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import { settleStates } from './settle-state.ts'
import { clearSpamSeveral } from './spam.ts'
import { recomputeReadings } from './sum-readings.ts'
import { recomputeWaiting } from './touch.ts'

interface Taken {
  id: string
  conversation_id: string
}

/**
 * Messages that nobody had said to us wait for us from now on: a query found them, and somebody (or the query's rule) wants
 * them answered. Their conversations open again. What waits already, what we said and what is deleted stay as they are.
 */
export async function takeUp(tx: Tx, messageIds: readonly string[], by?: { id: string }): Promise<number> {
  const taken = await concern(tx, messageIds, true)
  const ids = conversationsOf(taken)
  await sql`delete from conversation_closures where conversation_id = any(${ids}::uuid[])`.execute(tx)
  // A rule takes up no spam; one of us who does means that it is none.
  if (by) await clearSpamSeveral(tx, ids, by)
  await settleStates(tx, ids)
  await tell(tx, 'conversation.taken-up', taken, by)
  return taken.length
}

/** The inverse: nobody waits for an answer to them any more. */
export async function letGo(tx: Tx, messageIds: readonly string[], by?: { id: string }): Promise<number> {
  const left = await concern(tx, messageIds, false)
  await tell(tx, 'conversation.let-go', left, by)
  return left.length
}

async function concern(tx: Tx, messageIds: readonly string[], concerns: boolean): Promise<Taken[]> {
  if (messageIds.length === 0) return []
  const { rows } = await sql<Taken>`
    update messages set concerns_us = ${concerns} where id = any(${[...messageIds]}::uuid[])
      and concerns_us <> ${concerns} and not is_ours and deleted_at is null returning id, conversation_id`.execute(tx)
  const ids = conversationsOf(rows)
  // Wherever it was said: who takes it up means to see to it.
  await recomputeWaiting(tx, ids, true)
  await recomputeReadings(tx, ids)
  return rows
}

const conversationsOf = (rows: readonly Taken[]): string[] => [...new Set(rows.map((row) => row.conversation_id))]

const tell = (tx: Tx, kind: string, rows: readonly Taken[], by: { id: string } | undefined) =>
  recordAll(
    tx,
    rows.map((row) => ({ kind, message: { id: row.id }, conversation: { id: row.conversation_id }, by })),
  )
