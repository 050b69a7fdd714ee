import { fold } from '../../lib/fold.ts'
import { momentOf } from '../../lib/wall-clock.ts'

/** How dates that do not say it themselves are meant. */
export interface DateHabits {
  timeZone: string
  dayFirst: boolean
}

const months = new Map(
  [
    'jan january ene enero',
    'feb february febrero',
    'mar march marzo',
    'apr april abr abril',
    'may mayo',
    'jun june junio',
    'jul july julio',
    'aug august ago agosto',
    'sep sept september septiembre setiembre',
    'oct october octubre',
    'nov november noviembre',
    'dec december dic diciembre',
  ].flatMap((names, at) => names.split(' ').map((name): [string, number] => [name, at + 1])),
)

const clock = String.raw`(?:[T ,]+(?:a las )?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:[.,](\d{1,9}))?\s*([ap]\.?\s?m\.?)?)?`
const zone = String.raw`\s*(z|utc|gmt|(?:utc|gmt)?\s*[+-]\d{2}:?\d{2})?(?:\s*\([^)]*\))?`
const shape = (day: string) => new RegExp(`^${day}${clock}${zone}$`, 'iu')

const yearFirst = shape(String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`)
const yearLast = shape(String.raw`(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})`)
const dayMonth = shape(
  String.raw`(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:\s+de\s+|[\s-])(\p{L}+)\.?(?:\s+del?\s+|[\s,-]+)(\d{4})`,
)
const monthDay = shape(String.raw`(?:\p{L}+\.?,?\s+)?(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`)

interface Written {
  year: number
  month: number
  day: number
}

/** A moment in any of the ways that exports write it; undefined for what is none, and for the 30th of February. */
export function readDate(text: string, habits: DateHabits): Date | undefined {
  const given = fold(text.trim()).slice(0, 100)
  return ofNumber(given, habits) ?? ofWords(given, habits)
}

// Seconds or milliseconds since 1970, or the days since 1900 that spreadsheets count.
function ofNumber(text: string, { timeZone }: DateHabits): Date | undefined {
  if (!/^\d{5,16}(\.\d+)?$/.test(text)) return undefined
  const number = Number(text)
  if (number >= 1e14) return valid(number / 1000)
  if (number >= 1e11) return valid(number)
  if (number >= 1e8) return valid(number * 1000)
  if (number < 15_000 || number > 80_000) return undefined
  const wall = new Date(Math.round((number - 25_569) * 86_400) * 1000)
  const day = { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() }
  return inZone(day, wall.getUTCHours(), wall.getUTCMinutes(), timeZone, wall.getUTCSeconds() * 1000)
}

function ofWords(text: string, habits: DateHabits): Date | undefined {
  const first = yearFirst.exec(text)
  if (first) return build({ year: num(first[1]), month: num(first[2]), day: num(first[3]) }, first, habits)
  const last = yearLast.exec(text)
  if (last) return build(inOrder(last, habits.dayFirst), last, habits)
  const spanish = dayMonth.exec(text)
  if (spanish)
    return build({ day: num(spanish[1]), month: monthOf(spanish[2]), year: num(spanish[3]) }, spanish, habits)
  const english = monthDay.exec(text)
  if (english)
    return build({ month: monthOf(english[1]), day: num(english[2]), year: num(english[3]) }, english, habits)
  return undefined
}

function inOrder([, a, b, c]: RegExpExecArray, dayFirst: boolean): Written {
  const year = num(c) < 100 ? 2000 + num(c) : num(c)
  // Only one order makes sense of 25/12.
  const isDayFirst = dayFirst ? num(b) <= 12 || num(a) > 12 : num(a) > 12
  return isDayFirst ? { day: num(a), month: num(b), year } : { day: num(b), month: num(a), year }
}

function build(day: Written, match: RegExpExecArray, { timeZone }: DateHabits): Date | undefined {
  const [hourText, minute, second, fraction, half, zoneText] = match.slice(4)
  const hour = hourOf(num(hourText), half)
  if (!isDay(day) || hour > 23 || num(minute) > 59 || num(second) > 60) return undefined
  const rest = num(second) * 1000 + Math.floor(Number(`0.${fraction ?? '0'}`) * 1000)
  if (!zoneText) return inZone(day, hour, num(minute), timeZone, rest)
  return valid(Date.UTC(day.year, day.month - 1, day.day, hour, num(minute)) + rest - offsetMs(zoneText))
}

function hourOf(hour: number, half: string | undefined): number {
  if (!half) return hour
  if (hour < 1 || hour > 12) return 99
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0)
}

function offsetMs(zoneText: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})$/.exec(zoneText) ?? []
  return (sign === '-' ? -1 : 1) * (num(hours) * 60 + num(minutes)) * 60_000
}

const num = (text: string | undefined): number => Number(text ?? 0)
const monthOf = (name: string | undefined): number => months.get((name ?? '').toLowerCase()) ?? 0

const isDay = ({ year, month, day }: Written): boolean =>
  year >= 1900 &&
  year <= 2200 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(year, month, 0)).getUTCDate()

const valid = (ms: number): Date | undefined => (Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms) : undefined)

// Files are in order of time, more or less: the last hour asked for is nearly always the next one too.
const hours = new Map<string, number>()

function inZone(day: Written, hour: number, minute: number, timeZone: string, restMs: number): Date | undefined {
  const key = `${timeZone} ${day.year} ${day.month} ${day.day} ${hour}`
  let at = hours.get(key)
  if (at === undefined) {
    at = momentOf({ ...day, hour, minute: 0 }, timeZone).getTime()
    if (hours.size > 2_000) hours.clear()
    hours.set(key, at)
  }
  return valid(at + minute * 60_000 + restMs)
}

/** Whether 03/05 is the third of May, from dates where only one order makes sense; `otherwise` when none tells. */
export function guessDayFirst(dates: readonly string[], otherwise: boolean): boolean {
  for (const text of dates) {
    const [, a, b] = yearLast.exec(text.trim()) ?? []
    if (num(a) > 12 && num(b) <= 12) return true
    if (num(b) > 12 && num(a) <= 12) return false
  }
  return otherwise
}
