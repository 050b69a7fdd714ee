import { momentOf, wallTime } from '../lib/wall-clock.ts'

/** How soon a letter tells of a line: by itself, or with all others of an hour or a day. */
export const paces = ['at-once', 'hourly', 'daily'] as const
export type Pace = (typeof paces)[number]

/** When somebody has the letter of a day, by their own clock. */
export interface Daily {
  timeZone: string
  /** Minutes from midnight. */
  at: number
  /** Not on Saturdays and Sundays. */
  workingDays: boolean
}

const hourMs = 3_600_000

/** When the next letter of an hour leaves: on the hour. */
export const nextHour = (now: Date): Date => new Date((Math.floor(now.getTime() / hourMs) + 1) * hourMs)

/** When the next letter of a day leaves. A time that a clock change skips is the one after it. */
export function nextDaily({ timeZone, at, workingDays }: Daily, now: Date): Date {
  const today = wallTime(now, timeZone)
  for (let ahead = 0; ; ahead++) {
    const isWeekend = (today.weekday + ahead) % 7 === 0 || (today.weekday + ahead) % 7 === 6
    if (workingDays && isWeekend) continue
    const wall = { ...today, day: today.day + ahead, hour: Math.floor(at / 60), minute: at % 60 }
    const moment = momentOf(wall, timeZone)
    if (moment > now) return moment
  }
}
