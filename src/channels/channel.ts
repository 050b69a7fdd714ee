import type { Account } from '../connectors/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { prepared } from '../core/prepared.ts'
import type { KeptFailure } from './tables.ts'

/** One connected account with its state, as pages and the API see it. Without its settings. */
export interface Channel {
  id: string
  network: string
  externalId: string
  name: string
  handle: string | null
  url: string | null
  account: Account
  connectedAt: Date
  pausedAt: Date | null
  removedAt: Date | null
  heardAt: Date | null
  lastMessageAt: Date | null
  history: { since: Date; reached: Date | null; doneAt: Date | null } | null
  failure: KeptFailure | null
  failingSince: Date | null
}

const query = (db: Db | Tx) =>
  db
    .selectFrom('channels as c')
    .innerJoin('channel_hearings as h', 'h.channel_id', 'c.id')
    .leftJoin('channel_pauses as p', 'p.channel_id', 'c.id')
    .leftJoin('channel_removals as r', 'r.channel_id', 'c.id')
    .select(['c.id', 'c.network', 'c.external_id', 'c.name', 'c.handle', 'c.url', 'c.account', 'c.connected_at'])
    .select([
      'r.removed_at',
      'p.paused_at',
      'h.heard_at',
      'h.last_message_at',
      'h.history_since',
      'h.history_reached',
      'h.history_done_at',
    ])
    .select(['h.failure', 'h.failing_since'])

type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]

const asChannel = (row: Row): Channel => ({
  id: row.id,
  network: row.network,
  externalId: row.external_id,
  name: row.name,
  handle: row.handle,
  url: row.url,
  account: row.account,
  connectedAt: row.connected_at,
  pausedAt: row.paused_at,
  removedAt: row.removed_at,
  heardAt: row.heard_at,
  lastMessageAt: row.last_message_at,
  history: row.history_since
    ? { since: row.history_since, reached: row.history_reached, doneAt: row.history_done_at }
    : null,
  failure: row.failure,
  failingSince: row.failing_since,
})

/** Every window that is up, by network and name. There are tens of them, not thousands. */
export async function findChannels(db: Db | Tx): Promise<Channel[]> {
  const those = query(db).where('r.removed_at', 'is', null).orderBy('c.network').orderBy('c.name').orderBy('c.id')
  const { rows } = await prepared(db, those)
  return rows.map(asChannel)
}

/** One window; refuses with 404. */
export async function findChannel(db: Db | Tx, id: string): Promise<Channel> {
  const { rows } = await prepared(db, query(db).where('c.id', '=', id))
  const [row] = rows
  if (!row) throw notFound()
  return asChannel(row)
}

/** Of these windows, the ones whose history is still being fetched. */
export async function channelsBeginning(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('channel_hearings')
    .select('channel_id')
    .where('channel_id', 'in', ids)
    .where('history_since', 'is not', null)
    .where('history_done_at', 'is', null)
    .execute()
  return rows.map((row) => row.channel_id)
}
