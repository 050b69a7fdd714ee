import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Words } from '../lib/words.ts'

/** What only the window's own page shows. */
export interface Details {
  /** Counted up to 100,000. */
  messages: number
  refused: { externalId: string | null; reason: Words; excerpt: string; refusedAt: Date }[]
  reconciliations: { seen: number; missing: number; since: Date; doneAt: Date }[]
  waiting: number
  /** What was only overheard in the last thirty days, and how much of it a query wanted kept. */
  overheard: { heard: number; kept: number }
}

export async function findDetails(db: Db, channelId: string): Promise<Details> {
  const [counted, refused, reconciliations, overheard] = await Promise.all([
    sql<{ messages: number; waiting: number }>`select
      (select count(*) from (select from messages where channel_id = ${channelId} limit 100000) m) as messages,
      (select count(*) from deliveries where channel_id = ${channelId} and state in ('waiting', 'sending')) as waiting`.execute(
      db,
    ),
    db
      .selectFrom('refused_items')
      .selectAll()
      .where('channel_id', '=', channelId)
      .orderBy('id', 'desc')
      .limit(50)
      .execute(),
    db
      .selectFrom('reconciliations')
      .selectAll()
      .where('channel_id', '=', channelId)
      .orderBy('done_at', 'desc')
      .limit(7)
      .execute(),
    sql<{
      heard: number
      kept: number
    }>`select coalesce(sum(heard), 0)::int8 as heard, coalesce(sum(kept), 0)::int8 as kept
      from channel_overheard where channel_id = ${channelId} and day > current_date - 30`.execute(db),
  ])
  return {
    messages: counted.rows[0]?.messages ?? 0,
    waiting: counted.rows[0]?.waiting ?? 0,
    overheard: overheard.rows[0] ?? { heard: 0, kept: 0 },
    refused: refused.map((row) => ({
      externalId: row.external_id,
      reason: row.reason,
      excerpt: row.excerpt,
      refusedAt: row.refused_at,
    })),
    reconciliations: reconciliations.map((row) => ({
      seen: row.seen,
      missing: row.missing,
      since: row.since,
      doneAt: row.done_at,
    })),
  }
}
