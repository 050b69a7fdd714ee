import type { T } from './i18n/translator.ts'
import type { Live, LiveEvent } from './live.ts'
import type { Logger } from './log.ts'

/** Whom changes are drawn for: everybody of one language who may do the same with what they see. */
export interface Onlookers {
  t: T
  /** They may answer and decide; else they only look, and no deed is drawn for them. */
  mayReply: boolean
}

/** Draws what changed as turbo-streams. Empty when there is nothing to show. */
export type DrawLive = (events: readonly LiveEvent[], t: T, mayReply: boolean) => Promise<string>

export interface Broadcast {
  /** A browser's stream of drawn changes, from a place on or from now on. */
  pages(onlookers: Onlookers, from: string | undefined, signal: AbortSignal): ReadableStream<Uint8Array>
  /** The events themselves, for programs. */
  events(from: string | undefined, signal: AbortSignal): ReadableStream<Uint8Array>
  /** How many are listening now. */
  count(): number
  stop(): void
}

const aliveMs = 20_000
/** A reader that falls this far behind is let go; it comes back and catches up. */
const maxQueued = 256
/** After this long a reader is let go too and comes back, so that who was signed out or left hears no more. */
const usualLifeMs = 5 * 60_000

interface Reader {
  /** Undefined: a program, which is told of the events themselves. */
  for: Onlookers | undefined
  send(text: string): void
  close(): void
}

/** Draws each batch once per language and right, and hands it to every reader of that kind. */
export function createBroadcast(live: Live, draw: DrawLive, log: Logger, lifeMs = usualLifeMs): Broadcast {
  const readers = new Set<Reader>()
  let turn = Promise.resolve()
  const stopFollowing = live.follow((events) => {
    // One after the other: two batches drawn at once could arrive in the wrong order.
    turn = turn
      .then(() => fanOut(events))
      .catch((err) => {
        log.error({ err }, 'live changes could not be drawn')
        // They come back for what they have not got; going on would leave a gap that nobody sees.
        for (const reader of readers) reader.close()
      })
  })

  async function fanOut(events: readonly LiveEvent[]): Promise<void> {
    const last = events.at(-1)
    if (!last || readers.size === 0) return
    const kinds = Map.groupBy(readers, (reader) => reader.for && `${reader.for.t.language} ${reader.for.mayReply}`)
    for (const group of kinds.values()) {
      const text = await tell(events, last.place, group[0]?.for)
      for (const reader of group) reader.send(text)
    }
  }

  const tell = async (events: readonly LiveEvent[], place: string, to: Onlookers | undefined): Promise<string> =>
    to ? asPage(place, await draw(events, to.t, to.mayReply)) : events.map(asJson).join('')

  function open(to: Onlookers | undefined, from: string | undefined, signal: AbortSignal): ReadableStream<Uint8Array> {
    const encoder = new TextEncoder()
    let isOpen = true
    let cleanUp = () => {}
    return new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const reader: Reader = {
            for: to,
            send(text) {
              // Gone while others of its kind were told: no reason that they come back too.
              if (!isOpen) return
              if ((controller.desiredSize ?? 0) < -maxQueued) reader.close()
              else controller.enqueue(encoder.encode(text))
            },
            close() {
              cleanUp()
              try {
                controller.close()
              } catch {
                // Closed by the other side already.
              }
            },
          }
          const alive = setInterval(() => reader.send(': \n\n'), aliveMs)
          // Not all in the same moment.
          const life = setTimeout(() => reader.close(), lifeMs * (0.75 + Math.random() / 2))
          cleanUp = () => {
            isOpen = false
            clearInterval(alive)
            clearTimeout(life)
            readers.delete(reader)
          }
          signal.addEventListener('abort', () => reader.close(), { once: true })
          // Who is to catch up is given no place before they have: cut off in between, they would pass over what they missed.
          reader.send(from ? 'retry: 2000\n\n' : `retry: 2000\nid: ${live.place()}\ndata:\n\n`)
          turn = turn
            .then(async () => {
              if (from && isOpen) reader.send(await missed(from, to))
              if (isOpen) readers.add(reader)
            })
            .catch((err) => {
              log.error({ err }, 'a live stream could not catch up')
              reader.close()
            })
        },
        cancel: () => cleanUp(),
      },
      { highWaterMark: 0 },
    )
  }

  async function missed(from: string, to: Onlookers | undefined): Promise<string> {
    const events = await live.since(from)
    if (!events) return `id: ${live.place()}\nevent: reload\ndata: 1\n\n`
    const last = events.at(-1)
    return last ? tell(events, last.place, to) : ''
  }

  return {
    pages: open,
    events: (from, signal) => open(undefined, from, signal),
    count: () => readers.size,
    stop() {
      stopFollowing()
      for (const reader of readers) reader.close()
    },
  }
}

function asPage(place: string, fragments: string): string {
  // Nothing to show, and yet a place: whoever comes back from it is not asked to pass over all this again.
  if (!fragments) return `id: ${place}\n\n`
  // A line ends in any of the three ways: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
  return `id: ${place}\nevent: turbo\n${fragments
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`
}

function asJson({ place, ...event }: LiveEvent): string {
  return `id: ${place}\nevent: ${event.kind}\ndata: ${JSON.stringify({
    kind: event.kind,
    conversation_id: event.conversationId,
    message_id: event.messageId,
    person_id: event.personId,
    channel_id: event.channelId,
    by: event.byUser,
    data: event.data,
  })}\n\n`
}
