import { sql } from 'kysely'
import type { Json } from '../lib/json.ts'
import type { Tx } from './database.ts'
import { addJob } from './jobs.ts'

/** What an event is about. Ids only: personal text never enters here. */
export interface About {
  by?: { id: string } | undefined
  conversation?: { id: string } | undefined
  message?: { id: string } | undefined
  person?: { id: string } | undefined
  channel?: { id: string } | undefined
  data?: Record<string, Json>
}

export interface RecordedEvent {
  seq: number
  kind: string
  byUser: string | null
  conversationId: string | null
  messageId: string | null
  personId: string | null
  channelId: string | null
  data: Record<string, Json>
}

export type InTx = (tx: Tx, event: RecordedEvent) => Promise<void>

/** Who wants to know, by kind of event. Rooms export theirs; `app.ts` registers them. */
export interface Subscribers {
  /** In the same transaction: database work only, short. */
  inTx: Map<string, InTx[]>
  /** Names of jobs, added in the same transaction, that run after it. */
  later: Map<string, string[]>
}

let subscribers: Subscribers = { inTx: new Map(), later: new Map() }

/** Called once, by the wiring. */
export function subscribe(wired: Subscribers): void {
  subscribers = wired
}

/** Writes what happened, in the transaction that made it happen. */
export async function record(tx: Tx, kind: string, about: About = {}): Promise<RecordedEvent> {
  const [event] = await recordAll(tx, [{ kind, ...about }])
  if (!event) throw new Error('An event was not recorded.')
  return event
}

/** Many at once: one statement. */
export async function recordAll(tx: Tx, happened: (About & { kind: string })[]): Promise<RecordedEvent[]> {
  if (happened.length === 0) return []
  const rows = happened.map((about) => ({
    kind: about.kind,
    by_user: about.by?.id ?? null,
    conversation_id: about.conversation?.id ?? null,
    message_id: about.message?.id ?? null,
    person_id: about.person?.id ?? null,
    channel_id: about.channel?.id ?? null,
    data: JSON.stringify(about.data ?? {}),
  }))
  const written = await tx.insertInto('events').values(rows).returning('seq').execute()
  await sql`select pg_notify('events', '')`.execute(tx)
  const events = rows.map((row, index) => asEvent(row, written[index]?.seq ?? 0, happened[index]?.data ?? {}))
  for (const event of events) await tell(tx, event)
  return events
}

type Row = {
  kind: string
  by_user: string | null
  conversation_id: string | null
  message_id: string | null
  person_id: string | null
  channel_id: string | null
}

const asEvent = (row: Row, seq: number, data: Record<string, Json>): RecordedEvent => ({
  seq,
  kind: row.kind,
  byUser: row.by_user,
  conversationId: row.conversation_id,
  messageId: row.message_id,
  personId: row.person_id,
  channelId: row.channel_id,
  data,
})

async function tell(tx: Tx, event: RecordedEvent): Promise<void> {
  for (const hear of subscribers.inTx.get(event.kind) ?? []) await hear(tx, event)
  for (const job of subscribers.later.get(event.kind) ?? []) await addJob(tx, job, { seq: event.seq })
}
