import { sql } from 'kysely'
import type { ConnectorFailure } from '../connectors/index.ts'
import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { jsonText } from '../lib/json-text.ts'
import type { KeptFailure } from './tables.ts'

const minute = 60_000

/** How long a window rests after a failure. Whatever it was is tried again by itself: a cure must not need a click. */
export function restMs(failure: ConnectorFailure, failures: number, now: Date): number {
  if (failure.kind === 'rate-limited') return Math.max((failure.until?.getTime() ?? 0) - now.getTime(), 15_000)
  if (failure.kind !== 'temporary') return 15 * minute
  return Math.min(5_000 * 2 ** Math.min(failures, 10), 15 * minute)
}

/** Keeps what went wrong, in words, and when to try again; records it the first time, and when access is lost. */
export async function noteFailure(tx: Tx, channelId: string, failure: ConnectorFailure, now: Date): Promise<void> {
  const row = await tx
    .selectFrom('channel_hearings')
    .select(['failures', 'failing_since', 'failure'])
    .where('channel_id', '=', channelId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return
  const kept: KeptFailure = {
    kind: failure.kind,
    words: failure.words,
    ...(failure.until ? { until: failure.until.toISOString() } : {}),
  }
  await tx
    .updateTable('channel_hearings')
    .set({
      failure: jsonText(kept),
      failures: row.failures + 1,
      failing_since: row.failing_since ?? now,
      hear_at: new Date(now.getTime() + restMs(failure, row.failures, now)),
    })
    .where('channel_id', '=', channelId)
    .execute()
  const isLost = failure.kind === 'reconnect' && row.failure?.kind !== 'reconnect'
  if (!row.failing_since || isLost)
    await record(tx, 'channel.failed', {
      channel: { id: channelId },
      data: { kind: failure.kind, reason: failure.words.key },
    })
}

/** It works again. */
export async function noteHealth(tx: Tx, channelId: string): Promise<void> {
  const cured = await sql<{
    channel_id: string
  }>`update channel_hearings set failure = null, failures = 0, failing_since = null
    where channel_id = ${channelId} and failing_since is not null returning channel_id`.execute(tx)
  if (cured.rows.length > 0) await record(tx, 'channel.recovered', { channel: { id: channelId } })
}
