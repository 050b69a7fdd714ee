import type { Filled, JsonColumn } from '../../core/tables.ts'
import type { Kept } from './kept.ts'

export type RearrangementKind = 'merge' | 'split' | 'move'

/** That message and what hangs under it, or everything said from it on. */
export type Scope = 'under' | 'after'

export interface RearrangementTable {
  id: string
  position: Filled<number>
  kind: RearrangementKind
  from_id: string
  to_id: string
  message_id: string | null
  scope: Scope | null
  done_by: string | null
  done_at: Filled<Date>
  undone_by: Filled<string | null>
  undone_at: Filled<Date | null>
  overtaken_at: Filled<Date | null>
  kept: JsonColumn<Kept>
}

export interface ThreadCutTable {
  rearrangement_id: string
  thread_id: string
  external_id: string
  since: Date | null
  home_id: string
}

/** Conversations that have to do with each other; each pair once, the smaller id first. */
export interface ConversationLinkTable {
  id: string
  one_id: string
  other_id: string
  why: string | null
  linked_by: string | null
  linked_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    rearrangements: RearrangementTable
    thread_cuts: ThreadCutTable
    conversation_links: ConversationLinkTable
  }
}
