const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const formats = new Map<string, Intl.RelativeTimeFormat>()
/** By what they show, and then by whose clock: the options are few and constant, so the object itself is the key. */
const dateFormats = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>()

/** How long ago, or how soon, in a few words of the language; beyond six days, the day itself. Shared with the browser. */
export function relativeTime(at: Date, language: string, timeZone: string, now: Date = new Date()): string {
  const ms = at.getTime() - now.getTime()
  const distance = Math.abs(ms)
  if (distance < 45_000) return say(language, 0, 'second')
  if (distance < hourMs) return say(language, away(ms / minuteMs), 'minute')
  if (distance < 6 * hourMs) return say(language, away(ms / hourMs), 'hour')
  // Which day it was is dear to ask, and plain for what is a week away: a long thread has hundreds of those.
  const days = distance < 7 * dayMs ? calendarDays(now, at, timeZone) : 7
  if (days === 0) return say(language, away(ms / hourMs), 'hour')
  return Math.abs(days) <= 6 ? say(language, days, 'day') : day(at, language, timeZone, now)
}

/** The day in a few words, with its year where it is not this one. */
function day(at: Date, language: string, timeZone: string, now: Date): string {
  const near = Math.abs(at.getTime() - now.getTime()) < 300 * dayMs
  return dateFormat(language, timeZone, near ? dayAndMonth : dayMonthYear).format(at)
}

const dayAndMonth = { day: 'numeric', month: 'short' } as const
const dayMonthYear = { ...dayAndMonth, year: 'numeric' } as const

/** Rounded, and never to nothing. */
const away = (count: number): number => Math.sign(count) * Math.max(1, Math.round(Math.abs(count)))

function say(language: string, count: number, unit: Intl.RelativeTimeFormatUnit): string {
  let format = formats.get(language)
  if (!format) {
    format = new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'auto' })
    formats.set(language, format)
  }
  // "12 min. ago" reads better without the abbreviation's point.
  return format.format(count, unit).replaceAll('.', '')
}

/** Midnights between two moments, as the person's clock has them. */
function calendarDays(from: Date, to: Date, timeZone: string): number {
  return Math.round((dayNumber(to, timeZone) - dayNumber(from, timeZone)) / dayMs)
}

const dayNumber = (at: Date, timeZone: string): number => Date.parse(dateFormat('en-CA', timeZone, sortable).format(at))

const sortable = { year: 'numeric', month: '2-digit', day: '2-digit' } as const

/** Formats are dear to make and cheap to keep: `options` must be a constant of its module, never a new object. */
export function dateFormat(
  language: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const known = dateFormats.get(options) ?? new Map<string, Intl.DateTimeFormat>()
  dateFormats.set(options, known)
  const name = `${language} ${timeZone}`
  let format = known.get(name)
  if (!format) {
    format = new Intl.DateTimeFormat(language, { ...options, timeZone })
    known.set(name, format)
  }
  return format
}

/** A moment in full: day, hour and zone. */
export const exactly: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
}
