import { sql } from 'kysely'
import pg from 'pg'
import { operatorSocket } from '../lib/http/guard.ts'
import type { Json } from '../lib/json.ts'
import type { Db } from './database.ts'
import type { RecordedEvent } from './events.ts'
import type { Logger } from './log.ts'
import { gatherSigns, type OnSigns } from './signs.ts'

/** An event with its place in the order of commits: `tx-seq`, what a browser sends back as Last-Event-ID. */
export interface LiveEvent extends RecordedEvent {
  place: string
}

export type OnEvents = (events: readonly LiveEvent[]) => void

export interface Live {
  /** Told of every batch of events after it is committed, in order. Returns how to stop. */
  follow(onEvents: OnEvents): () => void
  /** Told of signs: what is true for a moment only, and no event (`pg_notify('signs', id)`). Returns how to stop. */
  followSigns(onSigns: OnSigns): () => void
  /** What happened after a place; undefined when that is too much to catch up with. */
  since(place: string): Promise<LiveEvent[] | undefined>
  /** Where we are now. */
  place(): string
  stop(): Promise<void>
}

interface Place {
  tx: string
  seq: number
}

const most = 500
/** Notices that come within this are read together. */
const gatherMs = 30

/**
 * Follows the events of all processes. A transaction that began earlier may commit later, so only events below the
 * oldest transaction that runs in this database are read: from there on, order is final and nothing can appear behind us.
 */
export async function startLive(db: Db, connection: pg.ClientConfig, log: Logger): Promise<Live> {
  const followers = new Set<OnEvents>()
  let here = await now(db)
  let reading: Promise<void> | undefined
  let again = false
  let stopped = false

  const read = async () => {
    for (let full = true; full; ) {
      const events = await eventsAfter(db, here, most)
      const last = events.at(-1)
      if (last) here = parsePlace(last.place) ?? here
      if (events.length > 0) for (const tell of followers) tell(events)
      full = events.length === most
    }
  }
  const wake = () => {
    if (stopped) return
    if (reading) {
      again = true
      return
    }
    reading = wait(gatherMs)
      .then(read)
      .catch((err) => log.warn({ err }, 'live events could not be read'))
      .finally(() => {
        reading = undefined
        if (again) {
          again = false
          wake()
        }
      })
  }
  const signs = gatherSigns()
  const listening = listenTo(connection, log, (notice) => {
    if (notice?.channel === 'signs') return signs.hear(notice.payload)
    if (!notice) signs.hear(undefined)
    wake()
  })
  // A notice can be lost with its connection, and an event can wait for an older transaction to end.
  const timer = setInterval(wake, 1_000)
  return {
    follow(onEvents) {
      followers.add(onEvents)
      return () => followers.delete(onEvents)
    },
    followSigns: signs.follow,
    async since(place) {
      const from = parsePlace(place)
      if (!from) return undefined
      const events = await eventsAfter(db, from, most + 1)
      return events.length > most ? undefined : events
    },
    place: () => `${here.tx}-${here.seq}`,
    async stop() {
      stopped = true
      clearInterval(timer)
      signs.stop()
      await listening.stop()
      await reading
    },
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const now = async (db: Db): Promise<Place> => ({ tx: await firstRunning(db), seq: 0 })

/**
 * The number below which every transaction of this database has ended. A snapshot's own xmin would not do: it counts
 * the transactions of the server's other databases, and a long one there would hold back what happens here. The
 * snapshot is older than the look at who runs: a transaction that it misses has a higher number. A running
 * transaction's number has 32 bits; its distance from the snapshot's gives the rest.
 */
export async function firstRunning(db: Db): Promise<string> {
  const { rows } = await sql<{ tx: string }>`
    with top as materialized (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as tx),
    running as (
      select (top.tx - backend_xid::text::bigint) & 4294967295 as behind from pg_stat_activity, top
      where datname = current_database() and backend_xid is not null
    )
    select (top.tx - coalesce((select max(behind) from running where behind < 2147483648), 0))::text as tx from top`.execute(
    db,
  )
  return rows[0]?.tx ?? '0'
}

function parsePlace(place: string): Place | undefined {
  const [, tx, seq] = /^(\d{1,20})-(\d{1,15})$/.exec(place) ?? []
  return tx && seq ? { tx, seq: Number(seq) } : undefined
}

interface Row {
  seq: number
  tx: string
  kind: string
  by_user: string | null
  conversation_id: string | null
  message_id: string | null
  person_id: string | null
  channel_id: string | null
  data: Record<string, Json>
}

async function eventsAfter(db: Db, { tx, seq }: Place, limit: number): Promise<LiveEvent[]> {
  // Asked first, on its own: what had ended by then is seen by the snapshot of the statement that follows.
  const end = await firstRunning(db)
  const { rows } = await sql<Row>`
    select seq, tx::text, kind, by_user, conversation_id, message_id, person_id, channel_id, data from events
    where (tx, seq) > (${tx}::xid8, ${seq}) and tx < ${end}::xid8
    order by events.tx, seq limit ${limit}`.execute(db)
  return rows.map((row) => ({
    place: `${row.tx}-${row.seq}`,
    seq: row.seq,
    kind: row.kind,
    byUser: row.by_user,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    personId: row.person_id,
    channelId: row.channel_id,
    data: row.data,
  }))
}

/** A connection of its own that listens, and comes back when it breaks: then it tells of nothing in particular. */
function listenTo(
  connection: pg.ClientConfig,
  log: Logger,
  onNotice: (notice?: pg.Notification) => void,
): { stop(): Promise<void> } {
  let stopped = false
  let client: pg.Client | undefined
  const connect = async () => {
    while (!stopped) {
      // The database's address is the operator's: it may be private.
      const fresh = new pg.Client({ ...connection, stream: operatorSocket })
      try {
        fresh.on('notification', onNotice)
        const broken = new Promise<void>((resolve) => {
          fresh.on('error', () => resolve())
          fresh.on('end', () => resolve())
        })
        await fresh.connect()
        await fresh.query('listen events; listen signs')
        client = fresh
        onNotice()
        // Stopped while it connected: nobody else would end it.
        if (!stopped) await broken
      } catch (err) {
        log.warn({ err }, 'live updates lost the database; trying again')
      }
      await fresh.end().catch(() => {})
      if (!stopped) await wait(1_000)
    }
  }
  const ended = connect()
  return {
    async stop() {
      stopped = true
      await client?.end().catch(() => {})
      await Promise.race([ended, wait(2_000)])
    },
  }
}
