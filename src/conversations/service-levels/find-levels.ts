import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import { clockOf, findCalendar, findCalendars } from '../working-time/find-calendars.ts'
import { aroundTheClock } from '../working-time/working-clock.ts'
import { conditionsGiven, type Level, mostSteps, stepGiven } from './level.ts'
import type { Target } from './tables.ts'

const minuteMs = 60_000

/** The rules in their order. */
export async function findLevels(db: Db | Tx): Promise<Level[]> {
  const rows = await db
    .selectFrom('service_levels')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const calendars = new Map((await findCalendars(db)).map((calendar) => [calendar.id, calendar]))
  return rows.map((row) => asLevel(row, calendars.get(row.calendar_id ?? '')))
}

/** One of them, also one that was removed. Refuses with 404. */
export async function findLevel(db: Db | Tx, id: string): Promise<Level> {
  const row = await db.selectFrom('service_levels').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return asLevel(row, row.calendar_id ? await findCalendar(db, row.calendar_id) : undefined)
}

interface Row {
  id: string
  name: string
  calendar_id: string | null
  conditions: unknown
  first_answer: number | null
  next_answer: number | null
  resolution: number | null
  warn_before: number | null
  steps: unknown
}

function asLevel(row: Row, calendar: Parameters<typeof clockOf>[0] | undefined): Level {
  const ms = (target: Target, minutes: number | null) => (minutes === null ? {} : { [target]: minutes * minuteMs })
  return {
    id: row.id,
    name: row.name,
    calendarId: row.calendar_id,
    conditions: conditionsGiven.parse(row.conditions),
    targets: {
      ...ms('first-answer', row.first_answer),
      ...ms('next-answer', row.next_answer),
      ...ms('resolution', row.resolution),
    },
    warnBefore: row.warn_before,
    steps: stepGiven.array().max(mostSteps).parse(row.steps),
    clock: calendar ? clockOf(calendar) : aroundTheClock,
  }
}

/** How the targets of a level were kept, of what ended since a moment. */
export interface Kept {
  levelId: string
  target: Target
  kept: number
  of: number
}

export async function findKept(db: Db, since: Date): Promise<Kept[]> {
  const { rows } = await sql<Kept>`
    select r.level_id as "levelId", r.target, count(*) filter (where r.spent_ms <= r.target_ms)::int as kept,
      count(*)::int as of
    from service_levels l join service_results r on r.level_id = l.id and r.ended_at >= ${since}
    where l.removed_at is null group by 1, 2`.execute(db)
  return rows
}
