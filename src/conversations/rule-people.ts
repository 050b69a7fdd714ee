import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { wrong } from '../core/rules-in-order.ts'

/** Whom a rule names: a team, people, or both. */
interface Named {
  team_id: string | null
  user_ids: readonly string[]
}

type Table = 'approval_rule_people' | 'assignment_rule_people'

/** The people of a rule, as it was given. */
export async function writePeople(tx: Tx, table: Table, id: string, { user_ids }: Named): Promise<void> {
  await sql`delete from ${sql.table(table)} where rule_id = ${id} and user_id <> all(${[...user_ids]}::uuid[])`.execute(
    tx,
  )
  await sql`insert into ${sql.table(table)} (rule_id, user_id)
    select ${id}, user_id from unnest(${[...user_ids]}::uuid[]) as user_id on conflict do nothing`.execute(tx)
}

/** Refuses (422) a team that is not there, somebody who is not here or only looks. Whom it named before may have left since. */
export async function refuseStrangers(tx: Tx, table: Table, given: Named, id: string | undefined): Promise<void> {
  if (given.team_id !== null) {
    const { rows } = await sql`select from teams where id = ${given.team_id}`.execute(tx)
    if (rows.length === 0) throw wrong('team_id', 'conversations.assignment-team-wrong')
  }
  const { rows: before } = await sql<{ user_id: string }>`
    select user_id from ${sql.table(table)} where rule_id = ${id ?? null}::uuid`.execute(tx)
  const added = given.user_ids.filter((one) => !before.some(({ user_id }) => user_id === one))
  const { rows } = await sql`select from users where id = any(${added}::uuid[]) and deactivated_at is null
    and role <> 'observer'`.execute(tx)
  if (rows.length < new Set(added).size) throw wrong('user_ids', 'conversations.assignment-people-wrong')
}
