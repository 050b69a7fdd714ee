import type { Filled } from '../core/tables.ts'

export interface QueryGroupTable {
  id: string
  name: string
  created_by: string | null
  created_at: Filled<Date>
}

export interface QueryTable {
  id: string
  name: string
  group_id: string | null
  version: Filled<number>
  text: string
  /** Each mention waits for us. */
  takes_up: Filled<boolean>
  /** Its place in the order of changes. */
  changed: number
  created_by: string | null
  created_at: Filled<Date>
}

export interface QueryChangesTable {
  one: Filled<boolean>
  count: number
}

export interface QueryTextTable {
  query_id: string
  version: number
  text: string
  written_by: string | null
  written_at: Filled<Date>
}

export interface QueryPauseTable {
  query_id: string
  paused_by: string | null
  paused_at: Filled<Date>
}

export interface QueryRemovalTable {
  query_id: string
  removed_by: string | null
  removed_at: Filled<Date>
}

export interface MentionTable {
  query_id: string
  message_id: string
  said_at: Date
  mood: number | null
  channel_id: string
  identity_id: string
}

export interface QueryFillTable {
  query_id: string
  version: number
  since: Date
  reached: string | null
  looked: Filled<number>
  found: Filled<number>
  began_at: Filled<Date>
  done_at: Filled<Date | null>
  tx: Filled<string>
}

export interface QueryAlertTable {
  id: string
  query_id: string
  user_id: string | null
  team_id: string | null
  times: number
  minutes: number
  fired_at: Date | null
  created_by: string | null
  created_at: Filled<Date>
}

declare module '../core/tables.ts' {
  interface Tables {
    queries: QueryTable
    query_groups: QueryGroupTable
    query_changes: QueryChangesTable
    query_texts: QueryTextTable
    query_pauses: QueryPauseTable
    query_removals: QueryRemovalTable
    mentions: MentionTable
    query_fills: QueryFillTable
    query_alerts: QueryAlertTable
  }
}
