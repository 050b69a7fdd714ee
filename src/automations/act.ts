import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { type Words, words } from '../lib/words.ts'
import type { Automation } from './automation.ts'
import { asAutomation } from './cause.ts'
import type { Because } from './condition.ts'
import { type DeedKinds, type Done, doDeeds } from './deed.ts'
import type { Known } from './facts.ts'
import { limitMet } from './limits.ts'

export interface Acting {
  known: Known
  because: readonly Because[]
  /** The automations that led to what it answers. */
  chain: readonly string[]
  now: Date
}

/** Does its deeds, all or none of them, and keeps what it did. Beyond a limit nothing is done. Whether anything changed. */
export async function act(tx: Tx, kinds: DeedKinds, automation: Automation, acting: Acting): Promise<boolean> {
  if (await isResting(tx, automation.id)) return false
  const { known, chain, now } = acting
  const id = newId()
  await sql`savepoint deeds`.execute(tx)
  const done = await asAutomation(tx, automation, chain, id, () => attempt(tx, kinds, automation, acting))
  if (done instanceof Refusal) {
    await takeBack(tx)
    await keep(tx, id, automation, acting, { done: [], failed: done.words })
    return false
  }
  if (done.length === 0) {
    await release(tx)
    return false
  }
  const limit = limitMet(chain, await runsThisHour(tx, automation.id, known.conversationId, now))
  if (limit) {
    await takeBack(tx)
    if (limit === 'chain') await pause(tx, automation, known.conversationId, chain)
    else await leaveAlone(tx, id, automation, acting)
    return false
  }
  await release(tx)
  await keep(tx, id, automation, acting, { done, failed: null })
  return true
}

/** Above sixty-four open ones in a transaction the whole server is slower. */
const release = (tx: Tx) => sql`release savepoint deeds`.execute(tx)

async function takeBack(tx: Tx): Promise<void> {
  await sql`rollback to savepoint deeds`.execute(tx)
  await release(tx)
}

/** An earlier one of the same moment may have made it rest. */
async function isResting(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('automation_pauses')
    .select('automation_id')
    .where('automation_id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** What is refused (somebody who left, a tag that is none) is said on its page, and stops nothing else. */
async function attempt(
  tx: Tx,
  kinds: DeedKinds,
  { deeds }: Automation,
  { known, now }: Acting,
): Promise<Done[] | Refusal> {
  try {
    return await doDeeds(tx, kinds, known.conversationId, deeds, { by: undefined, now })
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

async function runsThisHour(tx: Tx, automationId: string, conversationId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from automation_runs where automation_id = ${automationId}
      and conversation_id = ${conversationId} and ran_at > ${now}::timestamptz - interval '1 hour' and failed is null`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

async function keep(
  tx: Tx,
  id: string,
  automation: Automation,
  { known, because, now }: Acting,
  { done, failed }: { done: readonly Done[]; failed: Words | null },
): Promise<void> {
  await tx
    .insertInto('automation_runs')
    .values({
      id,
      automation_id: automation.id,
      conversation_id: known.conversationId,
      message_id: known.messageId,
      because: JSON.stringify(because),
      did: JSON.stringify(done),
      failed: failed === null ? null : JSON.stringify(failed),
      ran_at: now,
    })
    .execute()
}

/** It acts no more until somebody lets it; those who lead are told. */
async function pause(
  tx: Tx,
  { id, name }: Automation,
  conversationId: string,
  chain: readonly string[],
): Promise<void> {
  const because = 'chain'
  await sql`insert into automation_pauses (automation_id, because, conversation_id, chain)
    values (${id}, ${because}, ${conversationId}, ${[...chain]}::uuid[]) on conflict do nothing`.execute(tx)
  const conversation = { id: conversationId }
  await record(tx, 'automation.paused', { conversation, data: { paused: id, automation_name: name, because } })
}

const often = 'automations.often-here'

/** Said once a day on its page and to those who lead; in every other conversation it goes on. */
async function leaveAlone(tx: Tx, runId: string, automation: Automation, acting: Acting): Promise<void> {
  const { id, name } = automation
  const { known, now } = acting
  const { rows } = await sql`
    select from automation_runs where automation_id = ${id} and conversation_id = ${known.conversationId}
      and ran_at > ${now}::timestamptz - interval '1 day' and failed ->> 'key' = ${often} limit 1`.execute(tx)
  if (rows.length > 0) return
  await keep(tx, runId, automation, acting, { done: [], failed: words(often) })
  const conversation = { id: known.conversationId }
  await record(tx, 'automation.skipped', { conversation, data: { skipped: id, automation_name: name } })
}
