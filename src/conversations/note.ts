import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { forbidden, notFound, Refusal } from '../core/errors.ts'
import { causeOf, record } from '../core/events.ts'
import { cleanText } from '../lib/clean-text.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import type { Assignee } from './assign.ts'
import type { Attachment } from './attachments/attachment.ts'
import { attachmentsOfNote, fromStored } from './attachments/of-note.ts'
import { lockConversation, type Who } from './conversation.ts'
import { follow } from './follow.ts'
import { keepNamings, whoIsNamed } from './name-colleagues.ts'
import type { Reach } from './timeline.ts'

/** Something one of us said to the team only. */
export interface Note {
  id: string
  conversationId: string
  by: Who | null
  /** By name, where no person wrote it. */
  automation: string | null
  text: string
  writtenAt: Date
  /** Whom it names, and how that is written in it. */
  named: Named[]
  /** Pictures and files, for the team. */
  attachments: Attachment[]
}

export interface Named extends Who {
  written: string
}

const longest = 20_000

/**
 * Writes a note. The same `id` again (a form sent twice) is the same note. Whom it names is told, and follows the
 * conversation from then on.
 */
export async function note(
  tx: Tx,
  conversationId: string,
  text: string,
  by: { id: string } | undefined,
  id: string = newId(),
  /** To whom the conversation was given with it. */
  to?: Assignee,
): Promise<string> {
  const tidied = cleanText(text).trim()
  const wrong = tidied === '' ? 'conversations.note-empty' : tidied.length > longest ? 'conversations.note-long' : ''
  if (wrong) throw new Refusal(422, words(wrong), { fields: { text: words(wrong) } })
  const conversation = await lockConversation(tx, conversationId)
  const named = await whoIsNamed(tx, tidied)
  const automation = by ? null : automationAt(tx)
  const written = await tx
    .insertInto('notes')
    .values({
      id,
      conversation_id: conversation.id,
      written_by: by?.id ?? null,
      text: tidied,
      removed_at: null,
      automation,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!written) {
    await refuseOther(tx, { id, conversationId: conversation.id, text: tidied, by })
    return id
  }
  await keepNamings(tx, id, named)
  const others = [...new Set(named.map(({ user }) => user.id))].filter((user) => user !== by?.id)
  const data = {
    note: id,
    ...(others.length > 0 ? { named: others } : {}),
    ...(to ? { handed: true, user: to.userId ?? null, team: to.teamId ?? null } : {}),
  }
  await record(tx, 'note.written', { conversation, by, data })
  for (const user of others) await follow(tx, conversation.id, { id: user }, by)
  return id
}

/** By its name. */
function automationAt(tx: Tx): string | null {
  const name = causeOf(tx)?.automation_name
  return typeof name === 'string' ? name : null
}

/** The same id again is the same note, or it is refused: nobody is told that something was kept which was not. */
async function refuseOther(
  tx: Tx,
  {
    id,
    conversationId,
    text,
    by,
  }: { id: string; conversationId: string; text: string; by: { id: string } | undefined },
): Promise<void> {
  const known = await tx.selectFrom('notes').selectAll().where('id', '=', id).executeTakeFirst()
  const isSame = known?.text === text && known.conversation_id === conversationId
  if (known?.written_by === by?.id && isSame) return
  const wrong = words(known?.written_by === by?.id ? 'conversations.note-other' : 'conversations.note-known')
  throw new Refusal(409, wrong, { fields: { text: wrong } })
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

const namedOf = sql<Named[]>`coalesce((
  select json_agg(json_build_object('id', nu.id, 'name', nu.name, 'written', g.written) order by g.written)
  from note_namings g join users nu on nu.id = g.user_id where g.note_id = n.id), '[]')`.as('named')

const select = (db: Db) =>
  db
    .selectFrom('notes as n')
    .leftJoin('users as u', 'u.id', 'n.written_by')
    .select(['n.id', 'n.conversation_id', 'n.text', 'n.written_at', 'n.written_by', 'n.automation', 'u.name', namedOf])
    .select(attachmentsOfNote.as('attachments'))

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const asNote = (row: Row): Note => ({
  id: row.id,
  conversationId: row.conversation_id,
  by: row.written_by && row.name ? { id: row.written_by, name: row.name } : null,
  automation: row.automation,
  text: row.text,
  writtenAt: row.written_at,
  named: row.named,
  attachments: row.attachments.map(fromStored),
})
