import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { bringBack, changePlaces, nextPlace, putAway } from '../../core/in-order.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import type { GivenApprovalRule } from './rule.ts'

interface By {
  id: string
}

const mostRules = 50

/** Makes a rule: the last in order. It holds for what is sent from now on. */
export async function makeRule(tx: Tx, given: GivenApprovalRule, by: By): Promise<string> {
  const { count, position } = await nextPlace(tx, 'approval_rules')
  if (count >= mostRules) throw wrong('name', 'conversations.assignment-many', { max: mostRules })
  await refuseWrong(tx, given, [])
  const id = newId()
  await tx
    .insertInto('approval_rules')
    .values({ id, position, ...rowOf(given, by), removed_at: null })
    .execute()
  await name(tx, id, given.user_ids)
  await tell(tx, 'approval-rule.made', id, by)
  return id
}

/** Writes it anew. What waits by it goes on waiting, for whoever may approve now. */
export async function changeRule(tx: Tx, id: string, given: GivenApprovalRule, by: By): Promise<void> {
  const { rows: before } = await sql<{ user_id: string }>`
    select user_id from approval_rule_people where rule_id = ${id}`.execute(tx)
  await refuseWrong(
    tx,
    given,
    before.map((row) => row.user_id),
  )
  const changed = await tx
    .updateTable('approval_rules')
    .set({ ...rowOf(given, by), changed_at: new Date() })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw notFound()
  await sql`delete from approval_rule_people where rule_id = ${id}`.execute(tx)
  await name(tx, id, given.user_ids)
  await tell(tx, 'approval-rule.changed', id, by)
}

/** It holds nothing more. What waits by it still waits: nothing leaves by itself. */
export async function removeRule(tx: Tx, id: string, by: By): Promise<void> {
  await putAway(tx, 'approval_rules', id, by)
  await tell(tx, 'approval-rule.removed', id, by)
}

/** Brings it back to where it was. */
export async function restoreRule(tx: Tx, id: string, by: By): Promise<void> {
  await bringBack(tx, 'approval_rules', id, by)
  await tell(tx, 'approval-rule.restored', id, by)
}

/** Of several that fit, the first asks first. At the end nothing changes. */
export async function moveRule(tx: Tx, id: string, to: 'up' | 'down', by: By): Promise<void> {
  if (await changePlaces(tx, 'approval_rules', id, to)) await tell(tx, 'approval-rule.moved', id, by)
}

const tell = (tx: Tx, kind: string, id: string, by: By) => record(tx, kind, { by, data: { rule: id } })

const rowOf = (given: GivenApprovalRule, by: By) => ({
  name: given.name,
  is_on: given.is_on,
  trainees: given.trainees,
  writer_teams: given.writer_team_ids,
  visibility: given.visibility,
  words: given.words,
  topics: given.topic_ids,
  conditions: JSON.stringify(given.conditions),
  team_id: given.team_id,
  changed_by: by.id,
})

const name = (tx: Tx, id: string, userIds: readonly string[]) =>
  sql`insert into approval_rule_people (rule_id, user_id)
    select ${id}, user_id from unnest(${[...userIds]}::uuid[]) as user_id on conflict do nothing`.execute(tx)

/** A team that is not there, somebody who is not here or only looks. Whom it named before may have left since. */
async function refuseWrong(tx: Tx, given: GivenApprovalRule, before: readonly string[]): Promise<void> {
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
