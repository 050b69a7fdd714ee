import { setTimeout as sleep } from 'node:timers/promises'
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

/** Draws how things stand now with these, or with all: what no event tells. Empty when there is nothing to show. */
export type DrawSigns = (about: readonly string[] | undefined, t: T) => Promise<string>

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
/** Signs, and streams that open, within this are drawn for together. */
const gatherMs = 50
/** While more is coming, drawing rests twice as long as the last took, at most this: a flood leaves room for whoever asks for a page. */
const mostRestMs = 400
/** A reader that falls this far behind is let go; it comes back and catches up. */
const maxQueued = 256
/** After this long a reader is let go too and comes back, so that who was signed out or left hears no more. */
const usualLifeMs = 5 * 60_000

const encoder = new TextEncoder()
const stillHere = encoder.encode(': \n\n')

interface Reader {
  /** Undefined: a program, which is told of the events themselves. */
  for: Onlookers | undefined
  /** The same bytes are handed to all who are told the same. */
  send(bytes: Uint8Array): void
  close(): void
}

/**
 * Draws each batch once per language and right, and hands it to every reader of that kind. Signs are drawn once per
 * language; whoever begins to read is told how things stand.
 */
export function createBroadcast(
  live: Live,
  draw: DrawLive,
  log: Logger,
  { lifeMs = usualLifeMs, drawSigns }: { lifeMs?: number; drawSigns?: DrawSigns } = {},
): Broadcast {
  const readers = new Set<Reader>()
  // One after the other: two batches drawn at once could arrive in the wrong order. Programs do not wait for pages.
  const turns = { pages: Promise.resolve(), programs: Promise.resolve() }
  let turnOfSigns = Promise.resolve()
  /** What pages are still to be told, in order. */
  let untold: LiveEvent[] = []
  let restsUntil = 0
  const stopFollowing = live.follow((events) => {
    untold.push(...events)
    turns.pages = turns.pages.then(drawUntold).catch((err) => {
      log.error({ err }, 'live changes could not be drawn')
      // They come back for what they have not got; going on would leave a gap that nobody sees.
      for (const reader of readers) if (reader.for) reader.close()
    })
    turns.programs = turns.programs.then(() => {
      const bytes = encoder.encode(events.map(asJson).join(''))
      for (const reader of readers) if (!reader.for) reader.send(bytes)
    })
  })

  const newcomers = new Set<Reader>()
  /** What signs were about since the last were drawn. */
  const signs = { of: new Set<string>(), ofAll: false }
  let areSignsDue = false
  const stopSigns = live.followSigns((about) => {
    if (about) for (const id of about) signs.of.add(id)
    else signs.ofAll = true
    drawSignsSoon()
  })

  /**
   * Drawn one after the other too, and together what came meanwhile: after a restart all come back at once. What could
   * not be drawn is mended by the next sign.
   */
  function drawSignsSoon(): void {
    if (areSignsDue) return
    areSignsDue = true
    turnOfSigns = turnOfSigns
      .then(() => sleep(gatherMs, undefined, { ref: false }))
      .then(async () => {
        areSignsDue = false
        const about = signs.ofAll ? undefined : [...signs.of]
        const fresh = [...newcomers].filter((one) => readers.has(one))
        const others = [...readers].filter((one) => !newcomers.has(one))
        newcomers.clear()
        signs.of.clear()
        signs.ofAll = false
        await sendSigns(fresh, undefined)
        if (about?.length !== 0) await sendSigns(others, about)
      })
      .catch((err) => log.warn({ err }, 'signs could not be drawn'))
  }

  async function sendSigns(to: readonly Reader[], about: readonly string[] | undefined): Promise<void> {
    if (!drawSigns) return
    const languages = Map.groupBy(to, (reader) => reader.for?.t.language)
    for (const group of languages.values()) {
      const t = group[0]?.for?.t
      const text = t && asData('now', await drawSigns(about, t))
      const bytes = text ? encoder.encode(text) : undefined
      if (bytes) for (const reader of group) reader.send(bytes)
    }
  }

  /** What came while the last was drawn is drawn together. */
  async function drawUntold(): Promise<void> {
    if (untold.length === 0) return
    const restMs = restsUntil - performance.now()
    if (restMs > 0) await sleep(restMs, undefined, { ref: false })
    const events = untold
    untold = []
    const began = performance.now()
    await fanOut(events)
    const tookMs = performance.now() - began
    restsUntil = began + tookMs + Math.min(2 * tookMs, mostRestMs)
  }

  async function fanOut(events: readonly LiveEvent[]): Promise<void> {
    const last = events.at(-1)
    const pages = [...readers].filter((reader) => reader.for)
    if (!last || pages.length === 0) return
    const kinds = Map.groupBy(pages, (reader) => reader.for && `${reader.for.t.language} ${reader.for.mayReply}`)
    for (const group of kinds.values()) {
      const bytes = encoder.encode(await tell(events, last.place, group[0]?.for))
      for (const reader of group) reader.send(bytes)
    }
  }

  const tell = async (events: readonly LiveEvent[], place: string, to: Onlookers | undefined): Promise<string> =>
    to ? asPage(place, await draw(events, to.t, to.mayReply)) : events.map(asJson).join('')

  function open(to: Onlookers | undefined, from: string | undefined, signal: AbortSignal): ReadableStream<Uint8Array> {
    let isOpen = true
    let cleanUp = () => {}
    return new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const reader: Reader = {
            for: to,
            send(bytes) {
              // Gone while others of its kind were told: no reason that they come back too.
              if (!isOpen) return
              if ((controller.desiredSize ?? 0) < -maxQueued) reader.close()
              else controller.enqueue(bytes)
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
          const alive = setInterval(() => reader.send(stillHere), aliveMs)
          // Not all in the same moment.
          const life = setTimeout(() => reader.close(), lifeMs * (0.75 + Math.random() / 2))
          cleanUp = () => {
            isOpen = false
            clearInterval(alive)
            clearTimeout(life)
            readers.delete(reader)
            newcomers.delete(reader)
          }
          signal.addEventListener('abort', () => reader.close(), { once: true })
          // Who is to catch up is given no place before they have: cut off in between, they would pass over what they missed.
          const place = from ?? live.place()
          reader.send(encoder.encode(from ? 'retry: 2000\n\n' : `retry: 2000\nid: ${place}\ndata:\n\n`))
          const kind = to ? 'pages' : 'programs'
          turns[kind] = turns[kind]
            .then(async () => {
              // What is drawn together in an earlier turn may be newer than they are.
              if (isOpen) reader.send(encoder.encode(await missed(place, to)))
              if (!isOpen) return
              readers.add(reader)
              newcomers.add(reader)
              drawSignsSoon()
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
      stopSigns()
      for (const reader of readers) reader.close()
    },
  }
}

function asPage(place: string, fragments: string): string {
  // Nothing to show, and yet a place: whoever comes back from it is not asked to pass over all this again.
  return `id: ${place}\n${asData('turbo', fragments) || '\n'}`
}

function asData(kind: 'turbo' | 'now', fragments: string): string {
  if (!fragments) return ''
  // A line ends in any of the three ways: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
  const lines = fragments.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`)
  return `event: ${kind}\n${lines.join('')}\n`
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
