import type { Db, Tx } from '../core/database.ts'
import { forbidden, notFound, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { cleanText } from '../lib/clean-text.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { lockConversation, type Who } from './conversation.ts'
import type { Reach } from './timeline.ts'

/** Something one of us said to the team only. */
export interface Note {
  id: string
  conversationId: string
  by: Who | null
  text: string
  writtenAt: Date
}

const longest = 20_000

/** Writes a note. The same `id` again (a form sent twice) is the same note. */
export async function note(
  tx: Tx,
  conversationId: string,
  text: string,
  by: { id: string },
  id: string = newId(),
): Promise<string> {
  const tidied = cleanText(text).trim()
  const wrong = tidied === '' ? 'conversations.note-empty' : tidied.length > longest ? 'conversations.note-long' : ''
  if (wrong) throw new Refusal(422, words(wrong), { fields: { text: words(wrong) } })
  const conversation = await lockConversation(tx, conversationId)
  const written = await tx
    .insertInto('notes')
    .values({ id, conversation_id: conversation.id, written_by: by.id, text: tidied, removed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (written) await record(tx, 'note.written', { conversation, by, data: { note: id } })
  return id
}

/** Takes a note away; only whoever wrote it, or who may manage the team. */
export async function removeNote(
  tx: Tx,
  id: string,
  by: { id: string; can: ReadonlySet<string> },
): Promise<{ conversationId: string }> {
  const row = await lock(tx, id, by)
  if (!row.removed_at) {
    await tx.updateTable('notes').set({ removed_at: new Date() }).where('id', '=', id).execute()
    await record(tx, 'note.removed', { conversation: { id: row.conversation_id }, by, data: { note: id } })
  }
  return { conversationId: row.conversation_id }
}

/** Brings back a note that was taken away. */
export async function restoreNote(
  tx: Tx,
  id: string,
  by: { id: string; can: ReadonlySet<string> },
): Promise<{ conversationId: string }> {
  const row = await lock(tx, id, by)
  if (row.removed_at) {
    await tx.updateTable('notes').set({ removed_at: null }).where('id', '=', id).execute()
    await record(tx, 'note.restored', { conversation: { id: row.conversation_id }, by, data: { note: id } })
  }
  return { conversationId: row.conversation_id }
}

async function lock(tx: Tx, id: string, by: { id: string; can: ReadonlySet<string> }) {
  const row = await tx.selectFrom('notes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (row.written_by !== by.id && !by.can.has('team')) throw forbidden()
  return row
}

const most = 300

export async function readNotes(db: Db, conversationId: string, reach: Reach): Promise<Note[]> {
  const rows = await select(db)
    .where('n.conversation_id', '=', conversationId)
    .where('n.removed_at', 'is', null)
    .$if(reach.since !== undefined, (query) => query.where('n.written_at', '>=', reach.since ?? new Date()))
    .$if(reach.until !== undefined, (query) => query.where('n.written_at', '<', reach.until ?? new Date()))
    .orderBy('n.written_at', 'desc')
    .limit(most)
    .execute()
  return rows.reverse().map(asNote)
}

/** By their own ids, those that stand. */
export async function findNotes(db: Db, ids: readonly string[]): Promise<Note[]> {
  if (ids.length === 0) return []
  const rows = await select(db).where('n.id', 'in', ids).where('n.removed_at', 'is', null).execute()
  return rows.map(asNote)
}

const select = (db: Db) =>
  db
    .selectFrom('notes as n')
    .leftJoin('users as u', 'u.id', 'n.written_by')
    .select(['n.id', 'n.conversation_id', 'n.text', 'n.written_at', 'n.written_by', 'u.name'])

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const asNote = (row: Row): Note => ({
  id: row.id,
  conversationId: row.conversation_id,
  by: row.written_by && row.name ? { id: row.written_by, name: row.name } : null,
  text: row.text,
  writtenAt: row.written_at,
})
