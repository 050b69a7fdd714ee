import type { Filled, JsonColumn } from '../../core/tables.ts'
import type { Json } from '../../lib/json.ts'

export interface TraineeTable {
  user_id: string
  marked_by: string | null
  marked_at: Filled<Date>
}

export interface ApprovalRuleTable {
  id: string
  name: string
  position: number
  is_on: Filled<boolean>
  trainees: Filled<boolean>
  writer_teams: Filled<string[]>
  visibility: 'public' | 'direct' | null
  words: Filled<string[]>
  topics: Filled<string[]>
  conditions: JsonColumn<Json>
  team_id: string | null
  changed_by: string | null
  changed_at: Filled<Date>
  removed_at: Date | null
}

export interface ApprovalRulePersonTable {
  rule_id: string
  user_id: string
}

/** `failed`: its window was taken down meanwhile. */
export type Decision = 'approved' | 'sent-back' | 'withdrawn' | 'failed'

export interface ReplyApprovalTable {
  id: string
  reply_id: string
  rule_id: string
  asked_by: string | null
  asked_at: Filled<Date>
  seen: number
  closes: Filled<boolean>
  decision: Filled<Decision | null>
  decided_by: Filled<string | null>
  decided_at: Filled<Date | null>
  remark: Filled<string | null>
}

export interface ReplyRevisionTable {
  id: Filled<number>
  reply_id: string
  parts: string[]
  replaced_by: string | null
  replaced_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    trainees: TraineeTable
    approval_rules: ApprovalRuleTable
    approval_rule_people: ApprovalRulePersonTable
    reply_approvals: ReplyApprovalTable
    reply_revisions: ReplyRevisionTable
  }
}
