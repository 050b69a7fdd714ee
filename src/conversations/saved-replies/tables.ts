import type { Filled } from '../../core/tables.ts'

export interface SavedReplyTable {
  id: string
  name: string
  /** Null: everybody's. */
  team_id: string | null
  version: Filled<number>
  search: string
  created_by: string | null
  created_at: Filled<Date>
}

export interface SavedReplyVersionTable {
  saved_reply_id: string
  version: number
  name: string
  team_id: string | null
  written_by: string | null
  written_at: Filled<Date>
}

export interface SavedReplyTextTable {
  saved_reply_id: string
  version: number
  language: string
  text: string
}

export interface SavedReplyRemovalTable {
  saved_reply_id: string
  removed_by: string | null
  removed_at: Filled<Date>
}

export interface SavedReplyInsertionTable {
  conversation_id: string
  saved_reply_id: string
  language: string
  version: number
  inserted_by: string | null
  inserted_at: Filled<Date>
}

export interface SavedReplyUseTable {
  reply_id: string
  saved_reply_id: string
  conversation_id: string
  language: string
  used_by: string | null
  used_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    saved_replies: SavedReplyTable
    saved_reply_versions: SavedReplyVersionTable
    saved_reply_texts: SavedReplyTextTable
    saved_reply_removals: SavedReplyRemovalTable
    saved_reply_insertions: SavedReplyInsertionTable
    saved_reply_uses: SavedReplyUseTable
  }
}
