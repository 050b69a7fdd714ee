import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { notFound, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { bringBack, changePlaces, nextPlace, putAway } from '../core/in-order.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { findAutomation, type GivenAutomation } from './automation.ts'

interface By {
  id: string
}

const mostAutomations = 100

/** Keeps a new one, the last in order and switched off. */
export async function makeAutomation(tx: Tx, given: GivenAutomation, by: By): Promise<string> {
  const { count, position } = await nextPlace(tx, 'automations')
  const many = words('automations.many', { max: mostAutomations })
  if (count >= mostAutomations) throw new Refusal(422, many, { fields: { name: many } })
  const id = newId()
  await tx
    .insertInto('automations')
    .values({ id, position, ...rowOf(given, by) })
    .execute()
  await record(tx, 'automation.made', { by, data: { rule: id } })
  return id
}

/** Writes it anew. What would act otherwise than before is switched off until somebody has looked at it again. */
export async function changeAutomation(tx: Tx, id: string, given: GivenAutomation, by: By): Promise<void> {
  const before = await lock(tx, id)
  const row = rowOf(given, by)
  const isOther =
    row.trigger !== JSON.stringify(before.trigger) ||
    row.conditions !== JSON.stringify(before.condition) ||
    row.deeds !== JSON.stringify(before.deeds)
  const anew = isOther ? { version: before.version + 1, on_since: null } : {}
  await tx
    .updateTable('automations')
    .set({ ...row, ...anew, changed_at: new Date() })
    .where('id', '=', id)
    .execute()
  if (isOther) await forgetPause(tx, id)
  await record(tx, 'automation.changed', { by, data: { rule: id } })
}

/** It answers what happens from now on. Refuses (409) what nobody has looked at as it is. */
export async function switchOn(tx: Tx, id: string, by: By): Promise<void> {
  const automation = await lock(tx, id)
  const { rows } = await sql`select from automation_rehearsals where automation_id = ${id}
    and version = ${automation.version} and ended_at is not null limit 1`.execute(tx)
  if (rows.length === 0) throw new Refusal(409, words('automations.look-first', { name: automation.name }))
  await sql`update automations set on_since = now(), changed_by = ${by.id} where id = ${id}`.execute(tx)
  await forgetPause(tx, id)
  await record(tx, 'automation.switched-on', { by, data: { rule: id } })
}

/** It answers nothing any more, also not what has happened already. */
export async function switchOff(tx: Tx, id: string, by: By): Promise<void> {
  const { onSince } = await lock(tx, id)
  if (!onSince) return
  await sql`update automations set on_since = null, changed_by = ${by.id} where id = ${id}`.execute(tx)
  await forgetPause(tx, id)
  await record(tx, 'automation.switched-off', { by, data: { rule: id } })
}

/** It is gone from the list, and switched off; what it did stays. */
export async function removeAutomation(tx: Tx, id: string, by: By): Promise<void> {
  await putAway(tx, 'automations', id, by)
  await sql`update automations set on_since = null where id = ${id}`.execute(tx)
  await record(tx, 'automation.removed', { by, data: { rule: id } })
}

/** Back where it was, switched off. */
export async function restoreAutomation(tx: Tx, id: string, by: By): Promise<void> {
  await bringBack(tx, 'automations', id, by)
  await record(tx, 'automation.restored', { by, data: { rule: id } })
}

/** Changes places with the one above it, or below: they act in their order. At the end nothing changes. */
export async function moveAutomation(tx: Tx, id: string, to: 'up' | 'down', by: By): Promise<void> {
  if (await changePlaces(tx, 'automations', id, to)) await record(tx, 'automation.moved', { by, data: { rule: id } })
}

async function lock(tx: Tx, id: string) {
  await sql`select from automations where id = ${id} and removed_at is null for update`.execute(tx)
  const automation = await findAutomation(tx, id)
  if (automation.removedAt) throw notFound()
  return automation
}

const forgetPause = (tx: Tx, id: string) => sql`delete from automation_pauses where automation_id = ${id}`.execute(tx)

const rowOf = (given: GivenAutomation, by: By) => ({
  name: given.name,
  trigger: JSON.stringify(given.when),
  conditions: JSON.stringify(given.if),
  deeds: JSON.stringify(given.deeds),
  changed_by: by.id,
})
