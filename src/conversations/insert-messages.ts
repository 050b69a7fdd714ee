import { sql } from 'kysely'
import { bools, texts, times, uuids } from '../core/arrays.ts'
import type { Tx } from '../core/database.ts'
import { jsonText } from '../lib/json-text.ts'
import type { HeardText } from './heard-text.ts'
import { searchedText, searchVector } from './search-vector.ts'
import { columnsOf, readingColumns, type StoredReading } from './stored-reading.ts'

export interface NewMessage extends HeardText {
  id: string
  conversationId: string
  /** Null: the conversation itself. */
  homeId: string | null
  /** Null: its home. */
  threadId: string | null
  identityId: string
  isOurs: boolean
  /** Its deletion was heard first: only the marker is kept. */
  deleted: boolean
  /** Null where it is ours, or is still to be read. */
  reading: StoredReading | null
  /** Ours, and no answer: how it went, after closing. */
  asksAfter: boolean
}

/** One statement for the messages and what was understood of them, one for their media, whatever the number. */
export async function insertMessages(tx: Tx, channelId: string, rows: readonly NewMessage[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(pick: (row: NewMessage) => T) => rows.map(pick)
  const unlessDeleted = <T>(pick: (row: NewMessage) => T | null) => rows.map((row) => (row.deleted ? null : pick(row)))
  const readings = rows.map((row) => (row.deleted ? null : row.reading))
  await sql`
    with read as (
      insert into message_readings (message_id, ${readingColumns})
      select * from unnest(${uuids(column((row) => row.id))}::uuid[], ${columnsOf(readings)}) as given (id, ${readingColumns})
      where given.model is not null)
    insert into messages (id, channel_id, external_id, conversation_id, identity_id, parent_external_id, root_external_id,
      subject, text, html, visibility, language, url, said_at, edited_at, deleted_at, is_ours, concerns_us, moderation,
      counts, mentions, reply_key, search, home_id, thread_id, asks_after)
    select id, ${channelId}, external_id, conversation_id, identity_id, parent_external_id, root_external_id,
      subject, coalesce(text, ''), html, visibility, language, url, said_at, edited_at,
      case when deleted then now() end, is_ours, concerns_us, moderation,
      counts::jsonb, case when mentions is null then '{}' else array(select jsonb_array_elements_text(mentions::jsonb)) end,
      reply_key::jsonb, ${searchVector(sql`coalesce(searched, text, '')`)}, home_id, thread_id, asks_after
    from unnest(
      ${uuids(column((row) => row.id))}::uuid[], ${texts(column((row) => row.externalId))}::text[],
      ${uuids(column((row) => row.conversationId))}::uuid[], ${uuids(column((row) => row.identityId))}::uuid[],
      ${texts(column((row) => row.parentExternalId))}::text[], ${texts(column((row) => row.rootExternalId))}::text[],
      ${texts(unlessDeleted((row) => row.subject))}::text[], ${texts(unlessDeleted((row) => row.text))}::text[],
      ${texts(unlessDeleted((row) => row.html))}::text[], ${texts(column((row) => row.visibility))}::text[],
      ${texts(column((row) => row.language))}::text[], ${texts(column((row) => row.url))}::text[],
      ${times(column((row) => row.saidAt))}::timestamptz[], ${times(column((row) => row.editedAt))}::timestamptz[],
      ${bools(column((row) => row.deleted))}::bool[], ${bools(column((row) => row.isOurs))}::bool[],
      ${bools(column((row) => row.concernsUs))}::bool[], ${texts(column((row) => row.moderation))}::text[],
      ${texts(column((row) => (row.counts ? JSON.stringify(row.counts) : null)))}::text[],
      ${texts(column((row) => (row.mentions.length > 0 ? JSON.stringify(row.mentions) : null)))}::text[],
      ${texts(column((row) => (row.replyKey === null ? null : jsonText(row.replyKey))))}::text[],
      ${texts(unlessDeleted(searchedUnlessText))}::text[],
      ${uuids(column((row) => row.homeId))}::uuid[], ${uuids(column((row) => row.threadId))}::uuid[],
      ${bools(column((row) => row.asksAfter))}::bool[]
    ) as given (id, external_id, conversation_id, identity_id, parent_external_id, root_external_id, subject, text, html,
      visibility, language, url, said_at, edited_at, deleted, is_ours, concerns_us, moderation, counts, mentions, reply_key, searched,
      home_id, thread_id, asks_after)`.execute(tx)
  await insertMedia(
    tx,
    rows.filter((row) => !row.deleted),
  )
}

/** Most of what is said without an accent is searched as it stands, and need not be sent twice. */
function searchedUnlessText(row: NewMessage): string | null {
  const searched = searchedText(row)
  return searched === row.text ? null : searched
}

/** Replaces nothing: media of edited messages are removed first by the caller. */
export async function insertMedia(tx: Tx, rows: readonly Pick<NewMessage, 'id' | 'media'>[]): Promise<void> {
  const media = rows.flatMap(({ id, media }) =>
    media.map((it, position) => ({
      message_id: id,
      position,
      kind: it.kind,
      url: it.url,
      alt: it.alt ?? null,
      mime: it.mime ?? null,
      bytes: it.bytes ?? null,
      name: it.name ?? null,
      file: null,
    })),
  )
  for (let from = 0; from < media.length; from += 1000)
    await tx
      .insertInto('message_media')
      .values(media.slice(from, from + 1000))
      .execute()
}
