import { momentOf, wallTime } from '../lib/wall-clock.ts'

/** The moments that are offered; any other can be chosen. */
export const snoozeChoices = ['later', 'tomorrow', 'week'] as const
export type SnoozeChoice = (typeof snoozeChoices)[number]

const morning = 9
const laterHours = 3

/** Later today, tomorrow morning, or Monday morning, by the clock of whoever chooses. */
export function snoozeUntil(choice: SnoozeChoice, now: Date, timeZone: string): Date {
  if (choice === 'later') return new Date(Math.ceil(now.getTime() / 60_000) * 60_000 + laterHours * 3_600_000)
  const { year, month, day, weekday } = wallTime(now, timeZone)
  const days = choice === 'tomorrow' ? 1 : (8 - weekday) % 7 || 7
  return momentOf({ year, month, day: day + days, hour: morning, minute: 0 }, timeZone)
}

/** The choices with their moments, each moment once: on a Sunday, next week begins tomorrow. */
export function snoozeMoments(now: Date, timeZone: string): { choice: SnoozeChoice; until: Date }[] {
  const all = snoozeChoices.map((choice) => ({ choice, until: snoozeUntil(choice, now, timeZone) }))
  return all.filter(({ until }, at) => all.findIndex((one) => one.until.getTime() === until.getTime()) === at)
}

const local = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/

/** What a form or a program says: one of the choices, a moment with its offset, or what the viewer's clock shows. */
export function readMoment(text: string, now: Date, timeZone: string): Date | undefined {
  const choice = snoozeChoices.find((one) => one === text)
  if (choice) return snoozeUntil(choice, now, timeZone)
  const [, ...shown] = local.exec(text) ?? []
  if (shown.length > 0) {
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = shown.map(Number)
    return momentOf({ year, month, day, hour, minute }, timeZone)
  }
  const moment = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? new Date(text) : undefined
  return moment && !Number.isNaN(moment.getTime()) ? moment : undefined
}
