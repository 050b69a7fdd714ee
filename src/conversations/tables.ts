import type { Visibility } from '../connectors/index.ts'
import type { Filled, JsonColumn } from '../core/tables.ts'
import type { Json } from '../lib/json.ts'
import type { Decidable } from './message-reading.ts'

export type ConversationState = 'open' | 'snoozed' | 'closed' | 'spam'

export interface ConversationTable {
  id: string
  channel_id: string
  subject: string | null
  state: Filled<ConversationState>
  last_at: Date
  last_message_id: string | null
  waiting_since: Date | null
  answered_at: Date | null
  /** When they first spoke after it was closed: what they had asked before that is over. */
  spoke_anew_at: Filled<Date | null>
  /** What service levels say, while their clocks run. */
  answer_due: Filled<Date | null>
  resolve_due: Filled<Date | null>
  message_count: Filled<number>
  /** How much was said to us and heard only after something said later. */
  heard_late: Filled<number>
  created_at: Filled<Date>
  /** How what was said to us since we last spoke reads; as numbers, like the readings of messages. */
  language: string | null
  mood: number | null
  intents: Filled<number>
  urgency: Filled<number>
  abuse: Filled<number>
}

/** What was understood of a message, and which of it a person decided. */
export interface MessageReadingTable {
  message_id: string
  model: number
  depth: number
  mood: number
  score: number
  intents: number
  urgency: number
  abuse: number
  corrected: Filled<number>
  language: string
  certainty: Buffer
}

/** Where a person read a message otherwise than the machine. */
export interface ReadingCorrectionTable {
  id: string
  message_id: string
  what: Decidable
  was: string
  becomes: string
  by: string | null
  at: Filled<Date>
  undone_by: string | null
  undone_at: Date | null
}

/** What an organisation's conversations are about, in its own words. */
export interface TopicTable {
  id: string
  name: string
  made_by: string | null
  made_at: Filled<Date>
  removed_at: Date | null
}

export interface MessageTopicTable {
  message_id: string
  topic_id: string
  says: 'yes' | 'no' | 'perhaps'
  p: number | null
  by: string | null
  at: Filled<Date>
}

export interface ReadingDueTable {
  message_id: string
  tries: Filled<number>
}

/** How far back a reader has read what was stored before it came. */
export interface ReadingWalkTable {
  model: number
  reached: string
  read: Filled<number>
  done_at: Date | null
}

export interface ConversationUnionTable {
  absorbed_id: string
  conversation_id: string
  united_at: Filled<Date>
}

export interface MessageTable {
  id: string
  channel_id: string
  external_id: string
  conversation_id: string
  identity_id: string
  parent_external_id: string | null
  root_external_id: string | null
  subject: string | null
  text: string
  html: string | null
  visibility: Visibility
  language: string | null
  url: string | null
  said_at: Date
  heard_at: Filled<Date>
  edited_at: Date | null
  deleted_at: Date | null
  is_ours: boolean
  /** Ours, and no answer: how it went, after closing. */
  asks_after: Filled<boolean>
  concerns_us: boolean
  moderation: string | null
  counts: JsonColumn<{ replies?: number; likes?: number; shares?: number } | null>
  mentions: Filled<string[]>
  reply_key: JsonColumn<Json> | null
  search: Filled<string>
}

export interface AwaitedMessageTable {
  channel_id: string
  external_id: string
  conversation_id: string
}

export interface MessageRevisionTable {
  message_id: string
  replaced_at: Date
  subject: string | null
  text: string
  html: string | null
}

export interface MessageMediaTable {
  message_id: string
  position: number
  kind: 'image' | 'video' | 'audio' | 'file'
  url: string
  alt: string | null
  mime: string | null
  bytes: number | null
  name: string | null
  file: Buffer | null
}

export interface ClosureTable {
  conversation_id: string
  closed_by: string | null
  closed_at: Filled<Date>
}

export interface SnoozeTable {
  conversation_id: string
  until: Date
  snoozed_by: string | null
  snoozed_at: Filled<Date>
}

export interface SpamTable {
  conversation_id: string
  marked_by: string | null
  marked_at: Filled<Date>
}

export interface AssignmentTable {
  conversation_id: string
  user_id: string | null
  team_id: string | null
  assigned_by: string | null
  assigned_at: Filled<Date>
  /** What was written for whoever got it. */
  note_id: Filled<string | null>
  /** The rule that gave it; none when one of us did. */
  rule_id: Filled<string | null>
}

/** Who is told what happens in a conversation, whoever has it. */
export interface FollowerTable {
  conversation_id: string
  user_id: string
  added_by: string | null
  followed_at: Filled<Date>
}

export interface TagTable {
  id: string
  name: string
}

export interface ConversationTagTable {
  conversation_id: string
  tag_id: string
  tagged_by: string | null
  tagged_at: Filled<Date>
}

export interface ReadTable {
  user_id: string
  conversation_id: string
  read_at: Date
  /** How much of what was heard late had come by then. */
  heard_late: Filled<number>
}

export interface NoteTable {
  id: string
  conversation_id: string
  written_by: string | null
  text: string
  written_at: Filled<Date>
  removed_at: Date | null
  /** By its name, where no person wrote it. */
  automation: Filled<string | null>
}

/** Whom a note names, and how that is written there. */
export interface NoteNamingTable {
  note_id: string
  user_id: string
  written: string
}

export interface DraftTable {
  conversation_id: string
  text: string
  in_reply_to: string | null
  kept_at: Filled<Date>
  kept_by: string | null
  version: Filled<number>
}

export interface DraftWriterTable {
  conversation_id: string
  user_id: string
  at: Filled<Date>
}

export interface TombstoneTable {
  channel_id: string
  external_id: string
  deleted_at: Filled<Date>
}

declare module '../core/tables.ts' {
  interface Tables {
    conversations: ConversationTable
    conversation_unions: ConversationUnionTable
    messages: MessageTable
    message_readings: MessageReadingTable
    reading_corrections: ReadingCorrectionTable
    topics: TopicTable
    message_topics: MessageTopicTable
    readings_due: ReadingDueTable
    reading_walks: ReadingWalkTable
    awaited_messages: AwaitedMessageTable
    message_revisions: MessageRevisionTable
    message_media: MessageMediaTable
    message_tombstones: TombstoneTable
    conversation_closures: ClosureTable
    conversation_snoozes: SnoozeTable
    conversation_spam: SpamTable
    conversation_assignments: AssignmentTable
    conversation_followers: FollowerTable
    tags: TagTable
    conversation_tags: ConversationTagTable
    conversation_reads: ReadTable
    notes: NoteTable
    note_namings: NoteNamingTable
    drafts: DraftTable
    draft_writers: DraftWriterTable
  }
}
