import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { bringBack, changePlaces, nextPlace, putAway } from '../../core/in-order.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { giveOutSoon } from './await.ts'
import type { GivenRule } from './rule.ts'

interface By {
  id: string
}

const mostRules = 50

/** Makes a rule: the last in order. */
export async function makeRule(tx: Tx, given: GivenRule, by: By): Promise<string> {
  const { count, position } = await nextPlace(tx, 'assignment_rules')
  if (count >= mostRules) throw wrong('name', 'conversations.assignment-many', { max: mostRules })
  await refuseWrong(tx, given, [])
  const id = newId()
  await tx
    .insertInto('assignment_rules')
    .values({ id, position, ...rowOf(given, by), removed_at: null })
    .execute()
  await name(tx, id, given.user_ids)
  await tell(tx, 'assignment-rule.made', id, by)
  return id
}

/** Writes it anew. What was given by it stays where it is. */
export async function changeRule(tx: Tx, id: string, given: GivenRule, by: By): Promise<void> {
  const { rows: before } = await sql<{ user_id: string }>`
    select user_id from assignment_rule_people where rule_id = ${id}`.execute(tx)
  await refuseWrong(
    tx,
    given,
    before.map((row) => row.user_id),
  )
  const changed = await tx
    .updateTable('assignment_rules')
    .set({ ...rowOf(given, by), changed_at: new Date() })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw notFound()
  await sql`delete from assignment_rule_people where rule_id = ${id}`.execute(tx)
  await name(tx, id, given.user_ids)
  await tell(tx, 'assignment-rule.changed', id, by)
}

/** It gives nothing any more. What waited for its people is looked at again. */
export async function removeRule(tx: Tx, id: string, by: By): Promise<void> {
  await putAway(tx, 'assignment_rules', id, by)
  await tell(tx, 'assignment-rule.removed', id, by)
}

/** Brings it back to where it was. */
export async function restoreRule(tx: Tx, id: string, by: By): Promise<void> {
  await bringBack(tx, 'assignment_rules', id, by)
  await tell(tx, 'assignment-rule.restored', id, by)
}

/** Puts it before the one above it, or after the one below: the first that fits holds. At the end nothing changes. */
export async function moveRule(tx: Tx, id: string, to: 'up' | 'down', by: By): Promise<void> {
  if (await changePlaces(tx, 'assignment_rules', id, to)) await tell(tx, 'assignment-rule.moved', id, by)
}

/** What waited by the rules as they were is given by those that hold now. */
async function tell(tx: Tx, kind: string, id: string, by: By): Promise<void> {
  await record(tx, kind, { by, data: { rule: id } })
  await lookAgain(tx)
}

/** In the job: whoever writes what waits in another order would wait for those who give, and they for them. */
export const lookAgain = (tx: Tx): Promise<void> => giveOutSoon(tx, { anew: true })

const rowOf = (given: GivenRule, by: By) => ({
  name: given.name,
  is_on: given.is_on,
  conditions: JSON.stringify(given.conditions),
  team_id: given.team_id,
  how: given.how,
  skills: given.skills,
  without_skill: given.without_skill,
  changed_by: by.id,
})

const name = (tx: Tx, id: string, userIds: readonly string[]) =>
  sql`insert into assignment_rule_people (rule_id, user_id)
    select ${id}, user_id from unnest(${[...userIds]}::uuid[]) as user_id on conflict do nothing`.execute(tx)

/** A team that is not there, somebody who is not here or only looks. Whom it named before may have left since. */
async function refuseWrong(tx: Tx, given: GivenRule, before: readonly string[]): Promise<void> {
  if (given.team_id !== null) {
    const { rows } = await sql`select from teams where id = ${given.team_id}`.execute(tx)
    if (rows.length === 0) throw wrong('team_id', 'conversations.assignment-team-wrong')
  }
  const added = given.user_ids.filter((id) => !before.includes(id))
  const { rows } = await sql`select from users where id = any(${added}::uuid[]) and deactivated_at is null
    and role <> 'observer'`.execute(tx)
  if (rows.length < new Set(added).size) throw wrong('user_ids', 'conversations.assignment-people-wrong')
}

function wrong(field: string, key: string, params?: Record<string, number>): Refusal {
  const said = words(key, params)
  return new Refusal(422, said, { fields: { [field]: said } })
}
