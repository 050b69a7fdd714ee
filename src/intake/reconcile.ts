import { sql } from 'kysely'
import { type Channel, connectorOf, contextFor, findChannels } from '../channels/index.ts'
import { asFailure, ConnectorFailure, type Heard } from '../connectors/index.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import type { Json } from '../lib/json.ts'
import { take } from './take.ts'
import type { Intake } from './understand.ts'

const day = 24 * 3600_000
/** What is still arriving is not missing: the newest minutes are left to hearing. */
const settledMs = 10 * 60_000
const maxPages = 30

/**
 * Asks each network again for the last two days and holds the answer against what is here. Whatever is missing is
 * taken in, and the window's page says how many there were: that is the proof that nothing was lost.
 */
export async function reconcileAll(board: Intake, signal: AbortSignal): Promise<void> {
  for (const channel of await findChannels(board.core.db)) {
    if (signal.aborted) return
    if (channel.pausedAt || channel.failure) continue
    await reconcile(board, channel, signal).catch((error: unknown) => {
      const surprise = error instanceof ConnectorFailure ? {} : { err: error }
      board.core.log.warn(
        { channel: channel.id, kind: asFailure(error).kind, ...surprise },
        'a window could not be reconciled today',
      )
    })
  }
}

/** One window; returns how many messages were seen there and how many of them were not here. */
export async function reconcile(
  board: Intake,
  channel: Channel,
  signal: AbortSignal,
): Promise<{ seen: number; missing: number }> {
  const connector = connectorOf(board, channel.network)
  const { db, clock } = board.core
  const until = new Date(clock.now().getTime() - settledMs)
  const since = new Date(Math.max(clock.now().getTime() - 2 * day, channel.connectedAt.getTime()))
  const found = { seen: 0, missing: 0 }
  if (!connector.history || since >= until) return found
  const context = await contextFor(board, channel, signal)
  let cursor: Json | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const batch = await connector.history(context, cursor, since)
    const due = batch.heard.filter((item) => isDue(item, since, until))
    const missing = await notHere(board, channel.id, due)
    found.seen += due.length
    found.missing += missing.length
    // Taken whole: an edit that was missed is mended too.
    await take(
      db,
      connector,
      channel,
      { heard: due },
      { moves: 'nothing', now: clock.now(), understanding: board.understanding, matching: board.matching },
    )
    cursor = batch.cursor
    if (!batch.more) break
  }
  await write(board, channel.id, since, until, found)
  return found
}

const isDue = (item: Heard, since: Date, until: Date): boolean =>
  item.kind === 'message' && item.message.saidAt >= since && item.message.saidAt <= until

async function notHere(board: Intake, channelId: string, heard: Heard[]): Promise<string[]> {
  const ids = heard.flatMap((item) => (item.kind === 'message' ? [item.message.externalId] : []))
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${ids}::text[]) as id
    where not exists (select from messages m where m.channel_id = ${channelId} and m.external_id = id)`.execute(
    board.core.db,
  )
  return rows.map((row) => row.id)
}

async function write(
  board: Intake,
  channelId: string,
  since: Date,
  until: Date,
  found: { seen: number; missing: number },
): Promise<void> {
  await board.core.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('reconciliations')
      .values({ id: newId(), channel_id: channelId, since, until, ...found })
      .execute()
    await record(tx, 'channel.reconciled', { channel: { id: channelId }, data: found })
  })
}
