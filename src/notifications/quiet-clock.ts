import { workingClock } from '../conversations/index.ts'

/** When somebody wants quiet: days of the week, Sunday is 0, and minutes of the day as their clock has them. */
export interface Quiet {
  /** It begins on these days. */
  days: readonly number[]
  from: number
  /** Before `from`: of the day after. */
  until: number
  /** Quiet from midnight to midnight. */
  wholeDays: readonly number[]
}

const dayMinutes = 1440
const weekMinutes = 7 * dayMinutes

/**
 * Until when it is quiet at a moment; undefined when it is not. What their clock shows decides, also in the nights in which
 * clocks are changed. Infinity: nobody could ever tell them anything.
 */
export function quietUntil(quiet: Quiet, timeZone: string, at: Date): number | undefined {
  const clock = workingClock({ timeZone, week: loudWeek(quiet), days: new Map() })
  const first = clock.addWorking(at, 1)
  if (!first) return Number.POSITIVE_INFINITY
  const end = first.getTime() - 1
  return end > at.getTime() ? end : undefined
}

/** Whether any moment of the week is left in which they can be told something. */
export const isEverLoud = (quiet: Quiet): boolean => quietMinutes(quiet).includes(0)

/** The rest of the week, as hours that are worked. */
function loudWeek(quiet: Quiet): { from: number; to: number }[][] {
  const minutes = quietMinutes(quiet)
  return [0, 1, 2, 3, 4, 5, 6].map((day) => loudSpans(minutes.subarray(day * dayMinutes, (day + 1) * dayMinutes)))
}

function loudSpans(minutes: Uint8Array): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = []
  for (let from = minutes.indexOf(0); from >= 0; ) {
    const quietAgain = minutes.indexOf(1, from)
    const to = quietAgain < 0 ? dayMinutes : quietAgain
    spans.push({ from, to })
    from = quietAgain < 0 ? -1 : minutes.indexOf(0, quietAgain)
  }
  return spans
}

function quietMinutes({ days, from, until, wholeDays }: Quiet): Uint8Array {
  const minutes = new Uint8Array(weekMinutes)
  for (const day of wholeDays) minutes.fill(1, day * dayMinutes, (day + 1) * dayMinutes)
  const length = until > from ? until - from : until - from + dayMinutes
  for (const day of days)
    for (let minute = 0; minute < length; minute++) minutes[(day * dayMinutes + from + minute) % weekMinutes] = 1
  return minutes
}
