import type { Lot } from './lot.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** When people talk, by the hour of the day. */
const byHour = [2, 1, 0.5, 0.3, 0.4, 1, 3, 6, 9, 9, 8, 7, 6, 6, 6, 6, 7, 7, 7, 6, 6, 6, 5, 3]
/** Monday first. */
const byWeekday = [1.14, 1.05, 1, 1, 1.06, 0.92, 0.74]
/** When somebody is there to answer, in hours; by weekday, Monday first. */
const open: readonly (readonly [number, number])[] = [
  [8.5, 20],
  [8.5, 20],
  [8.5, 20],
  [8.5, 20],
  [8.5, 19],
  [9.5, 14],
  [10, 13],
]

/** The days of the story, by the clock of its town: day 0 begins at midnight. */
export interface Calendar {
  weekday(day: number): number
  /** The moment of an hour of a day. */
  at(day: number, hours: number): number
  dayOf(moment: number): number
  /** The first moment not before this one when somebody is at work. */
  atWork(moment: number): number
  /** How much is talked on a day, 1 as usual. */
  busyness(day: number): number
  /** A moment of the day when people talk. */
  someMoment(day: number, lot: Lot): number
}

/** `start`: midnight of day 0, in UTC; a night's change of the clock is not told of. */
export function calendarFrom(start: Date): Calendar {
  const first = (start.getUTCDay() + (start.getUTCHours() >= 12 ? 1 : 0) + 6) % 7
  const weekday = (of: number) => (((first + of) % 7) + 7) % 7
  const at = (of: number, hours: number) => start.getTime() + of * day + hours * hour
  const dayOf = (moment: number) => Math.floor((moment - start.getTime()) / day)
  return {
    weekday,
    at,
    dayOf,
    atWork(moment) {
      for (let of = dayOf(moment); ; of += 1) {
        const [from = 9, until = 14] = open[weekday(of)] ?? []
        if (moment <= at(of, from)) return at(of, from)
        if (moment < at(of, until)) return moment
      }
    },
    busyness: (of) => byWeekday[weekday(of)] ?? 1,
    someMoment: (of, lot) =>
      at(
        of,
        lot.weighted(
          byHour.map((weight, hours) => ({ weight, hours })),
          (it) => it.weight,
        ).hours + lot(),
      ),
  }
}
