import type { Filled, JsonColumn } from '../../core/tables.ts'

export interface SavedViewTable {
  id: string
  name: string
  conditions: JsonColumn<Record<string, string>>
  /** Whose own it is. */
  user_id: string | null
  /** Which team's. Both null: everybody's. */
  team_id: string | null
  position: number
  created_by: string | null
  created_at: Filled<Date>
}

export interface SavedViewRemovalTable {
  view_id: string
  removed_by: string | null
  removed_at: Filled<Date>
}

declare module '../../core/tables.ts' {
  interface Tables {
    saved_views: SavedViewTable
    saved_view_removals: SavedViewRemovalTable
  }
}
