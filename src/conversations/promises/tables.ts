import type { Filled } from '../../core/tables.ts'

export const promiseEnds = ['kept', 'broken', 'taken-back'] as const
export type PromiseEnd = (typeof promiseEnds)[number]
export type PromiseState = 'open' | PromiseEnd

export interface PromiseTable {
  id: string
  conversation_id: string
  message_id: string
  identity_id: string
  reply_id: Filled<string | null>
  quote: string | null
  what: string
  due_at: Date
  answers_for: string | null
  written_by: string | null
  written_at: Filled<Date>
  made_at: Filled<Date | null>
  with_draft: Filled<boolean>
  state: Filled<PromiseState>
  soon_told_at: Filled<Date | null>
  due_told_at: Filled<Date | null>
}

export interface PromiseEndingTable {
  promise_id: string
  state: PromiseEnd
  ended_by: string | null
  ended_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    promises: PromiseTable
    promise_endings: PromiseEndingTable
  }
}
