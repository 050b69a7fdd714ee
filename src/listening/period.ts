import { momentOf, wallTime } from '../lib/wall-clock.ts'

/** Whole days by the clock of whoever looks, the last of them today. */
export interface Period {
  days: number
  timeZone: string
  since: Date
  /** The end of the last day: a moment that is still to come. */
  until: Date
}

export const periods = [7, 30, 90] as const

/** The last so many days, today included. */
export function periodOf(days: number, now: Date, timeZone: string): Period {
  const { year, month, day } = wallTime(now, timeZone)
  const at = (offset: number) => momentOf({ year, month, day: day + offset, hour: 0, minute: 0 }, timeZone)
  return { days, timeZone, since: at(1 - days), until: at(1) }
}

/** The names of its days, `2026-05-31`, in order. */
export function daysOf({ days, timeZone, since }: Period): string[] {
  const { year, month, day } = wallTime(since, timeZone)
  return Array.from({ length: days }, (_, at) =>
    new Date(Date.UTC(year, month - 1, day + at)).toISOString().slice(0, 10),
  )
}

/** Where a day begins and ends by that clock. Undefined for what is no day. */
export function dayBounds(name: string, timeZone: string): { since: Date; until: Date } | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(name) ?? []
  if (!year || Number.isNaN(Date.parse(name))) return undefined
  const wall = { year: Number(year), month: Number(month), hour: 0, minute: 0 }
  return {
    since: momentOf({ ...wall, day: Number(day) }, timeZone),
    until: momentOf({ ...wall, day: Number(day) + 1 }, timeZone),
  }
}
