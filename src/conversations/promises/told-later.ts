import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { recordAll } from '../../core/events.ts'
import { words } from '../../lib/words.ts'
import { findPromises } from './find/find.ts'
import { hoursFor } from './hours-for.ts'
import { wrong } from './make.ts'

interface Late {
  id: string
  conversation_id: string
  quote: string | null
  what: string
  due_at: Date
  text: string
  leaves_at: Date
  user_id: string
  time_zone: string
}

/** Promises of a reply that would be late when it leaves, with whose words they are. */
const lateOf = (replyId: string, leavesAt: ReturnType<typeof sql>) => sql<Late>`
  select p.id, p.conversation_id, p.quote, p.what, p.due_at, r.text, ${leavesAt} as leaves_at, u.id as user_id, u.time_zone
  from promises p join replies r on r.id = p.reply_id join users u on u.id = coalesce(p.written_by, r.written_by)
  where r.id = ${replyId} and p.state = 'open' and p.due_at <= ${leavesAt}`

/**
 * They read "tomorrow" on the day on which it leaves, however long before it was written: what is late by then is reckoned from
 * that day. What names no such day stays as it was kept.
 */
export async function reckonAnew(tx: Tx, replyId: string): Promise<void> {
  const { rows } = await lateOf(replyId, sql`now()`).execute(tx)
  for (const late of rows) {
    const due = await dueAsRead(tx, late)
    if (!due) continue
    await sql`update promises set due_at = ${due}, soon_told_at = null, due_told_at = null where id = ${late.id}`.execute(
      tx,
    )
    const data = { promise: late.id, due: due.toISOString(), was: late.due_at.toISOString() }
    await recordAll(tx, [{ kind: 'promise.reckoned', conversation: { id: late.conversation_id }, data }])
  }
}

/** Nobody chooses a moment at which what the answer promises is late already (422). */
export async function refuseLate(tx: Tx, replyId: string): Promise<void> {
  const leavesAt = sql`(select max(d.leaves_at) from deliveries d join reply_schedules s on s.reply_id = d.reply_id
    where d.reply_id = r.id)`
  const { rows } = await lateOf(replyId, leavesAt).execute(tx)
  for (const late of rows.filter(isSaid))
    if (!(await dueAsRead(tx, late))) throw wrong('leaves_at', 'promises.late-then')
}

/** What an answer that waits promises for a moment that is over by when it leaves. */
export interface LatePromise {
  id: string
  what: string
  dueAt: Date
}

/** Of an answer that leaves as soon as it is approved, or at the moment that its writer chose where that is to come. */
export async function lateWhenItLeaves(db: Db | Tx, replyId: string): Promise<LatePromise[]> {
  const leavesAt = sql`greatest(now(), (select max(d.leaves_at) from deliveries d
    join reply_schedules s on s.reply_id = d.reply_id where d.reply_id = r.id))`
  const { rows } = await lateOf(replyId, leavesAt).execute(db)
  const late: LatePromise[] = []
  for (const one of rows.filter(isSaid))
    if (!(await dueAsRead(db, one))) late.push({ id: one.id, what: one.what, dueAt: one.due_at })
  return late
}

/** Whoever lets a colleague's answer leave was not told that what it promises is late. Said again with `late`, it leaves. */
export class PromisesLate extends Refusal {
  constructor(late: readonly LatePromise[]) {
    const [first] = late
    super(409, words('promises.late-now', { what: first?.what ?? '' }), {
      told: { late: late.map(({ id, what, dueAt }) => ({ id, what, due_at: dueAt.toISOString() })) },
    })
  }
}

/** Refuses (409), with what it promises that is late. */
export async function refuseLateNow(tx: Tx, replyId: string): Promise<void> {
  const late = await lateWhenItLeaves(tx, replyId)
  if (late.length > 0) throw new PromisesLate(late)
}

/** Whoever approved it may have taken its words out. */
const isSaid = ({ quote, text }: Late): boolean => quote === null || inOneLine(text).includes(inOneLine(quote))
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ')

async function dueAsRead(
  tx: Db | Tx,
  { quote, text, leaves_at: now, user_id: id, time_zone }: Late,
): Promise<Date | undefined> {
  const hours = await hoursFor(tx, { id, timeZone: time_zone })
  const found = (['es', 'en'] as const).flatMap((language) => findPromises(text, { language, now, hours }))
  return found.find((one) => one.quote === quote && one.due && one.due > now)?.due ?? undefined
}
