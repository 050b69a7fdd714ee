import type { ColumnType } from 'kysely'
import type { Filled } from '../core/tables.ts'

export interface PersonTable {
  id: string
  name: string
  created_at: Filled<Date>
}

export interface IdentityTable {
  id: string
  person_id: string
  network: string
  external_id: string
  name: string
  handle: string | null
  url: string | null
  avatar_url: string | null
  avatar_file: Buffer | null
  /** When to try to fetch it next; null when there is nothing more to try. */
  avatar_fetch_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  avatar_fetch_tries: Filled<number>
  is_bot: Filled<boolean>
  created_at: Filled<Date>
}

declare module '../core/tables.ts' {
  interface Tables {
    people: PersonTable
    identities: IdentityTable
  }
}
