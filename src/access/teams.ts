import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'

export interface Team {
  id: string
  name: string
  memberIds: string[]
}

/** Every team by name, with its members. */
export async function listTeams(db: Db): Promise<Team[]> {
  const teams = await db.selectFrom('teams').select(['id', 'name']).orderBy('name').execute()
  const members = await db.selectFrom('team_members').select(['team_id', 'user_id']).execute()
  const byTeam = Map.groupBy(members, (member) => member.team_id)
  return teams.map((team) => ({ ...team, memberIds: (byTeam.get(team.id) ?? []).map((member) => member.user_id) }))
}

export async function createTeam(tx: Tx, name: string, by: { id: string }): Promise<{ id: string }> {
  await refuseTaken(tx, name)
  const id = newId()
  await tx.insertInto('teams').values({ id, name }).execute()
  await record(tx, 'team.created', { by, data: { team: id } })
  return { id }
}

export async function renameTeam(tx: Tx, id: string, name: string, by: { id: string }): Promise<void> {
  await refuseTaken(tx, name, id)
  const changed = await tx
    .updateTable('teams')
    .set({ name })
    .where('id', '=', id)
    .where('name', '<>', name)
    .executeTakeFirst()
  if (changed.numUpdatedRows > 0n) await record(tx, 'team.renamed', { by, data: { team: id } })
  else await lockTeam(tx, id)
}

/** Says who belongs to a team from now on. */
export async function setTeamMembers(tx: Tx, id: string, userIds: string[], by: { id: string }): Promise<void> {
  await lockTeam(tx, id)
  const before = await tx.selectFrom('team_members').select('user_id').where('team_id', '=', id).execute()
  const had = new Set(before.map((member) => member.user_id))
  const known = await tx
    .selectFrom('users')
    .select('id')
    .where('id', 'in', [id, ...userIds])
    .execute()
  const wanted = new Set(known.map((user) => user.id))
  const added = [...wanted].filter((user) => !had.has(user))
  const removed = [...had].filter((user) => !wanted.has(user))
  if (added.length > 0)
    await tx
      .insertInto('team_members')
      .values(added.map((user_id) => ({ team_id: id, user_id })))
      .execute()
  if (removed.length > 0)
    await tx.deleteFrom('team_members').where('team_id', '=', id).where('user_id', 'in', removed).execute()
  if (added.length + removed.length > 0)
    await record(tx, 'team.members-changed', { by, data: { team: id, added, removed } })
}

/** A team ends; its members stay, and what was assigned to it alone is assigned to nobody. */
export async function removeTeam(tx: Tx, id: string, by: { id: string }): Promise<void> {
  const { name } = await lockTeam(tx, id)
  await tx.deleteFrom('teams').where('id', '=', id).execute()
  // Nobody's name: a team is no person, and without it the audit could not say which one it was.
  await record(tx, 'team.removed', { by, data: { team: id, name } })
}

async function lockTeam(tx: Tx, id: string): Promise<{ name: string }> {
  const team = await tx.selectFrom('teams').select('name').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!team) throw new Refusal(404, words('access.team-unknown'))
  return team
}

async function refuseTaken(tx: Tx, name: string, except?: string): Promise<void> {
  const taken = await tx
    .selectFrom('teams')
    .select('id')
    .where((it) => it(it.fn('lower', ['name']), '=', name.toLowerCase()))
    .executeTakeFirst()
  if (!taken || taken.id === except) return
  throw new Refusal(409, words('access.team-name-taken'), { fields: { name: words('access.team-name-taken') } })
}
