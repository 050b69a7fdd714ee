import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { bringBack, changePlaces, nextPlace, putAway } from '../../core/in-order.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import type { GivenLevel } from './level.ts'
import { resettleSoon } from './resettle.ts'

interface By {
  id: string
}

const mostLevels = 50

/** Makes a rule: the last in order. What is open is reckoned again. */
export async function makeLevel(tx: Tx, given: GivenLevel, by: By): Promise<string> {
  const { count, position } = await nextPlace(tx, 'service_levels')
  if (count >= mostLevels) throw wrong('name', 'conversations.levels-many', { max: mostLevels })
  await refuseWrong(tx, given)
  const id = newId()
  await tx
    .insertInto('service_levels')
    .values({ id, position, ...rowOf(given, by), removed_at: null })
    .execute()
  await tell(tx, 'service-level.made', id, by)
  return id
}

/** Writes it anew. */
export async function changeLevel(tx: Tx, id: string, given: GivenLevel, by: By): Promise<void> {
  await refuseWrong(tx, given)
  const changed = await tx
    .updateTable('service_levels')
    .set({ ...rowOf(given, by), changed_at: new Date() })
    .where('id', '=', id)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw notFound()
  await tell(tx, 'service-level.changed', id, by)
}

/** It holds for nobody any more; how it was kept is remembered. */
export async function removeLevel(tx: Tx, id: string, by: By): Promise<void> {
  await putAway(tx, 'service_levels', id, by)
  await tell(tx, 'service-level.removed', id, by)
}

/** Brings it back to where it was. Refuses (409) when its calendar was removed meanwhile. */
export async function restoreLevel(tx: Tx, id: string, by: By): Promise<void> {
  const { rows } = await sql<{ is_whole: boolean }>`
    select not exists (select from calendars k where k.id = l.calendar_id and k.removed_at is not null) as is_whole
    from service_levels l where l.id = ${id} for update`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  if (!row.is_whole) throw new Refusal(409, words('conversations.level-calendar-wrong'))
  await bringBack(tx, 'service_levels', id, by)
  await tell(tx, 'service-level.restored', id, by)
}

/** Puts it before the one above it, or after the one below: the first that fits holds. At the end nothing changes. */
export async function moveLevel(tx: Tx, id: string, to: 'up' | 'down', by: By): Promise<void> {
  if (await changePlaces(tx, 'service_levels', id, to)) await tell(tx, 'service-level.moved', id, by)
}

async function tell(tx: Tx, kind: string, id: string, by: By): Promise<void> {
  await record(tx, kind, { by, data: { level: id } })
  await resettleSoon(tx)
}

const rowOf = (given: GivenLevel, by: By) => ({
  name: given.name,
  calendar_id: given.calendar_id,
  conditions: JSON.stringify(given.conditions),
  first_answer: given.first_answer,
  next_answer: given.next_answer,
  resolution: given.resolution,
  warn_before: given.warn_before,
  steps: JSON.stringify(given.steps.toSorted((a, b) => a.after_minutes - b.after_minutes)),
  changed_by: by.id,
})

/** A calendar that is not there, a warning that would come before anybody asked, a step to somebody who is not here. */
async function refuseWrong(tx: Tx, given: GivenLevel): Promise<void> {
  const targets = [given.first_answer, given.next_answer, given.resolution].filter((minutes) => minutes !== null)
  if (given.warn_before !== null && given.warn_before >= Math.min(...targets))
    throw wrong('warn_before', 'conversations.level-warn-wrong')
  if (given.calendar_id !== null) {
    const { rows } = await sql`select from calendars where id = ${given.calendar_id} and removed_at is null`.execute(tx)
    if (rows.length === 0) throw wrong('calendar_id', 'conversations.level-calendar-wrong')
  }
  const named = given.steps.map(({ to }) => to.split(':')).flatMap(([, id]) => (id ? [id] : []))
  const { rows } = await sql<{ id: string }>`
    select id from teams where id = any(${named}::uuid[]) union all
    select id from users where id = any(${named}::uuid[]) and deactivated_at is null`.execute(tx)
  if (new Set(named).size > rows.length) throw wrong('steps', 'conversations.level-step-wrong')
}

function wrong(field: string, key: string, params?: Record<string, number>): Refusal {
  const said = words(key, params)
  return new Refusal(422, said, { fields: { [field]: said } })
}
