import type { Filled } from '../core/tables.ts'
import type { Mail } from './choices.ts'
import type { Security } from './mail-road.ts'
import type { Pace } from './pace.ts'

export type NotificationKind =
  | 'assigned'
  | 'reply-failed'
  | 'reply-uncertain'
  | 'reply-held'
  | 'channel-failed'
  | 'channel-missing'
  | 'mentions'
  | 'due-soon'
  | 'late'
  | 'spoke'
  | 'answered'
  | 'handed-on'
  | 'closed'
  | 'noted'
  | 'named'
  | 'bulk-assigned'
  | 'bulk-handed-on'
  | 'bulk-closed'
  | 'told'
  | 'bad-mark'
  | 'automation-paused'
  | 'promise-soon'
  | 'promise-due'
  | 'to-approve'
  | 'approved'
  | 'sent-back'

/** What is told in one, of several lines. */
export type SummaryKind = Pace | 'push'

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
  /** Null: it stays behind the bell. */
  mail: Filled<Pace | null>
  letter_id: Filled<string | null>
  /** Whether it is to be told on devices. */
  push: Filled<boolean>
  pushed_at: Filled<Date | null>
}

export interface QuietHoursTable {
  user_id: string
  days: number[]
  from_minute: number
  until_minute: number
  whole_days: number[]
  even_late: boolean
  even_now: boolean
  chosen_at: Filled<Date>
}

export interface LetterTable {
  id: string
  user_id: string
  state: Filled<'leaving' | 'left' | 'refused' | 'unknown'>
  lines: number
  begun_at: Filled<Date>
  ended_at: Filled<Date | null>
}

export interface SummaryDueTable {
  user_id: string
  what: SummaryKind
  due_at: Date
  held: boolean
  tries: number
}

export interface NotificationChoiceTable {
  user_id: string
  mail_assigned: Filled<Mail>
  mail_reply_failed: Filled<Mail>
  mail_approval: Filled<Mail>
  mail_mentions: Filled<Mail>
  mail_due: Filled<Mail>
  mail_followed: Filled<Mail>
  mail_named: Filled<Mail>
  push_assigned: Filled<boolean>
  push_reply_failed: Filled<boolean>
  push_approval: Filled<boolean>
  push_mentions: Filled<boolean>
  push_due: Filled<boolean>
  push_named: Filled<boolean>
  push_followed: Filled<boolean>
  push_words: Filled<boolean>
  daily_at: Filled<number>
  working_days: Filled<boolean>
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

export interface PushKeyTable {
  one: Filled<boolean>
  public_key: string
  private_key: Buffer
  made_at: Filled<Date>
}

export interface PushDeviceTable {
  id: string
  user_id: string
  session_id: string
  endpoint: string
  p256dh: string
  auth: string
  name: string
  added_at: Filled<Date>
  told_at: Filled<Date | null>
  rests_until: Filled<Date | null>
}

declare module '../core/tables.ts' {
  interface Tables {
    notifications: NotificationTable
    notification_choices: NotificationChoiceTable
    mail_settings: MailSettingsTable
    quiet_hours: QuietHoursTable
    letters: LetterTable
    summaries_due: SummaryDueTable
    push_keys: PushKeyTable
    push_devices: PushDeviceTable
  }
}
