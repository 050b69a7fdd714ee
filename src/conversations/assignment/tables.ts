import type { Filled, JsonColumn } from '../../core/tables.ts'
import type { Json } from '../../lib/json.ts'

export type Skill = 'language' | 'network' | 'topic'
export type How = 'in-turn' | 'least-busy' | 'longest-idle'

export interface AssignmentRuleTable {
  id: string
  name: string
  position: number
  is_on: Filled<boolean>
  conditions: JsonColumn<Json>
  team_id: string | null
  how: How
  skills: Filled<Skill[]>
  without_skill: Filled<'anybody' | 'wait'>
  changed_by: string | null
  changed_at: Filled<Date>
  removed_at: Date | null
}

export interface AssignmentRulePersonTable {
  rule_id: string
  user_id: string
}

export interface AssignmentTurnTable {
  rule_id: string
  user_id: string
  turn: number
}

export interface AssignmentPersonTable {
  user_id: string
  capacity: number | null
  calendar_id: string | null
  languages: Filled<string[]>
  networks: Filled<string[]>
  topics: Filled<string[]>
  changed_by: string | null
  changed_at: Filled<Date>
}

export interface AssignmentWaitTable {
  conversation_id: string
  since: Filled<Date>
  rule_id: string | null
  away: string | null
}

export interface LeftFreeTable {
  conversation_id: string
  left_by: string | null
  left_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    assignment_rules: AssignmentRuleTable
    assignment_rule_people: AssignmentRulePersonTable
    assignment_turns: AssignmentTurnTable
    assignment_people: AssignmentPersonTable
    assignment_waits: AssignmentWaitTable
    conversations_left_free: LeftFreeTable
  }
}
