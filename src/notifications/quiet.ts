import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'
import { isEverLoud, type Quiet, quietUntil } from './quiet-clock.ts'
import { lookAtHeld } from './summaries.ts'

/** When somebody wants quiet, and what is to reach them all the same. */
export interface QuietHours extends Quiet {
  /** An answer that is late by its service level. */
  evenLate: boolean
  /** What somebody says reads as urgent: now. */
  evenNow: boolean
}

/** It is quiet for somebody: they are away, or it is their hour. */
export interface QuietNow {
  until: Date
  evenLate: boolean
  evenNow: boolean
}

export async function findQuietHours(db: Db | Tx, userId: string): Promise<QuietHours | undefined> {
  const row = await db.selectFrom('quiet_hours').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return row && hoursOf(row)
}

const hoursOf = (row: Omit<Row, 'time_zone' | 'user_id'>): QuietHours => ({
  days: row.days,
  from: row.from_minute,
  until: row.until_minute,
  wholeDays: row.whole_days,
  evenLate: row.even_late,
  evenNow: row.even_now,
})

/** From now on. Refuses (422) a week without any moment in which they could be told something. */
export async function setQuietHours(tx: Tx, userId: string, quiet: QuietHours): Promise<void> {
  const { days, from, until, wholeDays } = quiet
  if (days.length > 0 && from === until) throw wrong('until', 'notifications.quiet-same')
  if (!isEverLoud(quiet)) throw wrong('whole_days', 'notifications.quiet-always')
  const row = {
    days: [...days],
    from_minute: from,
    until_minute: until,
    whole_days: [...wholeDays],
    even_late: quiet.evenLate,
    even_now: quiet.evenNow,
    chosen_at: new Date(),
  }
  await tx
    .insertInto('quiet_hours')
    .values({ user_id: userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
  await lookAtHeld(tx, userId)
}

export async function endQuietHours(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('quiet_hours').where('user_id', '=', userId).execute()
  await lookAtHeld(tx, userId)
}

interface Row {
  user_id: string
  time_zone: string
  days: number[]
  from_minute: number
  until_minute: number
  whole_days: number[]
  even_late: boolean
  even_now: boolean
}

/** For which of these people it is quiet at a moment, and until when. Who is away until nobody knows is so for a year. */
export async function whoHasQuiet(db: Db | Tx, userIds: readonly string[], at: Date): Promise<Map<string, QuietNow>> {
  const [hours, absences] = [await hoursOfEach(db, userIds), await absencesOfEach(db, userIds, at)]
  const quiet = new Map<string, QuietNow>()
  for (const userId of userIds) {
    const row = hours.get(userId)
    const until = lastsUntil(row, absences.get(userId) ?? [], at.getTime())
    if (until > at.getTime())
      quiet.set(userId, {
        until: new Date(Math.min(until, at.getTime() + yearMs)),
        evenLate: row?.even_late ?? false,
        evenNow: row?.even_now ?? false,
      })
  }
  return quiet
}

const yearMs = 366 * 86_400_000

/** Hours and absences that touch are one quiet. */
function lastsUntil(row: Row | undefined, absences: readonly Away[], at: number): number {
  const hours = row && row.days.length + row.whole_days.length > 0 ? hoursOf(row) : undefined
  let until = at
  // Each round passes an absence or ends.
  for (let round = 0; round <= absences.length + 1; round++) {
    const before = until
    for (const away of absences) if (away.from <= until && away.until > until) until = away.until
    if (row && hours) until = quietUntil(hours, row.time_zone, new Date(until)) ?? until
    if (until === before || until - at > yearMs) break
  }
  return until
}

async function hoursOfEach(db: Db | Tx, userIds: readonly string[]): Promise<Map<string, Row>> {
  const { rows } = await sql<Row>`
    select q.user_id, u.time_zone, q.days, q.from_minute, q.until_minute, q.whole_days, q.even_late, q.even_now
    from quiet_hours q join users u on u.id = q.user_id where q.user_id = any(${[...userIds]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.user_id, row]))
}

interface Away {
  from: number
  until: number
}

async function absencesOfEach(db: Db | Tx, userIds: readonly string[], at: Date): Promise<Map<string, Away[]>> {
  const { rows } = await sql<{ user_id: string; from_at: Date; until_at: Date }>`
    select user_id, from_at, until_at from absences where user_id = any(${[...userIds]}::uuid[])
      and ended_at is null and until_at > ${at} order by user_id, from_at limit 2000`.execute(db)
  const each = Map.groupBy(rows, (row) => row.user_id)
  const away = (row: (typeof rows)[number]) => ({ from: row.from_at.getTime(), until: row.until_at.getTime() })
  return new Map([...each].map(([id, of]) => [id, of.map(away)]))
}

function wrong(field: string, key: string): Refusal {
  const said = words(key)
  return new Refusal(422, said, { fields: { [field]: said } })
}
