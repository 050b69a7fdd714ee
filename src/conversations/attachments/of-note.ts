import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { keepFile } from '../../core/files/keep.ts'
import { newId } from '../../lib/ids.ts'
import { type Words, words } from '../../lib/words.ts'
import { lockConversation } from '../conversation.ts'
import { altOf, type Ready } from './attach.ts'
import { type Attachment, type AttachmentRow, asAttachment } from './attachment.ts'

// What stands with a note never leaves: it is in a table of its own, which the outbox does not know.

export const mostWithNote = 10

const columns = sql`a.id, a.name, a.alt, a.width, a.height, a.added_by, u.name as adder, a.added_at, f.sha256, f.mime, f.bytes`
const joined = sql`note_attachments a join files f on f.sha256 = a.file left join users u on u.id = a.added_by`

/** What somebody has put to the note that they are writing there, in the order in which it came. */
export async function attachmentsOfWriter(
  db: Db | Tx,
  conversationId: string,
  by: { id: string },
): Promise<Attachment[]> {
  const { rows } = await sql<AttachmentRow>`
    select ${columns} from ${joined}
    where a.conversation_id = ${conversationId} and a.added_by = ${by.id} and a.removed_at is null order by a.id`.execute(
    db,
  )
  return rows.map(asAttachment)
}

/** One that somebody has put to a note that is not written yet, also where they took it away again. Refuses (404) others'. */
export async function findOfWriter(
  db: Db | Tx,
  id: string,
  by: { id: string },
): Promise<{ attachment: Attachment; conversationId: string }> {
  const { rows } = await sql<AttachmentRow & { conversation_id: string }>`
    select ${columns}, a.conversation_id from ${joined}
    where a.id = ${id} and a.added_by = ${by.id} and a.conversation_id is not null`.execute(db)
  const [row] = rows
  if (!row) throw notFound()
  return { attachment: asAttachment(row), conversationId: row.conversation_id }
}

/** The attachments of a note `n`, as JSON in one of its columns. */
export const attachmentsOfNote = sql<StoredAttachment[]>`coalesce((
  select json_agg(json_build_object('id', a.id, 'name', a.name, 'alt', a.alt, 'width', a.width, 'height', a.height,
    'added_by', a.added_by, 'adder', u.name, 'added_at', a.added_at, 'sha256', encode(f.sha256, 'hex'), 'mime', f.mime,
    'bytes', f.bytes) order by a.id)
  from ${joined} where a.note_id = n.id), '[]')`

export type StoredAttachment = Omit<AttachmentRow, 'sha256' | 'added_at'> & { sha256: string; added_at: string }

export const fromStored = (stored: StoredAttachment): Attachment =>
  asAttachment({ ...stored, sha256: Buffer.from(stored.sha256, 'hex'), added_at: new Date(stored.added_at) })

/** Puts files to the note that somebody is writing. Refuses (422) more than one note takes. */
export async function attachToNote(
  tx: Tx,
  conversationId: string,
  files: readonly Ready[],
  alt: string,
  by: { id: string },
): Promise<string[]> {
  const { id } = await lockConversation(tx, conversationId)
  const there = await attachmentsOfWriter(tx, id, by)
  if (there.length + files.length > mostWithNote)
    throw wrong(words('conversations.note-attach-many', { max: mostWithNote }))
  const ids: string[] = []
  for (const { brought, name, width, height } of files) {
    await keepFile(tx, brought)
    const row = { id: newId(), conversation_id: id, note_id: null, file: brought.sha256, name, width, height }
    await tx
      .insertInto('note_attachments')
      .values({ ...row, alt: altOf(alt), added_by: by.id, removed_at: null })
      .execute()
    ids.push(row.id)
  }
  return ids
}

export const describeOfNote = (tx: Tx, id: string, alt: string, by: { id: string }) =>
  change(tx, id, by, sql`alt = ${altOf(alt)}`)

/** Takes one away again; for a day it can be put back. */
export const detachFromNote = (tx: Tx, id: string, by: { id: string }) =>
  change(tx, id, by, sql`removed_at = coalesce(removed_at, now())`)

export const putBackToNote = (tx: Tx, id: string, by: { id: string }) => change(tx, id, by, sql`removed_at = null`)

async function change(tx: Tx, id: string, by: { id: string }, set: RawBuilder<unknown>): Promise<void> {
  await findOfWriter(tx, id, by)
  await sql`update note_attachments set ${set} where id = ${id} and conversation_id is not null`.execute(tx)
}

/** One of those that are to go with a note, with the last word on what is to be seen in it. */
export interface OfNote {
  id: string
  alt?: string | undefined
}

/** What was said of some of them while they stand with a note that is being written; of others', nothing. */
export async function keepAlts(db: Db, said: readonly OfNote[], by: { id: string }): Promise<void> {
  const known = said.flatMap(({ id, alt }) => (alt === undefined ? [] : [{ id, alt: altOf(alt) }]))
  if (known.length === 0) return
  await sql`
    update note_attachments a set alt = given.alt
    from unnest(${known.map(({ id }) => id)}::uuid[], ${known.map(({ alt }) => alt)}::text[]) as given (id, alt)
    where a.id = given.id and a.added_by = ${by.id} and a.conversation_id is not null`.execute(db)
}

/** They are the note's from now on. The same note sent twice has them already. Refuses (422) what is not its writer's. */
export async function goWithNote(tx: Tx, noteId: string, chosen: readonly OfNote[], by: { id: string }): Promise<void> {
  if (chosen.length === 0) return
  const alts = chosen.map(({ alt }) => (alt === undefined ? null : altOf(alt)))
  await sql`
    update note_attachments a set note_id = ${noteId}, conversation_id = null, alt = coalesce(given.alt, a.alt)
    from unnest(${chosen.map(({ id }) => id)}::uuid[], ${alts}::text[]) as given (id, alt)
    where a.id = given.id and a.added_by = ${by.id} and a.conversation_id is not null and a.removed_at is null`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string }>`
    select id from note_attachments where note_id = ${noteId} and id = any(${chosen.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
  if (rows.length < new Set(chosen.map(({ id }) => id)).size) throw wrong(words('conversations.note-attach-gone'))
  const { rows: all } = await sql`select from note_attachments where note_id = ${noteId}`.execute(tx)
  if (all.length > mostWithNote) throw wrong(words('conversations.note-attach-many', { max: mostWithNote }))
}

const wrong = (said: Words): Refusal => new Refusal(422, said, { fields: { attachments: said } })

/** What belongs to a note being written moves where its conversation goes. */
export async function moveOfWriters(tx: Tx, into: string, from: readonly string[]): Promise<void> {
  await sql`update note_attachments set conversation_id = ${into} where conversation_id = any(${[...from]}::uuid[])`.execute(
    tx,
  )
}

/** What was taken away, or stands with a note that was, goes a day later; what nobody wrote a note to, after a week. */
export async function tidyOfNotes(db: Db, now: Date): Promise<void> {
  const [day, week] = [1, 7].map((days) => new Date(now.getTime() - days * 86_400_000))
  await sql`
    delete from note_attachments a where a.removed_at < ${day} or (a.note_id is null and a.added_at < ${week})
      or exists (select from notes n where n.id = a.note_id and n.removed_at < ${day})`.execute(db)
}
