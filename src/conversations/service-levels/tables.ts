import type { Filled, JsonColumn } from '../../core/tables.ts'
import type { Json } from '../../lib/json.ts'

export type Target = 'first-answer' | 'next-answer' | 'resolution'

export interface ServiceLevelTable {
  id: string
  name: string
  position: number
  calendar_id: string | null
  conditions: JsonColumn<Json>
  first_answer: number | null
  next_answer: number | null
  resolution: number | null
  warn_before: number | null
  steps: JsonColumn<Json>
  changed_by: string | null
  changed_at: Filled<Date>
  removed_at: Date | null
}

export interface ServiceClockTable {
  conversation_id: string
  kind: 'answer' | 'resolution'
  level_id: string
  target: Target
  target_ms: number
  asked_at: Date
  running_since: Date | null
  paused_at: Date | null
  spent_ms: number
  due_at: Date | null
  next_at: Date | null
  told: number | null
}

export interface ServiceResultTable {
  id: string
  conversation_id: string
  level_id: string
  target: Target
  asked_at: Date
  ended_at: Date
  target_ms: number
  spent_ms: number
}

export interface ServiceWarningTable {
  conversation_id: string
  target: string
  asked_at: Date
  after_minutes: number
  level_id: string
  target_ms: number
  at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    service_levels: ServiceLevelTable
    service_clocks: ServiceClockTable
    service_results: ServiceResultTable
    service_warnings: ServiceWarningTable
  }
}
