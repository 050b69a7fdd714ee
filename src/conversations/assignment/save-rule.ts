import type { Tx } from '../../core/database.ts'
import { type RuleVerbs, ruleVerbs } from '../../core/rules-in-order.ts'
import { refuseStrangers, writePeople } from '../rule-people.ts'
import { giveOutSoon } from './await.ts'
import type { GivenRule } from './rule.ts'

const people = 'assignment_rule_people'

/** In the job: whoever writes what waits in another order would wait for those who give, and they for them. */
export const lookAgain = (tx: Tx): Promise<void> => giveOutSoon(tx, { anew: true })

/** The first that fits holds. What was given by one stays where it is; what waited is given by those that hold now. */
export const assignmentRules: RuleVerbs<GivenRule> = ruleVerbs({
  table: 'assignment_rules',
  event: 'assignment-rule',
  idAs: 'rule',
  most: 50,
  tooMany: 'conversations.assignment-many',
  rowOf: (given, by) => ({
    name: given.name,
    is_on: given.is_on,
    conditions: JSON.stringify(given.conditions),
    team_id: given.team_id,
    how: given.how,
    skills: given.skills,
    without_skill: given.without_skill,
    changed_by: by.id,
  }),
  refuseWrong: (tx, given, id) => refuseStrangers(tx, people, given, id),
  writeMore: (tx, id, given) => writePeople(tx, people, id, given),
  afterwards: lookAgain,
})
