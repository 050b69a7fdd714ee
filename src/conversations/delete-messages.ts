import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import type { Known } from './hear.ts'
import type { NewMessage } from './insert-messages.ts'

/**
 * Follows deletions on the network: the words, their revisions and media go, a marker stays in the thread. A deletion
 * of something unheard is remembered, so that a page read earlier cannot bring it back.
 */
export async function deleteMessages(
  tx: Tx,
  channelId: string,
  externalIds: readonly string[],
  known: ReadonlyMap<string, Known>,
  fresh: readonly NewMessage[],
): Promise<{ id: string; conversationId: string; externalId: string }[]> {
  if (externalIds.length === 0) return []
  const inBatch = new Map(fresh.map((row) => [row.externalId, row]))
  const found = [...new Set(externalIds)].flatMap((externalId) => {
    const row = known.get(externalId)
    if (row) return row.deleted_at ? [] : [{ id: row.id, conversationId: row.conversation_id, externalId }]
    const added = inBatch.get(externalId)
    return added ? [{ id: added.id, conversationId: added.conversationId, externalId }] : []
  })
  const unheard = externalIds.filter((externalId) => !known.has(externalId) && !inBatch.has(externalId))
  await bury(tx, channelId, unheard)
  await empty(
    tx,
    found.map((row) => row.id),
  )
  await recordAll(
    tx,
    found.map((row) => ({
      kind: 'message.deleted',
      message: { id: row.id },
      conversation: { id: row.conversationId },
    })),
  )
  return found
}

async function bury(tx: Tx, channelId: string, externalIds: string[]): Promise<void> {
  if (externalIds.length === 0) return
  await sql`insert into message_tombstones (channel_id, external_id)
    select ${channelId}, id from unnest(${externalIds}::text[]) as id on conflict do nothing`.execute(tx)
}

async function empty(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update messages set deleted_at = now(), text = '', html = null, subject = null, search = '', counts = null,
    mentions = '{}' where id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from message_revisions where message_id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from message_media where message_id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from message_readings where message_id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from message_topics where message_id = any(${ids}::uuid[])`.execute(tx)
}
