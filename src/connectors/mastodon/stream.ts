import type { Json } from '../../lib/json.ts'
import type { Batch, Context } from '../connector.ts'
import { asFailure } from '../failure.ts'
import { failureOfStatus } from '../http/failures.ts'
import { Inbox } from '../inbox.ts'
import { settingsOf } from './api.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { ear } from './ear.ts'
import { eventsIn, type StreamEvent } from './events.ts'
import { newest } from './newest.ts'
import { type Place, placeOf } from './place.ts'
import { hearEvent } from './stream-event.ts'

type Push = (batch: Batch) => Promise<void>

export interface Patience {
  /** An instance gives a sign of life every 15 seconds; after so long without one the connection is dead. */
  silenceMs: number
  /** How often the lists are read all the same: hashtags, edits and late arrivals are not in the stream. */
  roundMs: number
  /** No sooner than this is a stream opened again, so that one in trouble costs no more requests than asking. */
  againMs: number
}

const usual: Patience = { silenceMs: 60_000, roundMs: 45_000, againMs: 60_000 }

/**
 * The user's stream, over server-sent events: the same events as over WebSocket, but a plain request, so it goes
 * through `context.http` like all others. It is opened first and the lists are read while it waits, so nothing falls
 * between. Where there is no stream, or it ends soon, the lists are read in rounds instead for a while; then it is over
 * and the house begins again. Only lost access and what `newest` meets are failures.
 */
export async function stream(
  context: Context,
  stored: Json | undefined,
  push: Push,
  patience: Patience = usual,
): Promise<void> {
  const place = await placeOf(context)
  const leave = new AbortController()
  const inbox = new Inbox<StreamEvent>(5000)
  const end = () => inbox.end()
  const begun = performance.now()
  const endLater = () => setTimeout(end, Math.max(begun + patience.againMs - performance.now(), 0)).unref()
  context.signal.addEventListener('abort', end, { once: true, signal: leave.signal })
  try {
    const body = await open(context, place, { name: 'user', leave: leave.signal })
    if (body) void collect(body, inbox, { leave, silenceMs: patience.silenceMs }).then(endLater)
    else endLater()
    if (place.publicPosts) await overhear(context, place, { inbox, leave, patience, endLater })
    await hearAll(context, { place, inbox, push, roundMs: patience.roundMs }, stored)
  } catch (error) {
    if (!context.signal.aborted) throw error
  } finally {
    leave.abort()
  }
}

/** What anybody says, into the same inbox, which it never fills: the connection waits instead. */
async function overhear(
  context: Context,
  place: Place,
  to: { inbox: Inbox<StreamEvent>; leave: AbortController; patience: Patience; endLater: () => void },
): Promise<void> {
  const { inbox, leave, patience, endLater } = to
  const body = await open(context, place, { name: 'public', leave: leave.signal })
  if (!body) return endLater()
  const slowly = { room: () => inbox.room(), add: (event: StreamEvent) => inbox.add({ ...event, isPublic: true }) }
  void collect(body, slowly, { leave, silenceMs: patience.silenceMs }).then(endLater)
}

/** Events as they come, and a round of the lists when it is due; between two pages of a round, events have their turn. */
async function hearAll(
  context: Context,
  { place, inbox, push, roundMs }: { place: Place; inbox: Inbox<StreamEvent>; push: Push; roundMs: number },
  stored: Json | undefined,
): Promise<void> {
  let cursor = stored
  let due = performance.now()
  while (!context.signal.aborted) {
    const events = await inbox.take(due - performance.now())
    if (!events) return
    if (events.length > 0) cursor = await pass(place, events, { cursor, push })
    if (performance.now() < due) continue
    const batch = await newest(context, cursor)
    if (batch.heard.length > 0 || JSON.stringify(batch.cursor) !== JSON.stringify(cursor)) await push(batch)
    cursor = batch.cursor
    if (!batch.more) due = performance.now() + roundMs
  }
}

async function pass(
  place: Place,
  events: StreamEvent[],
  { cursor, push }: { cursor: Json | undefined; push: Push },
): Promise<Json | undefined> {
  const state = readCursor(cursor)
  const listening = ear(place, state)
  for (const event of events) hearEvent(place, state, listening, event)
  if (listening.heard.length === 0) return cursor
  const after = writeCursor(state)
  await push({ heard: listening.heard, cursor: after, more: false })
  return after
}

/** The stream's bytes; undefined where it cannot be opened. Throws when access is lost. */
export async function open(
  context: Context,
  place: Place,
  { name, leave }: { name: 'user' | 'public'; leave: AbortSignal },
): Promise<ReadableStream<Uint8Array> | undefined> {
  const url = new URL(`/api/v1/streaming/${name}`, place.streaming).href
  const headers = { accept: 'text/event-stream', authorization: `Bearer ${settingsOf(context).token}` }
  try {
    const answer = await context.http.fetch(url, { headers, signal: AbortSignal.any([context.signal, leave]) })
    if (!answer.ok) throw failureOfStatus({ url, method: 'GET' }, answer, context.now())
    const isStream = /^text\/event-stream/i.test(answer.headers.get('content-type') ?? '')
    return (isStream && answer.body) || undefined
  } catch (error) {
    if (context.signal.aborted || asFailure(error).kind === 'reconnect') throw error
    return undefined
  }
}

/** Until it ends, breaks off or goes silent: however that is, what follows is in the lists. */
async function collect(
  body: ReadableStream<Uint8Array>,
  inbox: { room?(): Promise<void>; add(event: StreamEvent): void },
  { leave, silenceMs }: { leave: AbortController; silenceMs: number },
): Promise<void> {
  const silent = setTimeout(() => leave.abort(), silenceMs)
  try {
    for await (const event of eventsIn(body, () => silent.refresh())) {
      await inbox.room?.()
      inbox.add(event)
    }
  } catch {
    // What broke it off changes nothing.
  } finally {
    clearTimeout(silent)
  }
}
