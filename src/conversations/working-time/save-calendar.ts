import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { resettleSoon } from '../service-levels/resettle.ts'
import type { Span, WorkingHours } from './calendar.ts'
import type { StoredSpans } from './tables.ts'

export interface GivenCalendar extends Pick<WorkingHours, 'timeZone' | 'week'> {
  name: string
}

interface By {
  id: string
}

/** Makes a calendar. Refuses (422) a name that another has. */
export async function makeCalendar(tx: Tx, given: GivenCalendar, by: By): Promise<string> {
  await refuseTaken(tx, given.name)
  const id = newId()
  await tx
    .insertInto('calendars')
    .values({ id, ...rowOf(given, by), removed_at: null })
    .execute()
  await record(tx, 'calendar.made', { by, data: { calendar: id } })
  return id
}

/** Writes it anew, and brings it back if it was removed. What is due by it is reckoned again. */
export async function changeCalendar(tx: Tx, id: string, given: GivenCalendar, by: By): Promise<void> {
  await refuseTaken(tx, given.name, id)
  const changed = await tx
    .updateTable('calendars')
    .set({ ...rowOf(given, by), changed_at: new Date(), removed_at: null })
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw notFound()
  await record(tx, 'calendar.changed', { by, data: { calendar: id } })
  await resettleSoon(tx)
}

/** Nobody chooses it any more. Refuses (409) while a service level counts by it or somebody works by it. */
export async function removeCalendar(tx: Tx, id: string, by: By): Promise<void> {
  const { rows } = await sql`
    select from service_levels where calendar_id = ${id} and removed_at is null
    union all select from assignment_people where calendar_id = ${id} limit 1`.execute(tx)
  if (rows.length > 0) throw new Refusal(409, words('conversations.calendar-in-use'))
  const { rows: removed } = await sql`
    update calendars set removed_at = now(), changed_by = ${by.id} where id = ${id} and removed_at is null
    returning id`.execute(tx)
  if (removed.length === 0) throw notFound()
  await record(tx, 'calendar.removed', { by, data: { calendar: id } })
}

/** Brings it back with its name, unless another has that by now (422). */
export async function restoreCalendar(tx: Tx, id: string, by: By): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from calendars where id = ${id} for update`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  await refuseTaken(tx, row.name, id)
  await sql`update calendars set removed_at = null, changed_by = ${by.id} where id = ${id}`.execute(tx)
  await record(tx, 'calendar.changed', { by, data: { calendar: id } })
}

const mostDays = 400

/** Says how a day is: a holiday, or with hours of its own. The same day again is written anew. */
export async function writeDay(
  tx: Tx,
  id: string,
  { day, name, hours }: { day: string; name: string | null; hours: readonly Span[] },
  by: By,
): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*)::int from calendar_days where calendar_id = k.id and day <> ${day}) as count
    from calendars k where k.id = ${id} for update`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  if (row.count >= mostDays) throw wrong('day', 'conversations.calendar-days-many', { max: mostDays })
  const written = { name, hours: JSON.stringify(pairs(hours)), written_by: by.id, written_at: new Date() }
  await tx
    .insertInto('calendar_days')
    .values({ calendar_id: id, day, ...written })
    .onConflict((conflict) => conflict.columns(['calendar_id', 'day']).doUpdateSet(written))
    .execute()
  await record(tx, 'calendar.day-written', { by, data: { calendar: id, day } })
  await resettleSoon(tx)
}

/** The day is like any other again. */
export async function forgetDay(tx: Tx, id: string, day: string, by: By) {
  const gone = await tx
    .deleteFrom('calendar_days')
    .where('calendar_id', '=', id)
    .where('day', '=', day)
    .returning(['day', 'name', 'hours'])
    .executeTakeFirst()
  if (!gone) throw notFound()
  await record(tx, 'calendar.day-forgotten', { by, data: { calendar: id, day } })
  await resettleSoon(tx)
  return gone
}

const rowOf = ({ name, timeZone, week }: GivenCalendar, by: By) => ({
  name,
  time_zone: timeZone,
  week: JSON.stringify(week.map(pairs)),
  changed_by: by.id,
})

const pairs = (spans: readonly Span[]): StoredSpans => spans.map(({ from, to }) => [from, to])

async function refuseTaken(tx: Tx, name: string, except?: string): Promise<void> {
  const { rows } = await sql`
    select from calendars where lower(name) = lower(${name}) and removed_at is null and id <> ${except ?? newId()}`.execute(
    tx,
  )
  if (rows.length > 0) throw wrong('name', 'conversations.calendar-name-taken')
}

function wrong(field: string, key: string, params?: Record<string, number>): Refusal {
  const said = words(key, params)
  return new Refusal(422, said, { fields: { [field]: said } })
}
