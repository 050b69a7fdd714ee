import type { Filled } from '../core/tables.ts'
import type { Security } from './mail-road.ts'

export type NotificationKind =
  | 'assigned'
  | 'reply-failed'
  | 'reply-uncertain'
  | 'channel-failed'
  | 'channel-missing'
  | 'mentions'

export interface NotificationTable {
  id: string
  user_id: string
  kind: NotificationKind
  /** The conversation, the reply, the window or the saved search. */
  about: string
  event_seq: number
  by_user: string | null
  conversation_id: string | null
  channel_id: string | null
  missing: number | null
  at: Filled<Date>
  read_at: Date | null
  mailed_at: Date | null
}

export interface NotificationChoiceTable {
  user_id: string
  mail_assigned: Filled<boolean>
  mail_reply_failed: Filled<boolean>
  mail_mentions: Filled<boolean>
  chosen_at: Filled<Date>
}

export interface MailSettingsTable {
  one: Filled<boolean>
  host: string
  port: number
  security: Exclude<Security, 'offered'>
  username: string | null
  password: Buffer | null
  sender: string
  changed_by: string | null
  changed_at: Filled<Date>
}

declare module '../core/tables.ts' {
  interface Tables {
    notifications: NotificationTable
    notification_choices: NotificationChoiceTable
    mail_settings: MailSettingsTable
  }
}
