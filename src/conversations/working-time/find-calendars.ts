import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import type { Span, WorkingHours } from './calendar.ts'
import type { StoredSpans } from './tables.ts'
import { type WorkingClock, workingClock } from './working-clock.ts'

/** A day that is otherwise: a holiday when it has no hours. */
export interface SpecialDay {
  /** `2026-12-24`, or `12-25` for every year. */
  day: string
  name: string | null
  hours: readonly Span[]
}

/** When we work, as somebody wrote it. */
export interface Calendar extends WorkingHours {
  id: string
  name: string
  special: readonly SpecialDay[]
}

/** Those that are in use, by name. */
export const findCalendars = (db: Db | Tx): Promise<Calendar[]> => read(db, undefined)

/** One of them, also one that was removed. Refuses with 404. */
export async function findCalendar(db: Db | Tx, id: string): Promise<Calendar> {
  const [calendar] = await read(db, id)
  if (!calendar) throw notFound()
  return calendar
}

interface Row {
  id: string
  name: string
  time_zone: string
  week: StoredSpans[]
  days: { day: string; name: string | null; hours: StoredSpans }[]
}

async function read(db: Db | Tx, id: string | undefined): Promise<Calendar[]> {
  const { rows } = await sql<Row>`
    select k.id, k.name, k.time_zone, k.week, coalesce((
      select json_agg(json_build_object('day', d.day, 'name', d.name, 'hours', d.hours) order by length(d.day), d.day)
      from calendar_days d where d.calendar_id = k.id), '[]') as days
    from calendars k where ${id ? sql`k.id = ${id}` : sql`k.removed_at is null`} order by lower(k.name)`.execute(db)
  return rows.map(asCalendar)
}

const spans = (stored: StoredSpans): Span[] => stored.map(([from, to]) => ({ from, to }))

function asCalendar({ id, name, time_zone, week, days }: Row): Calendar {
  const special = days.map((one) => ({ ...one, hours: spans(one.hours) }))
  return {
    id,
    name,
    timeZone: time_zone,
    week: week.map(spans),
    days: new Map(special.map(({ day, hours }) => [day, hours])),
    special,
  }
}

const clocks = new Map<string, WorkingClock>()
const mostClocks = 200

/** The clock of a calendar. What it has worked out is kept for as long as nobody changes a word of the calendar. */
export function clockOf({ timeZone, week, days }: WorkingHours): WorkingClock {
  const written = JSON.stringify([timeZone, week, [...days]])
  const known = clocks.get(written)
  if (known) return known
  if (clocks.size >= mostClocks) clocks.clear()
  const clock = workingClock({ timeZone, week, days })
  clocks.set(written, clock)
  return clock
}
