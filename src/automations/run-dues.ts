import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { addJob } from '../core/jobs.ts'
import { act } from './act.ts'
import { type Automation, findActing } from './automation.ts'
import { type Because, judge } from './condition.ts'
import type { DeedKinds } from './deed.ts'
import { findFacts, type Known, type Occasion } from './facts.ts'
import { mayAnswer } from './limits.ts'
import { isOfMessage, isWait, type TriggerKind } from './trigger.ts'
import { stillWaits } from './waits.ts'

const batch = 50
const mostTries = 5

/** What somebody is to answer. */
export interface Due {
  id: number
  kind: TriggerKind
  conversation_id: string
  message_ids: string[]
  automation_id: string | null
  chain: string[]
  happened_at: Date
}

interface Working {
  kinds: DeedKinds
  now: Date
}

/**
 * Answers what happened, in its order. One at a time in the whole house, so that what two automations do stands in their
 * order: whoever comes second leaves it for a little later. Gives how often an automation acted.
 */
export async function runDues(db: Db, kinds: DeedKinds, now: Date): Promise<number> {
  let acted = 0
  for (;;) {
    const step = await runSafely(db, { kinds, now })
    acted += step.acted
    if (!step.goesOn) return acted
  }
}

interface Step {
  acted: number
  goesOn: boolean
}

/** What fails for a reason of its own is put off, so that the rest goes on without it. */
async function runSafely(db: Db, working: Working): Promise<Step> {
  let at: Due | undefined
  try {
    return await db.transaction().execute((tx) => runSome(tx, working, (due) => (at = due)))
  } catch (error) {
    if (!at) throw error
    const { rows } = await sql<{ tries: number }>`update automation_dues set tries = tries + 1,
      due_at = ${working.now}::timestamptz + interval '30 seconds' * (tries + 1) where id = ${at.id} returning tries`.execute(
      db,
    )
    if ((rows[0]?.tries ?? mostTries) >= mostTries) throw error
    return { acted: 0, goesOn: true }
  }
}

async function runSome(tx: Tx, working: Working, begin: (due: Due) => void): Promise<Step> {
  if (!(await isMyTurn(tx))) {
    await addJob(tx, 'automations.run', {}, { key: 'automations.run:again', runAt: new Date(Date.now() + 1000) })
    return { acted: 0, goesOn: false }
  }
  const dues = await take(tx, working.now)
  if (dues.length === 0) return { acted: 0, goesOn: false }
  const automations = await findActing(tx)
  const known = await knownOf(tx, dues)
  const called = (due: Due) => automations.filter((one) => isCalled(one, due))
  const fitting = dues.filter((due) => called(due).some((one) => first(one, known.get(due.id) ?? [], due, working.now)))
  const free = await lock(
    tx,
    fitting.flatMap((due) => (known.get(due.id) ?? []).map((one) => one.conversationId)),
  )
  const late = dues.filter((due) => isToWait(due, known.get(due.id) ?? [], free, fitting, working.now))
  let acted = 0
  const changed = new Set<string>()
  for (const due of dues) {
    const where = (known.get(due.id) ?? []).map((one) => one.conversationId)
    // What did not fit may do so after an earlier one was answered.
    if (late.includes(due) || !(fitting.includes(due) || where.some((id) => changed.has(id)))) continue
    begin(due)
    const times = await answer(tx, due, called(due), working)
    if (times > 0) for (const id of where) changed.add(id)
    acted += times
  }
  await settle(tx, dues, late, working.now)
  return { acted, goesOn: true }
}

async function isMyTurn(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('automations'), hashtext(current_schema())) as mine`.execute(tx)
  return rows[0]?.mine === true
}

async function take(tx: Tx, now: Date): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select id, kind, conversation_id, message_ids, automation_id, chain, happened_at from automation_dues
    where due_at <= greatest(${now}::timestamptz, now()) and tries < ${mostTries}
    order by id limit ${sql.lit(batch)} for update skip locked`.execute(tx)
  return rows
}

