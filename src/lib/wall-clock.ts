import { dateFormat } from './relative-time.ts'

/** What a clock on the wall shows somewhere. `month` counts from 1; days beyond the month's end go on into the next. */
export interface WallTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

const numbers = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
} as const

/** What the clocks of a time zone show at a moment. */
export function wallTime(at: Date, timeZone: string): WallTime & { weekday: number } {
  const parts = dateFormat('en-US', timeZone, numbers).formatToParts(at)
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0)
  const [year, month, day] = [of('year'), of('month'), of('day')]
  // 0 is Sunday.
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return { year, month, day, hour: of('hour'), minute: of('minute'), weekday }
}

/**
 * The moment at which the clocks of a time zone show this. An hour that a clock change skips becomes the hour after it;
 * of one that it repeats, the first is meant.
 */
export function momentOf(wall: WallTime, timeZone: string): Date {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute)
  const before = asUtc - offsetMs(new Date(asUtc - 86_400_000), timeZone)
  const after = asUtc - offsetMs(new Date(asUtc + 86_400_000), timeZone)
  const candidates = [before, after].filter((ms) => ms + offsetMs(new Date(ms), timeZone) === asUtc)
  return new Date(candidates.length > 0 ? Math.min(...candidates) : before)
}

/** What they show, as a field for a date and a time holds it: `2026-05-03T10:30`. */
export function shownAt(at: Date, timeZone: string): string {
  const { year, month, day, hour, minute } = wallTime(at, timeZone)
  return new Date(Date.UTC(year, month - 1, day, hour, minute)).toISOString().slice(0, 16)
}

/** How far the clocks of a zone are ahead of UTC at a moment. */
function offsetMs(at: Date, timeZone: string): number {
  const { year, month, day, hour, minute } = wallTime(at, timeZone)
  const rounded = Math.floor(at.getTime() / 60_000) * 60_000
  return Date.UTC(year, month - 1, day, hour, minute) - rounded
}
