import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Json } from '../lib/json.ts'

/** A window that this process hears now, and where its hearing stands. */
export interface Turn {
  channelId: string
  cursor: Json | undefined
  history: { since: Date; cursor: Json | undefined } | undefined
}

export const leaseS = 30

interface Row {
  channel_id: string
  cursor: Json
  history_since: Date | null
  history_cursor: Json
  history_done_at: Date | null
}

/**
 * Takes up to `limit` windows that are due and that no other living process hears. A lease runs out by itself; one of our
 * own outside `except`, the windows that we do hear, is a claim whose answer was lost with the database.
 */
export async function claimTurns(db: Db, lease: string, limit: number, except: readonly string[]): Promise<Turn[]> {
  const { rows } = await sql<Row>`
    update channel_hearings h set leased_by = ${lease}, leased_until = now() + make_interval(secs => ${leaseS})
    where channel_id in (
      select channel_id from channel_hearings
      where hear_at <= now() and hear_at < 'infinity' and (leased_until is null or leased_until < now() or leased_by = ${lease} or not exists (
          select from processes p where p.id = leased_by and p.beat_at > now() - interval '15 seconds'))
        and not exists (select from channel_pauses p where p.channel_id = channel_hearings.channel_id)
        and not exists (select from channel_removals r where r.channel_id = channel_hearings.channel_id)
        and channel_id <> all (${[...except]}::uuid[])
      order by hear_at limit ${limit} for update skip locked)
    returning channel_id, cursor, history_since, history_cursor, history_done_at`.execute(db)
  return rows.map(asTurn)
}

/**
 * What is asked every few seconds is asked at once when a process begins: nobody asked while there was none. What rests after a
 * failure goes on resting.
 */
export async function hearSoon(db: Db): Promise<void> {
  await sql`update channel_hearings set hear_at = now()
    where hear_at > now() and hear_at <= now() + interval '10 seconds' and failures = 0`.execute(db)
}

const asTurn = (row: Row): Turn => ({
  channelId: row.channel_id,
  cursor: row.cursor ?? undefined,
  history:
    row.history_since && !row.history_done_at
      ? { since: row.history_since, cursor: row.history_cursor ?? undefined }
      : undefined,
})

/** Keeps the lease while a stream lasts. False when it is no longer ours, or the window was paused or removed. */
export async function renewLease(db: Db, lease: string, channelId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update channel_hearings set leased_until = now() + make_interval(secs => ${leaseS})
    where channel_id = ${channelId} and leased_by = ${lease}
      and not exists (select from channel_pauses p where p.channel_id = ${channelId})`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Gives the window back, to be heard again at `at`. Undefined leaves the time that a failure has set. */
export async function endTurn(db: Db, lease: string, channelId: string, at: Date | undefined): Promise<void> {
  await sql`update channel_hearings set leased_by = null, leased_until = null, hear_at = coalesce(${at ?? null}::timestamptz, hear_at)
    where channel_id = ${channelId} and leased_by = ${lease}`.execute(db)
}
