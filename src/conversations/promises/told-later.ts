import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { recordAll } from '../../core/events.ts'
import { findPromises } from './find/find.ts'
import { hoursFor } from './hours-for.ts'
import { wrong } from './make.ts'

interface Late {
  id: string
  conversation_id: string
  quote: string | null
  due_at: Date
  text: string
  leaves_at: Date
  user_id: string
  time_zone: string
}

/** Promises of a reply that would be late when it leaves, with whose words they are. */
const lateOf = (replyId: string, leavesAt: ReturnType<typeof sql>) => sql<Late>`
  select p.id, p.conversation_id, p.quote, p.due_at, r.text, ${leavesAt} as leaves_at, u.id as user_id, u.time_zone
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

/** Whoever approved it may have taken its words out. */
const isSaid = ({ quote, text }: Late): boolean => quote === null || inOneLine(text).includes(inOneLine(quote))
const inOneLine = (text: string): string => text.replace(/\s+/g, ' ')

async function dueAsRead(
  tx: Tx,
  { quote, text, leaves_at: now, user_id: id, time_zone }: Late,
): Promise<Date | undefined> {
  const hours = await hoursFor(tx, { id, timeZone: time_zone })
  const found = (['es', 'en'] as const).flatMap((language) => findPromises(text, { language, now, hours }))
  return found.find((one) => one.quote === quote && one.due && one.due > now)?.due ?? undefined
}
