import type { WorkingHours } from '../working-time/calendar.ts'
import { clockOf } from '../working-time/find-calendars.ts'

/** Nobody is asked at night, whoever works then. */
export const daytime = (timeZone: string): WorkingHours => ({
  timeZone,
  week: Array.from({ length: 7 }, () => [{ from: 9 * 60, to: 20 * 60 }]),
  days: new Map(),
})

/** The first moment, from one on, that is in these hours. In a calendar in which nobody works: that moment itself. */
export function momentToAsk(hours: WorkingHours, from: Date): Date {
  const after = clockOf(hours).addWorking(from, 1)
  if (!after) return from
  const at = new Date(after.getTime() - 1)
  return at > from ? at : from
}
