import { sql } from 'kysely'
import type { Json } from '../lib/json.ts'
import { texts, uuids } from './arrays.ts'
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

/** The same for all events of a kind that were recorded at once. */
export type TogetherInTx = (tx: Tx, events: readonly RecordedEvent[]) => Promise<void>

/** Who wants to know, by kind of event. Rooms export theirs; `app.ts` registers them. */
export interface Subscribers {
  /** In the same transaction: database work only, short. */
  inTx: Map<string, InTx[]>
  /** Also in it, after those: whoever can tell of many as fast as of one. */
  together?: Map<string, TogetherInTx[]>
  /** Names of jobs, added in the same transaction, that run after it. */
  later: Map<string, string[]>
}

/** What led to events without one of us: said in the data of each. Ids and names, never personal text. */
export type Cause = Readonly<Record<string, Json>>

const causes = new WeakMap<Tx, Cause>()

/** Whatever `work` records in this transaction says what led to it. */
export async function causing<R>(tx: Tx, cause: Cause, work: () => Promise<R>): Promise<R> {
  const outer = causes.get(tx)
  causes.set(tx, cause)
  try {
    return await work()
  } finally {
    if (outer) causes.set(tx, outer)
    else causes.delete(tx)
  }
}

/** What leads to what is recorded in this transaction now. */
export const causeOf = (tx: Tx): Cause | undefined => causes.get(tx)

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
  const cause = causes.get(tx)
  const told = happened.map(({ data }) => ({ ...data, ...cause }))
  const rows = happened.map((about) => ({
    kind: about.kind,
    by_user: about.by?.id ?? null,
    conversation_id: about.conversation?.id ?? null,
    message_id: about.message?.id ?? null,
    person_id: about.person?.id ?? null,
    channel_id: about.channel?.id ?? null,
  }))
  const written = await write(tx, rows, told)
  const events = rows.map((row, index) => asEvent(row, written[index]?.seq ?? 0, told[index] ?? {}))
  for (const event of events) await tell(tx, event)
  for (const [kind, same] of Map.groupBy(events, (event) => event.kind))
    for (const hear of subscribers.together?.get(kind) ?? []) await hear(tx, same)
  return events
}

/** Whoever follows is told in the same statement: two would be two ways to the database and back. */
async function write(tx: Tx, rows: readonly Row[], told: readonly Record<string, Json>[]): Promise<{ seq: number }[]> {
  const column = (key: keyof Row) => rows.map((row) => row[key])
  const { rows: written } = await sql<{ seq: number }>`
    with written as (
      insert into events (kind, by_user, conversation_id, message_id, person_id, channel_id, data)
      select kind, by_user, conversation_id, message_id, person_id, channel_id, data::jsonb
      from unnest(${texts(column('kind'))}::text[], ${uuids(column('by_user'))}::uuid[],
        ${uuids(column('conversation_id'))}::uuid[], ${uuids(column('message_id'))}::uuid[],
        ${uuids(column('person_id'))}::uuid[], ${uuids(column('channel_id'))}::uuid[],
        ${texts(told.map((data) => JSON.stringify(data)))}::text[])
        as given (kind, by_user, conversation_id, message_id, person_id, channel_id, data)
      returning seq)
    select seq, (select pg_notify('events', '')) from written order by seq`.execute(tx)
  return written
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
