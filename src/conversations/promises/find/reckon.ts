import { momentOf, wallTime } from '../../../lib/wall-clock.ts'
import { hoursOf, type WorkingHours } from '../../working-time/calendar.ts'

/** Which day a text names, counted from the day on which it is written. */
export type Day =
  | { is: 'in'; days: number; working?: boolean }
  | { is: 'weekday'; day: number; week?: 'this' | 'next' }
  | { is: 'date'; day: number; month: number }
  | { is: 'week-end' | 'weekend' | 'month-end'; ahead: number }

/** When in it: minutes of the day, or a part of it. */
export type Hour = number | 'first' | 'morning' | 'afternoon' | 'night' | 'end'

/** A moment that a text names. */
export interface When {
  day?: Day
  hour?: Hour
  /** So long from now. */
  minutes?: number
  /** The day before is meant: "before Friday". */
  before?: boolean
}

/** By which clock and in whose working time it is reckoned. */
export interface Reckoning {
  now: Date
  hours: WorkingHours
  /** When a morning is over where they live: 840 in Spanish, 720 in English. */
  noon: number
}

const dayMs = 86_400_000
const [evening, late, lastMinute] = [1200, 1320, 1439]

/**
 * The moment by which it is to be done. A day lasts until its work ends; where nobody works on it, until eight in the evening.
 * Undefined where the named moment is over.
 */
export function reckon(when: When, { now, hours, noon }: Reckoning): Date | undefined {
  if (when.minutes !== undefined) return new Date(Math.ceil((now.getTime() + when.minutes * 60_000) / 60_000) * 60_000)
  const wall = wallTime(now, hours.timeZone)
  const today = Math.floor(Date.UTC(wall.year, wall.month - 1, wall.day) / dayMs)
  const named = when.day ? dayOf(when.day, today, hours) : today
  const day = when.before ? Math.max(today, workedBefore(hours, named)) : named
  const times = [minuteOf(when.hour, day, hours, noon), ...(typeof when.hour === 'number' ? [] : [evening, lastMinute])]
  const moments = times.map((minute) => momentAt(day, minute, hours.timeZone))
  const coming = moments.find((at) => at > now)
  if (coming) return coming
  // "At six", said at seven, is tomorrow's.
  return when.day || typeof when.hour !== 'number' ? undefined : momentAt(today + 1, when.hour, hours.timeZone)
}

/** Whether somebody works on the day of a moment. */
export function isWorked(at: Date, hours: WorkingHours): boolean {
  const { year, month, day } = wallTime(at, hours.timeZone)
  return hoursOf(hours, Math.floor(Date.UTC(year, month - 1, day) / dayMs)).length > 0
}

function momentAt(day: number, minute: number, timeZone: string): Date {
  const date = new Date(day * dayMs)
  const wall = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  return momentOf({ ...wall, hour: Math.floor(minute / 60), minute: minute % 60 }, timeZone)
}

/** The first of January 1970 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7
const sundayOf = (day: number): number => day + ((7 - weekdayOf(day)) % 7)

function dayOf(day: Day, today: number, hours: WorkingHours): number {
  switch (day.is) {
    case 'in':
      return day.working ? workingDays(hours, today, day.days) : today + day.days
    case 'weekday':
      return weekday(day, today)
    case 'date':
      return dateOf(day, today)
    case 'weekend':
      return sundayOf(today) + 7 * day.ahead
    case 'week-end':
      return workedBefore(hours, sundayOf(today) + 7 * day.ahead + 1, sundayOf(today) + 7 * (day.ahead - 1))
    case 'month-end':
      return monthEnd(today, day.ahead)
  }
}

/** The next one of that name. Next week's is the one after Sunday. */
function weekday({ day, week }: { day: number; week?: 'this' | 'next' }, today: number): number {
  const coming = today + ((day - weekdayOf(today) + 7) % 7 || 7)
  return week === 'next' && coming <= sundayOf(today) ? coming + 7 : coming
}

function dateOf({ day, month }: { day: number; month: number }, today: number): number {
  const year = new Date(today * dayMs).getUTCFullYear()
  const at = Math.floor(Date.UTC(year, month - 1, day) / dayMs)
  return at >= today ? at : Math.floor(Date.UTC(year + 1, month - 1, day) / dayMs)
}

function monthEnd(today: number, ahead: number): number {
  const date = new Date(today * dayMs)
  return Math.floor(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead + 1, 0) / dayMs)
}

const mostDays = 400

function workingDays(hours: WorkingHours, from: number, count: number): number {
  let [day, left] = [from, count]
  while (left > 0 && day < from + mostDays) {
    day++
    if (hoursOf(hours, day).length > 0) left--
  }
  return left > 0 ? from + count : day
}

/** The last worked day before another, but after `until`; the day before where there is none. */
function workedBefore(hours: WorkingHours, before: number, until = before - 8): number {
  for (let day = before - 1; day > until; day--) if (hoursOf(hours, day).length > 0) return day
  return before - 1
}

function minuteOf(hour: Hour | undefined, day: number, hours: WorkingHours, noon: number): number {
  const spans = hoursOf(hours, day)
  const end = Math.min(lastMinute, spans.at(-1)?.to ?? evening)
  if (typeof hour === 'number') return Math.min(hour, lastMinute)
  if (hour === 'first') return (spans[0]?.from ?? 540) + 60
  if (hour === 'morning') return noon
  if (hour === 'night') return late
  return hour === 'afternoon' && end < 900 ? evening : end
}
