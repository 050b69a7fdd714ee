import type { ColumnType, Generated } from 'kysely'
import type { KeptFailure } from '../channels/index.ts'
import type { Filled } from '../core/tables.ts'

export type DeliveryState = 'waiting' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'withdrawn'

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
  state: Filled<DeliveryState>
  attempts: Filled<number>
  next_at: Filled<Date>
  sending_at: Date | null
  sending_by: string | null
  failure: ColumnType<KeptFailure | null, string | null | undefined, string | null>
  message_id: string | null
  settled_at: Date | null
}

declare module '../core/tables.ts' {
  interface Tables {
    replies: ReplyTable
    deliveries: DeliveryTable
  }
}