const isCalled = (automation: Automation, due: Due): boolean =>
  automation.trigger.on === due.kind &&
  automation.onSince !== null &&
  automation.onSince <= due.happened_at &&
  (due.automation_id === null || due.automation_id === automation.id) &&
  mayAnswer(automation.id, due.chain)

async function knownOf(tx: Tx, dues: readonly Due[]): Promise<Map<number, Known[]>> {
  const all = new Map<number, Known[]>()
  for (const ofMessage of [true, false]) {
    const some = dues.filter((due) => isOfMessage(due.kind) === ofMessage)
    const occasions = some.flatMap((due) => occasionsOf(due).map((occasion) => ({ due, occasion })))
    const due = new Map(occasions.map((one) => [one.occasion, one.due.id]))
    const known = await findFacts(
      tx,
      occasions.map((one) => one.occasion),
      ofMessage,
      // What came in late is history: nobody wants it answered as if it were said just now.
      ofMessage ? '1 day' : undefined,
    )
    for (const one of known) {
      const id = due.get(one.occasion)
      if (id !== undefined) all.set(id, [...(all.get(id) ?? []), one])
    }
  }
  return all
}

const occasionsOf = ({ conversation_id, message_ids, happened_at, kind }: Due): Occasion[] =>
  isOfMessage(kind)
    ? message_ids.map((messageId) => ({ conversationId: conversation_id, messageId, at: happened_at }))
    : [{ conversationId: conversation_id, messageId: null, at: happened_at }]

const isNew = (one: Known, { kind }: Due): boolean => !isOfMessage(kind) || one.isToUs

interface Fit {
  known: Known
  because: Because[]
}

/** The first of what was said that it fits. */
function first({ condition }: Automation, known: readonly Known[], due: Due, now: Date): Fit | undefined {
  for (const one of known) {
    // What is still to be understood is waited for.
    if (isUnderWay(one, due, now)) return { known: one, because: [] }
    const because = isNew(one, due) ? judge(condition, one.facts) : undefined
    if (because) return { known: one, because }
  }
  return undefined
}

/** A reader that is away for so long is not waited for. */
const patienceMs = 300_000

const isUnderWay = (one: Known, due: Due, now: Date): boolean =>
  isOfMessage(due.kind) && one.isUnread && isNew(one, due) && now.getTime() - due.happened_at.getTime() < patienceMs

/** In the order of their ids, as everybody does, and those that nobody else is at just now. */
async function lock(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from conversations where id = any(${[...new Set(ids)]}::uuid[]) order by id for update skip locked`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.id))
}

const isToWait = (due: Due, known: readonly Known[], free: ReadonlySet<string>, fitting: readonly Due[], now: Date) =>
  fitting.includes(due) && known.some((one) => !free.has(one.conversationId) || isUnderWay(one, due, now))

/** Each in turn, with what is known after those before it. */
async function answer(tx: Tx, due: Due, automations: readonly Automation[], { kinds, now }: Working): Promise<number> {
  let acted = 0
  let known = [...(await knownOf(tx, [due])).values()].flat()
  for (const automation of automations) {
    const fit = first(automation, known, due, now)
    if (!fit || (isWait(due.kind) && !(await stillWaits(tx, due.id, fit.known.conversationId)))) continue
    const did = await act(tx, kinds, automation, { ...fit, chain: due.chain, now })
    if (!did) continue
    acted += 1
    known = [...(await knownOf(tx, [due])).values()].flat()
  }
  return acted
}

async function settle(tx: Tx, dues: readonly Due[], late: readonly Due[], now: Date): Promise<void> {
  const done = dues.filter((due) => !late.includes(due)).map((due) => due.id)
  await sql`delete from automation_dues where id = any(${done}::bigint[])`.execute(tx)
  if (late.length === 0) return
  const again = new Date(Math.max(now.getTime(), Date.now()) + 2000)
  await sql`update automation_dues set due_at = ${again} where id = any(${late.map((due) => due.id)}::bigint[])`.execute(
    tx,
  )
  await addJob(tx, 'automations.run', {}, { key: 'automations.run:again', runAt: again })
}
