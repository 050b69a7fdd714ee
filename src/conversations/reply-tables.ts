import type { ColumnType, Generated } from 'kysely'
import type { KeptFailure } from '../channels/index.ts'
import type { Filled } from '../core/tables.ts'

export type DeliveryState =
  | 'awaiting-approval'
  | 'waiting'
  | 'held'
  | 'sending'
  | 'sent'
  | 'failed'
  | 'uncertain'
  | 'withdrawn'

export interface ReplyTable {
  id: string
  conversation_id: string
  in_reply_to: string
  written_by: string | null
  text: string
  written_at: Filled<Date>
}

export interface DeliveryTable {
  id: string
  reply_id: string
  part: number
  channel_id: string
  position: Generated<number>
  text: string
  /** By the database's clock, which is the same for every process. */
  leaves_at: Filled<Date>
  state: Filled<DeliveryState>
  attempts: Filled<number>
  next_at: Filled<Date>
  sending_at: Date | null
  sending_by: string | null
  failure: ColumnType<KeptFailure | null, string | null | undefined, string | null>
  message_id: string | null
  settled_at: Date | null
  /** To its author alone, whoever could read what it answers. */
  privately: Filled<boolean>
}

/** A reply that is to leave at a moment (its deliveries say at which). */
export interface ReplyScheduleTable {
  reply_id: string
  set_by: string | null
  set_at: Filled<Date>
  held_at: Date | null
  held_because: HeldBecause | null
}

/** They wrote again; one of us answered; somebody closed it; its author left us; it is spam. */
export type HeldBecause = 'spoke' | 'answered' | 'closed' | 'left' | 'spam'

declare module '../core/tables.ts' {
  interface Tables {
    replies: ReplyTable
    deliveries: DeliveryTable
    reply_schedules: ReplyScheduleTable
  }
}
