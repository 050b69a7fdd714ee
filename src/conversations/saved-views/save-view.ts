import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import type { Place } from '../place.ts'
import { conditionsOf, findSavedView, mostViews, type Onlooker, refuseOthers, writtenWhose } from './saved-view.ts'

export const longestName = 60

/** What is given of a view; what is left out stays. */
export interface GivenView {
  name?: string | undefined
  /** `mine`, `everybody` or `team:ID`. */
  whose?: string | undefined
  place?: Place | undefined
}

export const whoseGiven = z
  .string()
  .regex(/^(mine|everybody|team:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/)

/** Keeps what a list is narrowed to under a name, the last of its kind. */
export async function saveView(
  tx: Tx,
  given: GivenView & { name: string; place: Place },
  by: Onlooker,
): Promise<string> {
  const owner = await ownerOf(tx, given.whose ?? 'mine', by)
  const id = newId()
  const row = { id, name: tidy(given.name), conditions: JSON.stringify(conditionsOf(given.place)), ...owner }
  const position = await lastPosition(tx, owner)
  await tx
    .insertInto('saved_views')
    .values({ ...row, position, created_by: by.id })
    .execute()
  await record(tx, 'saved-view.saved', { by, data: { view: id } })
  return id
}

/** Gives it another name, other conditions, or to others. */
export async function changeView(tx: Tx, id: string, given: GivenView, by: Onlooker): Promise<void> {
  const view = await findSavedView(tx, id, by)
  refuseOthers(by, view)
  const moves = given.whose !== undefined && given.whose !== writtenWhose(view.whose)
  const owner = moves ? await ownerOf(tx, given.whose ?? 'mine', by) : undefined
  const changed = {
    ...(given.name === undefined ? {} : { name: tidy(given.name) }),
    ...(given.place ? { conditions: JSON.stringify(conditionsOf(given.place)) } : {}),
    ...(owner ? { ...owner, position: await lastPosition(tx, owner) } : {}),
  }
  if (Object.keys(changed).length === 0) return
  await tx.updateTable('saved_views').set(changed).where('id', '=', id).execute()
  await record(tx, 'saved-view.changed', { by, data: { view: id } })
}

/** Takes it out of everybody's list. What it was is kept. */
export async function removeView(tx: Tx, id: string, by: Onlooker): Promise<void> {
  refuseOthers(by, await findSavedView(tx, id, by))
  const removed = await tx
    .insertInto('saved_view_removals')
    .values({ view_id: id, removed_by: by.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('view_id')
    .executeTakeFirst()
  if (removed) await record(tx, 'saved-view.removed', { by, data: { view: id } })
}

/** Brings it back where it was. */
export async function restoreView(tx: Tx, id: string, by: Onlooker): Promise<void> {
  refuseOthers(by, await findSavedView(tx, id, by))
  const { numDeletedRows } = await tx.deleteFrom('saved_view_removals').where('view_id', '=', id).executeTakeFirst()
  if (numDeletedRows > 0n) await record(tx, 'saved-view.restored', { by, data: { view: id } })
}

/** Changes places with the one before it, or after it, of its kind. At the end nothing changes. */
export async function moveView(tx: Tx, id: string, to: 'up' | 'down', by: Onlooker): Promise<void> {
  refuseOthers(by, await findSavedView(tx, id, by))
  const { rows } = await sql<{ id: string }>`
    select v.id from saved_views v join saved_views it on it.id = ${id}
    where v.user_id is not distinct from it.user_id and v.team_id is not distinct from it.team_id
      and not exists (select from saved_view_removals r where r.view_id = v.id)
    order by v.position, v.id for update of v`.execute(tx)
  const ids = rows.map((row) => row.id)
  const at = ids.indexOf(id)
  const other = ids[to === 'up' ? at - 1 : at + 1]
  if (at < 0 || other === undefined) return
  const ordered = ids.map((one) => (one === id ? other : one === other ? id : one))
  await sql`update saved_views v set position = o.at from unnest(${ordered}::uuid[]) with ordinality as o (id, at)
    where v.id = o.id`.execute(tx)
  await record(tx, 'saved-view.moved', { by, data: { view: id } })
}

type Owner = { user_id: string | null; team_id: string | null }

/** One shares with one's own teams, or with everybody; whoever leads with any team. */
async function ownerOf(tx: Tx, whose: string, by: Onlooker): Promise<Owner> {
  if (whose === 'mine') return { user_id: by.id, team_id: null }
  if (whose === 'everybody') return { user_id: null, team_id: null }
  const teamId = whose.slice('team:'.length)
  const mine = by.teamIds.includes(teamId) || by.can.has('settings')
  const team = mine ? await tx.selectFrom('teams').select('id').where('id', '=', teamId).executeTakeFirst() : undefined
  if (!team) throw wrong('whose', 'conversations.view-whose-wrong')
  return { user_id: null, team_id: team.id }
}

async function lastPosition(tx: Tx, { user_id, team_id }: Owner): Promise<number> {
  const { rows } = await sql<{ count: number; last: number }>`
    select count(*)::int as count, coalesce(max(position), 0) as last from saved_views v
    where user_id is not distinct from ${user_id}::uuid and team_id is not distinct from ${team_id}::uuid
      and not exists (select from saved_view_removals r where r.view_id = v.id)`.execute(tx)
  const { count = 0, last = 0 } = rows[0] ?? {}
  if (count >= mostViews) throw wrong('name', 'conversations.views-many', { max: mostViews })
  return last + 1
}

function tidy(name: string): string {
  const tidied = cleanText(name).replace(/\s+/gu, ' ').trim()
  if (tidied === '' || tidied.length > longestName)
    throw wrong('name', 'conversations.view-name-wrong', { max: longestName })
  return tidied
}

function wrong(field: string, key: string, params?: Record<string, number>): Refusal {
  const said = words(key, params)
  return new Refusal(422, said, { fields: { [field]: said } })
}
