import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { type RuleVerbs, ruleVerbs, wrong } from '../../core/rules-in-order.ts'
import { words } from '../../lib/words.ts'
import type { GivenLevel } from './level.ts'
import { resettleSoon } from './resettle.ts'

/** The first that fits holds. What is open is reckoned again; how one was kept that is removed is remembered. */
export const serviceLevels: RuleVerbs<GivenLevel> = ruleVerbs({
  table: 'service_levels',
  event: 'service-level',
  idAs: 'level',
  most: 50,
  tooMany: 'conversations.levels-many',
  rowOf: (given, by) => ({
    name: given.name,
    calendar_id: given.calendar_id,
    conditions: JSON.stringify(given.conditions),
    first_answer: given.first_answer,
    next_answer: given.next_answer,
    resolution: given.resolution,
    warn_before: given.warn_before,
    steps: JSON.stringify(given.steps.toSorted((a, b) => a.after_minutes - b.after_minutes)),
    changed_by: by.id,
  }),
  refuseWrong,
  refuseBack,
  afterwards: resettleSoon,
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

/** Its calendar was removed meanwhile (409). */
async function refuseBack(tx: Tx, id: string): Promise<void> {
  const { rows } = await sql<{ is_whole: boolean }>`
    select not exists (select from calendars k where k.id = l.calendar_id and k.removed_at is not null) as is_whole
    from service_levels l where l.id = ${id} for update`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  if (!row.is_whole) throw new Refusal(409, words('conversations.level-calendar-wrong'))
}
