import type { Account, FailureKind } from '../connectors/index.ts'
import type { Filled, JsonColumn } from '../core/tables.ts'
import type { Json } from '../lib/json.ts'
import type { Words } from '../lib/words.ts'

export interface ChannelTable {
  id: string
  network: string
  external_id: string
  name: string
  handle: string | null
  url: string | null
  settings: Buffer
  settings_version: Filled<number>
  account: JsonColumn<Account>
  connected_by: string | null
  connected_at: Filled<Date>
}

export interface ChannelPauseTable {
  channel_id: string
  paused_by: string | null
  paused_at: Filled<Date>
}

export interface ChannelRemovalTable {
  channel_id: string
  removed_by: string | null
  removed_at: Filled<Date>
}

export interface ChannelConsentTable {
  state: string
  network: string
  settings: Buffer
  asked_by: string
  asked_at: Filled<Date>
}

/** What went wrong last, as kept and shown. */
export interface KeptFailure {
  kind: FailureKind
  words: Words
  until?: string
}

export interface ChannelHearingTable {
  channel_id: string
  cursor: JsonColumn<Json> | null
  hear_at: Filled<Date>
  heard_at: Date | null
  last_message_at: Date | null
  history_since: Date | null
  history_cursor: JsonColumn<Json> | null
  history_reached: Date | null
  history_done_at: Date | null
  failure: JsonColumn<KeptFailure> | null
  failing_since: Date | null
  failures: Filled<number>
  leased_by: string | null
  leased_until: Date | null
}

/** What was overheard on one day, UTC, and how much of it was kept. */
export interface ChannelOverheardTable {
  channel_id: string
  day: Date
  heard: number
  kept: number
}

export interface RefusedItemTable {
  id: string
  channel_id: string
  external_id: string | null
  reason: JsonColumn<Words>
  excerpt: string
  refused_at: Filled<Date>
}

export interface ReconciliationTable {
  id: string
  channel_id: string
  since: Date
  until: Date
  seen: number
  missing: number
  done_at: Filled<Date>
}

declare module '../core/tables.ts' {
  interface Tables {
    channels: ChannelTable
    channel_pauses: ChannelPauseTable
    channel_removals: ChannelRemovalTable
    channel_consents: ChannelConsentTable
    channel_hearings: ChannelHearingTable
    channel_overheard: ChannelOverheardTable
    refused_items: RefusedItemTable
    reconciliations: ReconciliationTable
  }
}
