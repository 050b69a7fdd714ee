import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import type { StoredMessage } from './stored-message.ts'

/** A message and the queries that it matches. */
export interface Found {
  message: Omit<StoredMessage, 'listened'>
  queryIds: readonly string[]
}

/** A mention that was none before. */
export interface Fresh {
  queryId: string
  messageId: string
}

/** So many are told of one by one; more at once is history coming in. */
const toldAtOnce = 50

/**
 * Keeps what these messages match, in the transaction that stores them. `again`: some were here before, and what they no
 * longer match is taken away. `isNews`: pages and alerts are told, as they are unless the past is looked through. Two statements whatever their number; gives what is new, and tells it in one event.
 */
export async function keepMentions(
  tx: Tx,
  found: readonly Found[],
  how: { again: boolean; isNews?: boolean },
): Promise<Fresh[]> {
  if (how.again) await dropOthers(tx, found)
  const pairs = found.flatMap(({ message, queryIds }) => queryIds.map((queryId) => ({ queryId, message })))
  if (pairs.length === 0) return []
  const column = <T>(pick: (pair: (typeof pairs)[number]) => T) => pairs.map(pick)
  const { rows } = await sql<{ query_id: string; message_id: string; is_new: boolean }>`
    insert into mentions (query_id, message_id, said_at, mood, channel_id, identity_id)
    select given.* from unnest(${column(({ queryId }) => queryId)}::uuid[], ${column(({ message }) => message.id)}::uuid[],
      ${column(({ message }) => message.saidAt)}::timestamptz[], ${column(({ message }) => message.mood)}::smallint[],
      ${column(({ message }) => message.channelId)}::uuid[], ${column(({ message }) => message.identityId)}::uuid[])
      as given (query_id, message_id, said_at, mood, channel_id, identity_id)
    where exists (select from queries q where q.id = given.query_id)
    on conflict (query_id, message_id) do update set mood = excluded.mood where mentions.mood is distinct from excluded.mood
    returning query_id, message_id, xmax = 0 as is_new`.execute(tx)
  const fresh = rows.filter((row) => row.is_new)
  if (how.isNews !== false) await tell(tx, fresh)
  return fresh.map((row) => ({ queryId: row.query_id, messageId: row.message_id }))
}

async function dropOthers(tx: Tx, found: readonly Found[]): Promise<void> {
  const pairs = found.flatMap(({ message, queryIds }) => queryIds.map((queryId) => [message.id, queryId] as const))
  await sql`
    delete from mentions m where m.message_id = any(${found.map(({ message }) => message.id)}::uuid[])
      and (m.message_id, m.query_id) not in (
        select * from unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[]))`.execute(tx)
}

/** What these messages said is gone: they mention nothing any more. */
export async function dropMentions(tx: Tx, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return
  await sql`delete from mentions where message_id = any(${[...messageIds]}::uuid[])`.execute(tx)
}

/** Ids only; a page asks for the rest. `queries` has each that found something, `mentions` the latest pairs. */
async function tell(tx: Tx, fresh: readonly { query_id: string; message_id: string }[]): Promise<void> {
  if (fresh.length === 0) return
  const queries = [...new Set(fresh.map((row) => row.query_id))].slice(0, 500)
  const mentions = fresh.slice(-toldAtOnce).map((row) => [row.query_id, row.message_id])
  await recordAll(tx, [{ kind: 'mention.found', data: { count: fresh.length, queries, mentions } }])
}
