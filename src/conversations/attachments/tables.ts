import type { Filled } from '../../core/tables.ts'

export interface AttachmentTable {
  id: string
  /** With whose draft it stands; null once a reply has it. */
  conversation_id: string | null
  reply_id: string | null
  file: Buffer
  name: string
  alt: Filled<string>
  width: number | null
  height: number | null
  added_by: string | null
  added_at: Filled<Date>
  changed_at: Filled<Date>
  removed_at: Date | null
  came_from: Filled<string[]>
}

export interface NoteAttachmentTable {
  id: string
  /** Where it is being written; null once the note has it. */
  conversation_id: string | null
  note_id: string | null
  file: Buffer
  name: string
  alt: Filled<string>
  width: number | null
  height: number | null
  added_by: string | null
  added_at: Filled<Date>
  removed_at: Date | null
}

declare module '../../core/tables.ts' {
  interface Tables {
    attachments: AttachmentTable
    note_attachments: NoteAttachmentTable
  }
}
