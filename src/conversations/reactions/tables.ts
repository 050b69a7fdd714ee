import type { ColumnType } from 'kysely'
import type { KeptFailure } from '../../channels/index.ts'
import type { Moderation, Reaction } from '../../connectors/index.ts'
import type { Filled } from '../../core/tables.ts'

type Failure = ColumnType<KeptFailure | null, string | null | undefined, string | null>

export interface MessageReactionTable {
  message_id: string
  kind: Reaction
  wanted: boolean
  wanted_by: string | null
  wanted_at: Filled<Date>
  /** What the network has; null while that is not known. */
  done: Filled<boolean | null>
  tries: Filled<number>
  next_at: Filled<Date>
  /** One process tries it until then. */
  trying_until: Filled<Date | null>
  failure: Failure
  given_up: Filled<boolean>
}

export interface MessageModerationTable {
  message_id: string
  wanted: Moderation
  wanted_by: string | null
  wanted_at: Filled<Date>
  done_at: Date | null
  failure: Failure
}

declare module '../../core/tables.ts' {
  interface Tables {
    message_reactions: MessageReactionTable
    message_moderations: MessageModerationTable
  }
}
