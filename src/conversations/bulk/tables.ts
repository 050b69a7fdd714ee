import type { Filled, JsonColumn } from '../../core/tables.ts'
import type { Json } from '../../lib/json.ts'
import type { Was } from '../changed.ts'

export type RunState = 'doing' | 'done' | 'cancelled' | 'failed' | 'undoing' | 'undone'

/** One deed on many conversations. */
export interface BulkRunTable {
  id: string
  deed: JsonColumn<Json>
  asked_by: string
  state: RunState
  total: number
  /** What somebody was at goes behind this place; the greatest place there is. */
  bound: number
  last: number
  /** The place of the last one looked at. */
  reached: Filled<number>
  done: Filled<number>
  changed: Filled<number>
  put_back: Filled<number>
  left_alone: Filled<number>
  failure: JsonColumn<Json | null>
  asked_at: Filled<Date>
  ended_at: Date | null
  ended_by: string | null
}

export interface BulkItemTable {
  run_id: string
  place: number
  conversation_id: string
  outcome: 'changed' | 'same' | 'put-back' | 'left' | null
  was: JsonColumn<Was | null>
  seq: number | null
}

declare module '../../core/tables.ts' {
  interface Tables {
    bulk_runs: BulkRunTable
    bulk_items: BulkItemTable
  }
}
