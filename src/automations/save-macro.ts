import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { forbidden, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { findMacro, type GivenMacro, mayChange, mostMacros, type Onlooker } from './macro.ts'

/** Keeps deeds under a name: somebody's own, a team's, or everybody's. */
export async function makeMacro(tx: Tx, given: GivenMacro, by: Onlooker): Promise<string> {
  const owner = await ownerOf(tx, given.whose, by)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from macros where removed_at is null
      and user_id is not distinct from ${owner.user_id} and team_id is not distinct from ${owner.team_id}`.execute(tx)
  const many = words('automations.macros-many', { max: mostMacros / 2 })
  if ((rows[0]?.count ?? 0) >= mostMacros / 2) throw new Refusal(422, many, { fields: { name: many } })
  const id = newId()
  await tx
    .insertInto('macros')
    .values({ id, name: given.name, deeds: JSON.stringify(given.deeds), ...owner, made_by: by.id })
    .execute()
  await record(tx, 'macro.made', { by, data: { macro: id } })
  return id
}

/** Writes it anew. What it did stays. */
export async function changeMacro(tx: Tx, id: string, given: GivenMacro, by: Onlooker): Promise<void> {
  const macro = await theirs(tx, id, by)
  // What is a colleague's own stays theirs; only what changes hands is asked for.
  const owner = given.whose === macro.whose ? {} : await ownerOf(tx, given.whose, by)
  await tx
    .updateTable('macros')
    .set({ name: given.name, deeds: JSON.stringify(given.deeds), ...owner, changed_at: new Date() })
    .where('id', '=', id)
    .execute()
  await record(tx, 'macro.changed', { by, data: { macro: id } })
}

export async function removeMacro(tx: Tx, id: string, by: Onlooker): Promise<void> {
  const macro = await theirs(tx, id, by)
  if (macro.removedAt) return
  await sql`update macros set removed_at = now() where id = ${id}`.execute(tx)
  await record(tx, 'macro.removed', { by, data: { macro: id } })
}

export async function restoreMacro(tx: Tx, id: string, by: Onlooker): Promise<void> {
  const macro = await theirs(tx, id, by)
  if (!macro.removedAt) return
  await sql`update macros set removed_at = null where id = ${id}`.execute(tx)
  await record(tx, 'macro.restored', { by, data: { macro: id } })
}

async function theirs(tx: Tx, id: string, by: Onlooker) {
  const macro = await findMacro(tx, id, by)
  if (!mayChange(by, macro)) throw forbidden()
  return macro
}

/** A team of theirs, or any for those who may change settings. Refuses (422) one that is none. */
async function ownerOf(tx: Tx, whose: string, by: Onlooker) {
  if (whose === 'mine') return { user_id: by.id, team_id: null }
  if (whose === 'everybody') return { user_id: null, team_id: null }
  const id = whose.slice('team:'.length)
  const team = await tx.selectFrom('teams').select('id').where('id', '=', id).executeTakeFirst()
  const wrong = words('automations.whose-wrong')
  if (!team || !(by.teamIds.includes(id) || by.can.has('settings')))
    throw new Refusal(422, wrong, { fields: { whose: wrong } })
  return { user_id: null, team_id: id }
}
