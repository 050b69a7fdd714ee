import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import { type ApprovalRule, conditions } from './rule.ts'

/** The rules in their order, also those that are switched off. */
export const findRules = (db: Db | Tx): Promise<ApprovalRule[]> => read(db, sql`r.removed_at is null`)

/** Those that hold now. */
export const findRulesOn = (db: Db | Tx): Promise<ApprovalRule[]> => read(db, sql`r.removed_at is null and r.is_on`)

/** One of them, also one that was removed. Refuses with 404. */
export async function findRule(db: Db | Tx, id: string): Promise<ApprovalRule> {
  const [rule] = await read(db, sql`r.id = ${id}`)
  if (!rule) throw notFound()
  return rule
}

interface Row extends Omit<ApprovalRule, 'conditions'> {
  conditions: unknown
}

/** Whoever left, or only looks, approves nothing. */
async function read(db: Db | Tx, which: ReturnType<typeof sql>): Promise<ApprovalRule[]> {
  const { rows } = await sql<Row>`
    select r.id, r.name, r.is_on as "isOn", r.trainees, r.writer_teams as "writerTeamIds", r.visibility, r.words,
      r.topics as "topicIds", r.conditions, r.team_id as "teamId",
      array(select p.user_id from approval_rule_people p join users u on u.id = p.user_id
        where p.rule_id = r.id and u.deactivated_at is null and u.role <> 'observer' order by u.name, u.id) as "userIds"
    from approval_rules r where ${which} order by r.position, r.id`.execute(db)
  return rows.map((row) => ({ ...row, conditions: conditions.parse(row.conditions) }))
}
