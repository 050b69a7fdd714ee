import type { NewMessage } from './insert-messages.ts'
import type { StoredReading } from './stored-reading.ts'

/** Whoever only asks how it went answers nobody. */
export const answers = (row: NewMessage): boolean => row.isOurs && !row.asksAfter

/** Somebody says something to us. */
export const asks = (row: NewMessage): boolean => !row.isOurs && row.concernsUs && !row.deleted

/** What counts for the conversation as a whole. */
export const readingOf = (row: NewMessage): StoredReading | null => (asks(row) ? row.reading : null)

/** What begins a thread says what it is about. */
export const subjectOf = (row: NewMessage): string | null => (row.parentExternalId ? null : row.subject)
