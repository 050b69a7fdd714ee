import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Who } from './conversation.ts'
import { type Cursor, writeCursor } from './cursor.ts'
import type { Decidable } from './message-reading.ts'

/** A correction in the list of what was learned from. */
export interface KeptCorrection {
  id: string
  messageId: string
  conversationId: string
  excerpt: string
  what: Decidable
  was: string
  becomes: string
  by: Who | null
  at: Date
  undone: { by: Who | null; at: Date } | null
}

interface Row {
  id: string
  message_id: string
  conversation_id: string
  excerpt: string
  what: Decidable
  was: string
  becomes: string
  by: string | null
  name: string | null
  at: Date
  undone_at: Date | null
  undone_by: string | null
  undoer: string | null
}

const pageLength = 50

/** The corrections that people made, the latest first. */
export async function findCorrections(
  db: Db,
  { after, limit = pageLength }: { after?: Cursor | undefined; limit?: number } = {},
): Promise<{ corrections: KeptCorrection[]; after: string | undefined }> {
  const past = after ? sql`where (k.at, k.id) < (${after.at}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<Row>`
    select k.id, k.message_id, m.conversation_id, left(m.text, 160) as excerpt, k.what, k.was, k.becomes, k.by, u.name,
      date_trunc('milliseconds', k.at) as at, k.undone_at, k.undone_by, v.name as undoer
    from reading_corrections k join messages m on m.id = k.message_id
    left join users u on u.id = k.by left join users v on v.id = k.undone_by
    ${past} order by k.at desc, k.id desc limit ${limit + 1}`.execute(db)
  const page = rows.slice(0, limit).map(asKept)
  const last = page.at(-1)
  return { corrections: page, after: rows.length > limit && last ? writeCursor(last) : undefined }
}

const who = (id: string | null, name: string | null): Who | null => (id && name ? { id, name } : null)

const asKept = (row: Row): KeptCorrection => ({
  id: row.id,
  messageId: row.message_id,
  conversationId: row.conversation_id,
  excerpt: row.excerpt.replace(/\s+/gu, ' ').trim(),
  what: row.what,
  was: row.was,
  becomes: row.becomes,
  by: who(row.by, row.name),
  at: row.at,
  undone: row.undone_at && { by: who(row.undone_by, row.undoer), at: row.undone_at },
})
