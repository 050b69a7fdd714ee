import type { Db, Tx } from '../../core/database.ts'
import { usualWeek, type WorkingHours } from '../working-time/calendar.ts'
import { findCalendars } from '../working-time/find-calendars.ts'

/** In whose working time somebody's promises are reckoned: their own calendar's, else the first of the house, else weekdays. */
export async function hoursFor(db: Db | Tx, user: { id: string; timeZone: string }): Promise<WorkingHours> {
  const [calendars, own] = await Promise.all([
    findCalendars(db),
    db.selectFrom('assignment_people').select('calendar_id').where('user_id', '=', user.id).executeTakeFirst(),
  ])
  const calendar = calendars.find(({ id }) => id === own?.calendar_id) ?? calendars[0]
  return calendar ?? { timeZone: user.timeZone, week: usualWeek, days: new Map() }
}
