import { setTimeout as sleep } from 'node:timers/promises'
import { type Channel, connectorOf, contextFor, findChannel, noteFailure, noteHealth } from '../channels/index.ts'
import { asFailure, type Batch, type Connector, ConnectorFailure, type Context } from '../connectors/index.ts'
import { isDatabaseLost } from '../core/database.ts'
import { record } from '../core/events.ts'
import { isFullDisk } from '../core/problem.ts'
import type { Json } from '../lib/json.ts'
import { words } from '../lib/words.ts'
import { endTurn, renewLease, type Turn } from './claim.ts'
import { LeaseLost, take } from './take.ts'
import type { Intake } from './understand.ts'

const minute = 60_000
/** How often a silent window is asked when its connector has no wish of its own, and the bounds of any wish. */
const pace = { usual: minute, least: 5_000, most: 24 * 60 * minute }
/** Pages taken in one turn before others have theirs. */
const pagesPerTurn = 20

/**
 * One turn at one window: what is new, then a few pages of history, then its stream if it has one (`onStream`: from
 * here on the turn only waits). Throws when what became of it could not even be written down.
 */
export async function hearTurn(
  board: Intake,
  lease: string,
  turn: Turn,
  signal: AbortSignal,
  onStream: () => void,
): Promise<void> {
  const { core } = board
  let next: Date | undefined
  try {
    const channel = await ours(() => findChannel(core.db, turn.channelId))
    const connector = connectorOf(board, channel.network)
    const context = await ours(() => contextFor(board, channel, signal))
    const at = { board, lease, channel, connector, context }
    const heard = await hearAndGoBack(at, turn)
    next = heard.next
    await ours(() =>
      core.db.transaction().execute(async (tx) => {
        await noteHealth(tx, channel.id)
        const isNews = channel.heardAt === null || turn.history !== undefined
        if (isNews && heard.isWhole) await record(tx, 'channel.caught-up', { channel })
      }),
    )
    if (hasStream(at) && !turn.history) {
      onStream()
      next = await follow(at)
    }
  } catch (error) {
    if (signal.aborted || error instanceof LeaseLost) return
    // Ours, not the window's: it is asked again as soon as the database is back.
    if (error instanceof DatabaseLost)
      return core.log.warn({ channel: turn.channelId }, 'a turn of hearing lost the database')
    await fail(board, turn.channelId, error)
  } finally {
    await endTurn(core.db, lease, turn.channelId, next).catch(unlessLost)
  }
}

/** A database that is gone has forgotten the lease when it is back. */
function unlessLost(error: unknown): void {
  if (!isDatabaseLost(error)) throw error
}

/** The database went away in the middle of a turn, of which the network has no part. */
class DatabaseLost extends Error {
  override readonly name = 'DatabaseLost'
}

/** Work of ours within a turn, told from the connector's: a library may fail with the same words as a lost database. */
const ours = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((cause: unknown) => {
    if (isDatabaseLost(cause)) throw new DatabaseLost('The database went away.', { cause })
    if (isFullDisk(cause)) throw new ConnectorFailure('temporary', words('core.disk-full'), { cause })
    throw cause
  })

interface At {
  board: Intake
  lease: string
  channel: Channel
  connector: Connector
  context: Context
}

async function hearAndGoBack(at: At, turn: Turn): Promise<{ next: Date; isWhole: boolean }> {
  const newest = await hearNewest(at, turn.cursor)
  const more = turn.history ? await hearHistory(at, turn.history) : false
  const { clock } = at.board.core
  const isWhole = !more
  // A window with a stream follows it as soon as its past is here.
  const canFollow = turn.history !== undefined && hasStream(at)
  if (newest.more || more || canFollow) return { next: clock.now(), isWhole }
  const inMs = Math.min(Math.max(newest.againInMs ?? pace.usual, pace.least), pace.most)
  return { next: new Date(clock.now().getTime() + inMs), isWhole }
}

const hasStream = ({ connector, context }: At): boolean =>
  connector.stream !== undefined && (connector.canStream?.(context) ?? true)

async function hearNewest(at: At, from: Json | undefined): Promise<{ more: boolean; againInMs?: number }> {
  const { connector, context } = at
  if (!connector.newest) {
    // It is posted to; being ready for that is all there is to hear.
    await takeHere(at, { heard: [], cursor: from ?? null, more: false }, 'newest')
    return { more: false, againInMs: pace.most }
  }
  let cursor = from
  for (let page = 0; page < pagesPerTurn; page += 1) {
    const batch = await connector.newest(context, cursor)
    await takeHere(at, batch, 'newest')
    cursor = batch.cursor
    if (!batch.more) return { more: false, ...(batch.againInMs === undefined ? {} : { againInMs: batch.againInMs }) }
  }
  return { more: true }
}

/** Whether there is more history to fetch. */
async function hearHistory(at: At, history: NonNullable<Turn['history']>): Promise<boolean> {
  const { connector, context } = at
  if (!connector.history) {
    await takeHere(at, { heard: [], cursor: null, more: false }, 'history')
    return false
  }
  let cursor = history.cursor
  for (let page = 0; page < pagesPerTurn; page += 1) {
    const batch = await connector.history(context, cursor, history.since)
    await takeHere(at, batch, 'history')
    cursor = batch.cursor
    if (!batch.more) return false
  }
  return true
}

const takeHere = ({ board, lease, channel, connector, context }: At, batch: Batch, moves: 'newest' | 'history') => {
  const { inFull } = connector
  return ours(() =>
    take(board.core.db, connector, channel, batch, {
      moves,
      now: board.core.clock.now(),
      lease,
      understanding: board.understanding,
      matching: board.matching,
      ...(inFull && { inFull: (messages) => inFull(context, messages) }),
    }),
  )
}

/** Follows the stream until it ends, is aborted, or the window is no longer ours. */
async function follow(at: At): Promise<Date> {
  const { board, channel, connector, context } = at
  const { core } = board
  const ended = new AbortController()
  const signal = AbortSignal.any([context.signal, ended.signal])
  const keeping = keepLease(at, ended, signal)
  try {
    const { cursor } = await core.db
      .selectFrom('channel_hearings')
      .select('cursor')
      .where('channel_id', '=', channel.id)
      .executeTakeFirstOrThrow()
    await connector.stream?.({ ...context, http: board.http(signal), signal }, cursor ?? undefined, async (batch) => {
      await takeHere(at, batch, 'newest')
    })
  } catch (error) {
    if (error instanceof LeaseLost || signal.aborted) return core.clock.now()
    if (error instanceof DatabaseLost) throw error
    // A stream that breaks is nothing to tell: asking goes on at once. Lost access is.
    const failure = asFailure(error)
    if (failure.kind === 'reconnect') throw failure
    core.log.info({ channel: channel.id, kind: failure.kind }, 'a stream ended; asking instead until it is back')
  } finally {
    ended.abort()
    await keeping
  }
  return new Date(core.clock.now().getTime() + pace.least)
}

async function keepLease({ board, lease, channel }: At, ended: AbortController, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(8_000, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    const ours = await renewLease(board.core.db, lease, channel.id).catch(() => true)
    if (!ours) ended.abort()
  }
}

async function fail(board: Intake, channelId: string, error: unknown): Promise<void> {
  const { db, log, clock } = board.core
  const failure = asFailure(error)
  if (!(error instanceof ConnectorFailure))
    log.error({ err: error, channel: channelId }, 'hearing failed in a way its connector did not name')
  await db.transaction().execute((tx) => noteFailure(tx, channelId, failure, clock.now()))
}
