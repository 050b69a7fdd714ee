import type { Filled } from '../../core/tables.ts'

/** What one of us does in a conversation that they have before them. */
export type Doing = 'looking' | 'writing'

export interface PresenceTable {
  user_id: string
  tab: string
  conversation_id: string
  doing: Doing
  seen_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    presences: PresenceTable
  }
}
