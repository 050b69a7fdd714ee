import { sql } from 'kysely'
import { type Ability, abilitiesOf, roles } from '../access/index.ts'
import type { Tx } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'

/** What an event says as a list of ids. */
export const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** Everybody who may do this. */
export async function whoMay(tx: Tx, ability: Ability): Promise<string[]> {
  const rows = await present(tx, ability).select('id').execute()
  return rows.map(({ id }) => id)
}

/** Those of them who are still here. */
export async function whoIsHere(tx: Tx, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await present(tx, 'read').select('id').where('id', 'in', ids).execute()
  return rows.map(({ id }) => id)
}

/** Who of a team can take what it is given: those who only observe cannot. */
export async function whoAnswersIn(tx: Tx, teamId: string): Promise<string[]> {
  const rows = await present(tx, 'reply')
    .innerJoin('team_members', 'team_members.user_id', 'users.id')
    .select('users.id')
    .where('team_members.team_id', '=', teamId)
    .execute()
  return rows.map(({ id }) => id)
}

export async function whoReadsIn(tx: Tx, teamId: string): Promise<string[]> {
  const rows = await present(tx, 'read')
    .innerJoin('team_members', 'team_members.user_id', 'users.id')
    .select('users.id')
    .where('team_members.team_id', '=', teamId)
    .execute()
  return rows.map(({ id }) => id)
}

/** To whom an assignment gives something: a person, or those of a team who can take it. */
export async function given(tx: Tx, { data }: RecordedEvent): Promise<string[]> {
  if (typeof data.user === 'string') return [data.user]
  return typeof data.team === 'string' ? whoAnswersIn(tx, data.team) : []
}

/** Who has a conversation or follows it, each once, and these too. */
export async function whoFollows(tx: Tx, conversationId: string, also: readonly string[] = []): Promise<string[]> {
  const followers = sql<string>`(
    select user_id from conversation_followers where conversation_id = ${conversationId}
    union select user_id from conversation_assignments where conversation_id = ${conversationId}
    union select unnest(${[...also]}::uuid[]))`
  const rows = await present(tx, 'read').select('id').where('id', 'in', followers).execute()
  return rows.map(({ id }) => id)
}

/** Who has or follows each of these conversations. */
export async function whoFollowsEach(tx: Tx, conversationIds: readonly string[]): Promise<Map<string, string[]>> {
  const ids = [...new Set(conversationIds)]
  const rows = await present(tx, 'read')
    .innerJoin(followersOf(ids).as('f'), 'f.user_id', 'users.id')
    .select(['f.user_id', 'f.conversation_id'])
    .execute()
  const each = Map.groupBy(rows, (row) => row.conversation_id)
  return new Map([...each].map(([id, of]) => [id, of.map((row) => row.user_id)]))
}

const followersOf = (ids: readonly string[]) => sql<{ conversation_id: string; user_id: string }>`(
  select conversation_id, user_id from conversation_followers where conversation_id = any(${ids}::uuid[])
  union select conversation_id, user_id from conversation_assignments
    where conversation_id = any(${ids}::uuid[]) and user_id is not null)`

/** Those of us who are still here and may do this. */
const present = (tx: Tx, ability: Ability) =>
  tx
    .selectFrom('users')
    .where(
      'role',
      'in',
      roles.filter((role) => abilitiesOf(role).has(ability)),
    )
    .where('deactivated_at', 'is', null)
