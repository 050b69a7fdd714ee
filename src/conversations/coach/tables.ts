import type { Filled } from '../../core/tables.ts'

export interface CoachRemarkTable {
  conversation_id: string
  user_id: string
  kind: string
  /** In UTC. */
  day: string
  language: string
}

export interface CoachDismissalTable {
  id: string
  conversation_id: string
  user_id: string | null
  kind: string
  language: string
  at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    coach_remarks: CoachRemarkTable
    coach_dismissals: CoachDismissalTable
  }
}
