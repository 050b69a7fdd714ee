import type { ColumnType } from 'kysely'
import type { Filled, JsonColumn } from '../core/tables.ts'
import type { Json } from '../lib/json.ts'

export interface AutomationTable {
  id: string
  name: string
  position: number
  version: Filled<number>
  trigger: JsonColumn<Json>
  conditions: JsonColumn<Json>
  deeds: JsonColumn<Json>
  on_since: Filled<Date | null>
  changed_by: string | null
  changed_at: Filled<Date>
  removed_at: Filled<Date | null>
  called_until: Filled<Date | null>
  called_tx: Filled<string | null>
}

export interface AutomationPauseTable {
  automation_id: string
  because: 'often' | 'chain'
  conversation_id: string
  chain: Filled<string[]>
  paused_at: Filled<Date>
}

export interface MacroTable {
  id: string
  name: string
  deeds: JsonColumn<Json>
  user_id: string | null
  team_id: string | null
  made_by: string | null
  changed_at: Filled<Date>
  removed_at: Filled<Date | null>
}

export interface AutomationRunTable {
  id: string
  automation_id: Filled<string | null>
  macro_id: Filled<string | null>
  batch_id: Filled<string | null>
  conversation_id: string
  message_id: Filled<string | null>
  because: JsonColumn<Json>
  did: JsonColumn<Json>
  failed: ColumnType<Json | null, string | null | undefined, string | null>
  run_by: Filled<string | null>
  ran_at: Filled<Date>
  undone_by: Filled<string | null>
  undone_at: Filled<Date | null>
}

export type BatchState = 'doing' | 'done' | 'cancelled' | 'undoing' | 'undone'

export interface MacroBatchTable {
  id: string
  macro_id: string
  deeds: JsonColumn<Json>
  asked_by: string
  asked_with: Filled<string[] | null>
  undo_by: Filled<string | null>
  undo_with: Filled<string[] | null>
  state: BatchState
  total: number
  done: Filled<number>
  changed: Filled<number>
  refused: Filled<number>
  undone: Filled<number>
  left_some: Filled<number>
  asked_at: Filled<Date>
  ended_at: Filled<Date | null>
}

declare module '../core/tables.ts' {
  interface Tables {
    automations: AutomationTable
    automation_pauses: AutomationPauseTable
    automation_runs: AutomationRunTable
    macros: MacroTable
    macro_batches: MacroBatchTable
  }
}
