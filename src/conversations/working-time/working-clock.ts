import { hoursOf, type WorkingHours } from './calendar.ts'
import { stretchesOf } from './zone.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

/** Counts only the time that is worked. */
export interface WorkingClock {
  /** How much of the time between two moments is worked; nothing when the second is not later. */
  workingMs(from: Date, to: Date): number
  /**
   * The first moment by which so much has been worked since another. Undefined where ten years are not enough: a
   * calendar in which nobody works.
   */
  addWorking(from: Date, ms: number): Date | undefined
}

/** All time counts. */
export const aroundTheClock: WorkingClock = {
  workingMs: (from, to) => Math.max(0, to.getTime() - from.getTime()),
  addWorking: (from, ms) => new Date(from.getTime() + Math.max(0, ms)),
}

/**
 * A moment is worked when the clocks of the calendar's zone then show worked hours: an hour that the autumn repeats is
 * worked twice, one that the spring skips is not.
 */
export function workingClock(hours: WorkingHours): WorkingClock {
  const days = new Map<number, Day>()
  const dayOf = (utcDay: number): Day => {
    if (days.size > mostDays) days.clear()
    const day = days.get(utcDay) ?? workedOn(hours, utcDay)
    days.set(utcDay, day)
    return day
  }
  return {
    workingMs: (from, to) => between(dayOf, from.getTime(), to.getTime()),
    addWorking: (from, ms) => add(dayOf, from.getTime(), ms),
  }
}

const mostDays = 10_000

/** What of a day of UTC is worked: pieces of time in order, and their sum. */
interface Day {
  worked: readonly { from: number; to: number }[]
  sum: number
}

function workedOn(hours: WorkingHours, utcDay: number): Day {
  const worked = stretchesOf(hours.timeZone, utcDay).flatMap(({ from, to, offset }) => {
    const [first, last] = [Math.floor((from + offset) / dayMs), Math.floor((to - 1 + offset) / dayMs)]
    const shown = first === last ? [first] : [first, last]
    return shown.flatMap((day) =>
      hoursOf(hours, day)
        .map((span) => ({
          from: Math.max(from, day * dayMs + span.from * minuteMs - offset),
          to: Math.min(to, day * dayMs + span.to * minuteMs - offset),
        }))
        .filter((piece) => piece.to > piece.from),
    )
  })
  return { worked, sum: worked.reduce((sum, piece) => sum + piece.to - piece.from, 0) }
}

function between(dayOf: (utcDay: number) => Day, from: number, to: number): number {
  if (to <= from) return 0
  let sum = 0
  for (let day = Math.floor(from / dayMs); day * dayMs < to; day++) {
    const isWhole = day * dayMs >= from && (day + 1) * dayMs <= to
    sum += isWhole ? dayOf(day).sum : partOf(dayOf(day), from, to)
  }
  return sum
}

const partOf = ({ worked }: Day, from: number, to: number): number =>
  worked.reduce((sum, piece) => sum + Math.max(0, Math.min(to, piece.to) - Math.max(from, piece.from)), 0)

const longestDays = 3_660

function add(dayOf: (utcDay: number) => Day, from: number, ms: number): Date | undefined {
  if (ms <= 0) return new Date(from)
  let left = ms
  const first = Math.floor(from / dayMs)
  for (let day = first; day <= first + longestDays; day++) {
    const { worked, sum } = dayOf(day)
    if (day > first && sum < left) left -= sum
    else
      for (const piece of worked) {
        const begin = Math.max(from, piece.from)
        const length = piece.to - begin
        if (length >= left) return new Date(begin + left)
        left -= Math.max(0, length)
      }
  }
  return undefined
}
