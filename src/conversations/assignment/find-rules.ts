import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import { conditionsGiven } from '../service-levels/level.ts'
import type { Rule } from './rule.ts'
import type { How, Skill } from './tables.ts'

/** The rules in their order, also those that are switched off. */
export const findRules = (db: Db | Tx): Promise<Rule[]> => read(db, undefined)

/** One of them, also one that was removed. Refuses with 404. */
export async function findRule(db: Db | Tx, id: string): Promise<Rule> {
  const [rule] = await read(db, id)
  if (!rule) throw notFound()
  return rule
}

interface Row {
  id: string
  name: string
  is_on: boolean
  conditions: unknown
  team_id: string | null
  how: How
  skills: Skill[]
  without_skill: 'anybody' | 'wait'
  users: string[]
  members: string[]
}

/** Whoever left, or only looks, gets nothing. */
async function read(db: Db | Tx, id: string | undefined): Promise<Rule[]> {
  const { rows } = await sql<Row>`
    select r.id, r.name, r.is_on, r.conditions, r.team_id, r.how, r.skills, r.without_skill,
      array(select p.user_id from assignment_rule_people p join users u on u.id = p.user_id
        where p.rule_id = r.id and u.deactivated_at is null and u.role <> 'observer' order by u.name, u.id) as users,
      array(select m.user_id from team_members m join users u on u.id = m.user_id
        where m.team_id = r.team_id and u.deactivated_at is null and u.role <> 'observer' order by u.name, u.id) as members
    from assignment_rules r where ${id ? sql`r.id = ${id}` : sql`r.removed_at is null`}
    order by r.position, r.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    isOn: row.is_on,
    conditions: conditionsGiven.parse(row.conditions),
    teamId: row.team_id,
    userIds: row.users,
    memberIds: row.members,
    how: row.how,
    skills: row.skills,
    withoutSkill: row.without_skill,
  }))
}

/** How many conversations wait until somebody of a rule has room, by its id. */
export async function countWaits(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select rule_id as id, count(*)::int as count from assignment_waits where rule_id is not null group by 1`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
