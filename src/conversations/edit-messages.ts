import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import type { Known } from './hear.ts'
import type { HeardText } from './heard-text.ts'
import { insertMedia } from './insert-messages.ts'
import { owe } from './readings-due.ts'
import { searchedText, searchVector } from './search-vector.ts'
import { storeReadings } from './store-readings.ts'
import type { StoredReading } from './stored-reading.ts'

interface Edit extends HeardText {
  id: string
  conversationId: string
}

/**
 * Applies the edits among messages that are already here: the latest `editedAt` stands, whatever the order in which
 * they are heard; what was said before is kept as a revision. Counts and moderation follow without a revision.
 */
export async function editMessages(
  tx: Tx,
  messages: readonly HeardText[],
  known: ReadonlyMap<string, Known>,
  readings: ReadonlyMap<string, StoredReading>,
): Promise<{ conversationId: string; externalId: string }[]> {
  const seen = messages.flatMap((message) => {
    const row = known.get(message.externalId)
    return row && !row.deleted_at ? [{ ...message, row, id: row.id, conversationId: row.conversation_id }] : []
  })
  const edits = seen.filter(({ editedAt, row }) => editedAt && (!row.edited_at || editedAt > row.edited_at))
  const stirred = seen.filter(({ row, ...message }) => hasStirred(message, row))
  if (edits.length > 0) {
    await apply(tx, edits)
    await readAgain(tx, edits, readings)
  }
  if (stirred.length > 0) await follow(tx, stirred)
  return [...edits, ...stirred]
}

/** What a person decided of the words before stands until they say otherwise. */
async function readAgain(tx: Tx, edits: readonly Edit[], readings: ReadonlyMap<string, StoredReading>): Promise<void> {
  const read = edits.flatMap(({ id, externalId }) => {
    const reading = readings.get(externalId)
    return reading ? [{ id, reading }] : []
  })
  await storeReadings(tx, read)
  await owe(
    tx,
    edits.filter(({ externalId }) => !readings.has(externalId)),
  )
}

// What was only there to make a thread whole may turn out to speak to us; never the other way round.
const hasStirred = (message: HeardText, row: Known): boolean =>
  (message.concernsUs && !row.concerns_us) ||
  (message.moderation !== null && message.moderation !== row.moderation) ||
  (message.counts !== null && sortedJson(message.counts) !== sortedJson(row.counts))

const sortedJson = (counts: unknown) =>
  JSON.stringify(
    counts && typeof counts === 'object' ? Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)) : null,
  )

async function apply(tx: Tx, edits: Edit[]): Promise<void> {
  const ids = edits.map((edit) => edit.id)
  await sql`insert into message_revisions (message_id, replaced_at, subject, text, html)
    select id, clock_timestamp(), subject, text, html from messages where id = any(${ids}::uuid[])`.execute(tx)
  await sql`
    update messages m set subject = given.subject, text = given.text, html = given.html, edited_at = given.edited_at,
      language = coalesce(given.language, m.language),
      search = ${searchVector(sql`given.searched`)}
    from unnest(${ids}::uuid[], ${edits.map((it) => it.subject)}::text[], ${edits.map((it) => it.text)}::text[],
      ${edits.map((it) => it.html)}::text[], ${edits.map((it) => it.editedAt)}::timestamptz[],
      ${edits.map((it) => it.language)}::text[], ${edits.map(searchedText)}::text[]) as given (id, subject, text, html, edited_at, language, searched)
    where m.id = given.id`.execute(tx)
  await tx.deleteFrom('message_media').where(sql<boolean>`message_id = any(${ids}::uuid[])`).execute()
  await insertMedia(tx, edits)
  await recordAll(
    tx,
    edits.map((edit) => ({
      kind: 'message.edited',
      message: { id: edit.id },
      conversation: { id: edit.conversationId },
    })),
  )
}

async function follow(tx: Tx, rows: Edit[]): Promise<void> {
  await sql`
    update messages m set counts = coalesce(given.counts::jsonb, m.counts), moderation = coalesce(given.moderation, m.moderation), concerns_us = m.concerns_us or given.concerns_us
    from unnest(${rows.map((it) => it.id)}::uuid[],
      ${rows.map((it) => (it.counts ? JSON.stringify(it.counts) : null))}::text[],
      ${rows.map((it) => it.moderation)}::text[], ${rows.map((it) => it.concernsUs)}::bool[]) as given (id, counts, moderation, concerns_us)
    where m.id = given.id`.execute(tx)
}
