import type { Filled } from '../../core/tables.ts'

export interface AbsenceTable {
  id: string
  user_id: string
  from_at: Date
  until_at: Date
  note: string | null
  stand_in: string | null
  set_by: string | null
  set_at: Filled<Date>
  ended_by: string | null
  ended_at: Date | null
}

declare module '../../core/tables.ts' {
  interface Tables {
    absences: AbsenceTable
  }
}
