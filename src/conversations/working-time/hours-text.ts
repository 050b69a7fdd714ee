import { dayMinutes, type Span } from './calendar.ts'

const mostSpans = 6
const time = /^(\d{1,2})(?:[:.h](\d{2})?)?$/

/** Understands `9-13, 16:00–20:30` or `22:00-6:00` (into the next day); nothing is a day off. Undefined is not understood. */
export function readHours(text: string): Span[] | undefined {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length > mostSpans) return undefined
  const spans = parts.map(readSpan)
  return spans.every((span) => span !== undefined) ? spans.toSorted((a, b) => a.from - b.from) : undefined
}

function readSpan(text: string): Span | undefined {
  const [from, to, ...more] = text.split(/[-–—]/).map((part) => minuteOf(part.trim()))
  if (from === undefined || to === undefined || more.length > 0 || from === dayMinutes) return undefined
  return { from, to: to > from ? to : to + dayMinutes }
}

function minuteOf(text: string): number | undefined {
  const [, hour, minute = '0'] = time.exec(text) ?? []
  if (hour === undefined) return undefined
  const minutes = Number(hour) * 60 + Number(minute)
  return Number(minute) < 60 && minutes <= dayMinutes ? minutes : undefined
}

/** As it is written again: `9:00–13:00, 16:00–20:30`. */
export const writeHours = (spans: readonly Span[]): string =>
  spans.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ')

function clock(minutes: number): string {
  const shown = minutes > dayMinutes ? minutes - dayMinutes : minutes
  return `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, '0')}`
}

/** A day as `2026-12-24`, or `12-25` for every year; undefined when there is no such day. */
export function readDay(text: string): string | undefined {
  const [, year, month = '', day = ''] = /^(?:(\d{4})-)?(\d{1,2})-(\d{1,2})$/.exec(text.trim()) ?? []
  // A leap year, for those that return.
  const date = new Date(Date.UTC(Number(year ?? 2028), Number(month) - 1, Number(day)))
  if (month === '' || date.getUTCMonth() !== Number(month) - 1 || Number(month) === 0) return undefined
  const written = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return year ? `${year}-${written}` : written
}
