import { type RuleVerbs, ruleVerbs } from '../../core/rules-in-order.ts'
import { refuseStrangers, writePeople } from '../rule-people.ts'
import type { GivenApprovalRule } from './rule.ts'

const people = 'approval_rule_people'

/**
 * Of several that fit, the first asks first. A new one holds for what is sent from now on; what waits by one that is changed or
 * removed goes on waiting, for whoever may approve now: nothing leaves by itself.
 */
export const approvalRules: RuleVerbs<GivenApprovalRule> = ruleVerbs({
  table: 'approval_rules',
  event: 'approval-rule',
  idAs: 'rule',
  most: 50,
  tooMany: 'conversations.assignment-many',
  rowOf: (given, by) => ({
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
  }),
  refuseWrong: (tx, given, id) => refuseStrangers(tx, people, given, id),
  writeMore: (tx, id, given) => writePeople(tx, people, id, given),
})
