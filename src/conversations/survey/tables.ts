import type { Filled, JsonColumn } from '../../core/tables.ts'

export type SurveyState = 'planned' | 'asked' | 'called-off' | 'let-be'

export interface SurveySettingTable {
  channel_id: string
  /** Null: nobody is asked. */
  on_since: Date | null
  questions: JsonColumn<{ en: string; es: string }>
  after_minutes: number
  every_days: number
  in_public: boolean
  /** Null: every day from nine to eight in the evening. */
  calendar_id: string | null
  changed_by: string | null
  changed_at: Filled<Date>
}

export interface SurveyTable {
  id: string
  conversation_id: string
  closed_at: Date
  channel_id: string
  person_id: string
  in_reply_to: string
  user_id: string | null
  team_id: string | null
  language: string
  privately: boolean
  ask_at: Date
  state: Filled<SurveyState>
  because: Filled<string | null>
  settled_by: Filled<string | null>
  settled_at: Filled<Date | null>
  asked_at: Filled<Date | null>
  reply_id: Filled<string | null>
  secret_hash: Filled<Buffer | null>
  question: Filled<string | null>
  mark: Filled<number | null>
  words: Filled<string | null>
  marked_at: Filled<Date | null>
  changed_at: Filled<Date | null>
}

export interface SurveyRefusalTable {
  person_id: string
  said_by: string | null
  said_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    survey_settings: SurveySettingTable
    surveys: SurveyTable
    survey_refusals: SurveyRefusalTable
  }
}
