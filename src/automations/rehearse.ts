import { setImmediate as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { addJob } from '../core/jobs.ts'
import { newId } from '../lib/ids.ts'
import { type Automation, findAutomation } from './automation.ts'
import { judge } from './condition.ts'
import { findFacts, type Known } from './facts.ts'
import { type Example, findRehearsal, latestRehearsal, type Rehearsal } from './rehearsal.ts'
import { type Scanned, scan } from './scan.ts'
import { isOfMessage, isWait } from './trigger.ts'

export const rehearsedDays = 30
const dayMs = 86_400_000
const mostExamples = 50
/** Nobody sees more often how far it is. */
const tellEveryMs = 1_000

/**
 * Looks at what an automation would have done in the last thirty days (further, where that is under way), and goes on for as long as somebody waits
 * for a page; what is left is a job's.
 */
export async function beginRehearsal(
  db: Db,
  automation: Automation,
  by: { id: string },
  now: Date,
  patienceMs = 1_000,
): Promise<Rehearsal> {
  const under = await latestRehearsal(db, automation.id)
  const isUnderWay = under?.endedAt === null && under.version === automation.version
  const id = isUnderWay ? under.id : newId()
  const since = new Date(now.getTime() - rehearsedDays * dayMs)
  if (!isUnderWay)
    await db.transaction().execute(async (tx) => {
      await sql`insert into automation_rehearsals (id, automation_id, version, since, until, begun_by)
      values (${id}, ${automation.id}, ${automation.version}, ${since}, ${now}, ${by.id})`.execute(tx)
      await record(tx, 'automation.rehearsed', { by, data: { rule: automation.id, rehearsal: id } })
    })
  if (!(await rehearse(db, id, { ms: patienceMs })))
    await db
      .transaction()
      .execute((tx) => addJob(tx, 'automations.rehearse', { rehearsal: id }, { key: `automations.rehearse:${id}` }))
  return findRehearsal(db, id)
}

/** Looks further, a stretch in a transaction, until the end or for so long. Whether it is at the end. */
export async function rehearse(
  db: Db,
  id: string,
  { ms = Number.POSITIVE_INFINITY, signal }: { ms?: number; signal?: AbortSignal } = {},
): Promise<boolean> {
  const until = performance.now() + ms
  let told = 0
  while (!signal?.aborted) {
    const tells = performance.now() - told > tellEveryMs
    if (tells) told = performance.now()
    if (await db.transaction().execute((tx) => step(tx, id, tells))) return true
    if (performance.now() > until) return false
    await pause()
  }
  return false
}

/** One at a time of the same: the row is held. */
async function step(tx: Tx, id: string, tells: boolean): Promise<boolean> {
  const { rows } = await sql<{ after: string | null }>`
    select after from automation_rehearsals where id = ${id} and ended_at is null for update`.execute(tx)
  const [row] = rows
  if (!row) return true
  const rehearsal = await findRehearsal(tx, id)
  const automation = await findAutomation(tx, rehearsal.automationId)
  const scanned = await scan(tx, automation.trigger, rehearsal, row.after)
  const found = await findFitting(tx, automation, scanned)
  const conversations = await countNew(tx, id, found)
  await keep(tx, rehearsal, scanned, found, conversations)
  if (tells || scanned.after === undefined)
    await record(tx, 'automation.looked', { data: { automation_rehearsal: id } })
  if (scanned.after !== undefined) return false
  await sql`delete from automation_rehearsed where rehearsal_id = ${id}`.execute(tx)
  return true
}

interface Found {
  known: Known
  because: Example['because']
}

async function findFitting(tx: Tx, { trigger, condition }: Automation, { occasions }: Scanned): Promise<Found[]> {
  const ofMessage = isOfMessage(trigger.on)
  // Of our own words nothing is asked: whoever waits is judged by what they said last.
  const asked = trigger.on === 'waits-for-them' ? occasions.map((one) => ({ ...one, messageId: null })) : occasions
  const known: Known[] = []
  for (let from = 0; from < asked.length; from += 500)
    known.push(...(await findFacts(tx, asked.slice(from, from + 500), ofMessage || isWait(trigger.on))))
  return known.flatMap((one) => {
    const because = judge(condition, one.facts)
    return because ? [{ known: one, because }] : []
  })
}

/** How many of their conversations had not been found before: they are kept until the end, not held. */
async function countNew(tx: Tx, id: string, found: readonly Found[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into automation_rehearsed (rehearsal_id, conversation_id)
    select distinct ${id}::uuid, c from unnest(${found.map(({ known }) => known.conversationId)}::uuid[]) as c
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

async function keep(
  tx: Tx,
  rehearsal: Rehearsal,
  { looked, after, progress }: Scanned,
  found: readonly Found[],
  conversations: number,
): Promise<void> {
  const days = new Map(Object.entries(rehearsal.days))
  for (const { known } of found) {
    const day = known.occasion.at.toISOString().slice(0, 10)
    days.set(day, (days.get(day) ?? 0) + 1)
  }
  const examples = [...rehearsal.examples, ...found.map(asExample)].slice(0, mostExamples)
  await sql`update automation_rehearsals set after = ${after ?? null}, progress = ${progress}, looked = looked + ${looked},
    found = found + ${found.length}, conversations = conversations + ${conversations},
    days = ${JSON.stringify(Object.fromEntries(days))}, examples = ${JSON.stringify(examples)},
    ended_at = ${after === undefined ? sql`now()` : null} where id = ${rehearsal.id}`.execute(tx)
}

const asExample = ({ known, because }: Found): Example => ({
  conversation_id: known.conversationId,
  message_id: known.messageId,
  at: known.occasion.at.toISOString(),
  because,
})
