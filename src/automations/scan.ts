import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { idTime } from '../lib/ids.ts'
import type { Occasion } from './facts.ts'
import type { Trigger, WaitKind } from './trigger.ts'
import { isOfMessage, isWait } from './trigger.ts'

/** From when until when it looks. */
export interface Window {
  since: Date
  until: Date
}

/** A stretch of the past. */
export interface Scanned {
  occasions: Occasion[]
  /** How many were looked at for them. */
  looked: number
  /** Where the next begins; undefined at the end. */
  after: string | undefined
  /** How far that is, 0 to 1. */
  progress: number
}

const batch = 500
const eventBatch = 5_000

/** What in the past would have called an automation: the next stretch, in the order in which it became known. */
export function scan(db: Db | Tx, trigger: Trigger, window: Window, after: string | null): Promise<Scanned> {
  const { on } = trigger
  if (isWait(on)) return scanMessages(db, window, after, waited(on, trigger.minutes ?? 0, window))
  return isOfMessage(on)
    ? scanMessages(db, window, after, heard(on === 'conversation.opened'))
    : scanEvents(db, on, window, after)
}

type Wanted = { where: ReturnType<typeof sql>; at: ReturnType<typeof sql> }

const toUs = sql`not m.is_ours and m.concerns_us and m.deleted_at is null`

const heard = (isFirst: boolean): Wanted => ({
  at: sql`m.said_at`,
  where: isFirst
    ? sql`${toUs} and not exists (select from messages o where o.conversation_id = m.conversation_id
        and (o.said_at, o.id) < (m.said_at, m.id))`
    : toUs,
})

/** Whoever spoke and got no answer for so long while it was not closed: the first thing they said, and the last that we did. */
function waited(kind: WaitKind, minutes: number, { until }: Window): Wanted {
  const at = sql`m.said_at + ${minutes} * interval '1 minute'`
  const none = (what: ReturnType<typeof sql>) => sql`not exists (select from messages o
    where o.conversation_id = m.conversation_id and ${what})`
  const later = sql`o.said_at > m.said_at and o.said_at <= ${at}`
  const notClosed = sql`not exists (select from events e where e.conversation_id = m.conversation_id
    and e.kind = 'conversation.closed' and e.at > m.said_at and e.at <= ${at})`
  const before = sql`o.said_at < m.said_at and o.deleted_at is null and not o.is_ours and o.concerns_us and o.said_at > coalesce((
    select max(a.said_at) from messages a where a.conversation_id = m.conversation_id and a.is_ours and not a.asks_after
      and a.said_at < m.said_at), '-infinity')`
  const where =
    kind === 'waits-for-us'
      ? sql`${toUs} and ${none(sql`${later} and o.is_ours and not o.asks_after`)} and ${none(before)}`
      : sql`m.is_ours and not m.asks_after and m.deleted_at is null and ${none(later)}`
  return { at, where: sql`${where} and ${at} <= ${until} and ${notClosed}` }
}

interface MessageRow {
  id: string
  conversation_id: string
  at: Date
  fits: boolean
}

/** By their ids, which are in the order in which they were heard: nothing is said after it is heard. */
async function scanMessages(
  db: Db | Tx,
  window: Window,
  after: string | null,
  { where, at }: Wanted,
): Promise<Scanned> {
  const { rows } = await sql<MessageRow>`
    select m.id, m.conversation_id, ${at} as at, m.said_at >= ${window.since} and ${where} as fits from messages m
    where m.id > ${after ?? idAt(window.since)} and m.id < ${idAt(window.until)}
    order by m.id limit ${sql.lit(batch)}`.execute(db)
  const last = rows.at(-1)?.id
  const isWhole = rows.length < batch
  return {
    occasions: rows
      .filter((row) => row.fits)
      .map((row) => ({ conversationId: row.conversation_id, messageId: row.id, at: row.at })),
    looked: rows.length,
    after: isWhole ? undefined : last,
    progress: isWhole || !last ? 1 : share(idTime(last).getTime(), window),
  }
}

/** The least UUID v7 of a moment. */
const idAt = (at: Date): string => {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

const share = (at: number, { since, until }: Window): number =>
  Math.min(1, Math.max(0, (at - since.getTime()) / Math.max(1, until.getTime() - since.getTime())))

interface EventRow {
  seq: number
  kind: string
  conversation_id: string | null
  at: Date
  is_later_part: boolean
}

async function scanEvents(db: Db | Tx, kind: string, window: Window, after: string | null): Promise<Scanned> {
  const from = after === null ? await firstSeq(db, window.since) : Number(after)
  const { rows } = await sql<EventRow>`
    select seq, kind, conversation_id, at, coalesce(data ->> 'part', '0') <> '0' as is_later_part from events
    where seq > ${from} order by seq limit ${sql.lit(eventBatch)}`.execute(db)
  const last = rows.at(-1)
  const isWhole = rows.length < eventBatch || (last !== undefined && last.at >= window.until)
  return {
    occasions: rows.flatMap((row) =>
      row.kind === kind && row.conversation_id && row.at >= window.since && row.at < window.until && !row.is_later_part
        ? [{ conversationId: row.conversation_id, messageId: null, at: row.at }]
        : [],
    ),
    looked: rows.length,
    after: isWhole || !last ? undefined : String(last.seq),
    progress: isWhole || !last ? 1 : share(last.at.getTime(), window),
  }
}

/** The last event before a moment. Their numbers follow time closely: it is found by halving, not by reading them. */
async function firstSeq(db: Db | Tx, since: Date): Promise<number> {
  const { rows } = await sql<{ low: number | null; high: number | null }>`
    select min(seq) - 1 as low, max(seq) as high from events`.execute(db)
  let [low, high] = [rows[0]?.low ?? 0, rows[0]?.high ?? 0]
  // A transaction that took long has earlier times than its numbers say: begin a little before.
  const moment = new Date(since.getTime() - 60_000)
  while (low < high) {
    const middle = Math.floor((low + high + 1) / 2)
    const found = await sql<{ at: Date }>`select at from events where seq >= ${middle} order by seq limit 1`.execute(db)
    if ((found.rows[0]?.at ?? since) < moment) low = middle
    else high = middle - 1
  }
  return low
}
