import { LiveStream, type News } from './live-stream.ts'
import { isAfter } from './place.ts'

/** What the tabs of a browser tell each other. */
type Said =
  | { say: 'news'; news: News }
  | { say: 'line'; connected: boolean }
  /** A tab that has just begun asks for what came since its page was drawn. */
  | { say: 'hello'; tab: string; place: string | undefined }
  | { say: 'missed'; tab: string; news: News[] | undefined; connected: boolean }

export interface LiveTabs {
  /** What came after a place, from what this tab has heard; undefined when it does not reach back that far. */
  since(place: string): News[] | undefined
  /** This page has everything up to here. */
  reached(place: string): void
}

const remembered = 300
const lock = 'tertulia-live'

/**
 * One stream for all tabs of a browser: the tab that holds the lock has it and passes on what it hears; when it goes,
 * another takes over from where that one was. A browser without locks or channels has a stream in every tab.
 */
export function joinTabs(
  address: string,
  start: string | undefined,
  on: { news: (news: News) => void; refresh: () => void; line: (connected: boolean) => void },
): LiveTabs {
  const tab = crypto.randomUUID?.() ?? String(Math.random())
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(lock) : undefined
  const memory: News[] = []
  /** Everything after this place is in memory. */
  let covered = start
  let reached = start
  let connected = true
  let stream: LiveStream | undefined

  const hear = (news: News) => {
    if (news.kind === 'now') return on.news(news)
    if (news.id && reached && !isAfter(news.id, reached)) return
    if (news.id) reached = news.id
    memory.push(news)
    while (memory.length > remembered) covered = memory.shift()?.id ?? covered
    on.news(news)
  }
  const line = (now: boolean) => {
    connected = now
    on.line(now)
  }
  const since = (place: string | undefined): News[] | undefined => {
    if (place === undefined || covered === undefined) return []
    return isAfter(covered, place) ? undefined : memory.filter((news) => !news.id || isAfter(news.id, place))
  }

  const lead = () => {
    stream ??= new LiveStream(address, reached, {
      news(news) {
        hear(news)
        channel?.postMessage({ say: 'news', news } satisfies Said)
      },
      line(now) {
        line(now)
        channel?.postMessage({ say: 'line', connected: now } satisfies Said)
      },
    })
  }

  channel?.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if (data.say === 'news') hear(data.news)
    else if (data.say === 'line') line(data.connected)
    else if (data.say === 'hello' && stream)
      channel.postMessage({ say: 'missed', tab: data.tab, news: since(data.place), connected } satisfies Said)
    else if (data.say === 'missed' && data.tab === tab) {
      line(data.connected)
      if (data.news) for (const news of data.news) hear(news)
      else on.refresh()
    }
  })

  if (channel && navigator.locks) {
    channel.postMessage({ say: 'hello', tab, place: start } satisfies Said)
    queue(lead, () => {
      stream?.close()
      stream = undefined
    })
  } else lead()

  return {
    since,
    reached(place) {
      if (!reached || isAfter(place, reached)) reached = place
    },
  }
}

/** Waits for the lock, leads while the page lives, and gives it back when the page is put away. */
function queue(lead: () => void, stop: () => void): void {
  let leave = () => {}
  const wait = () => {
    const away = new AbortController()
    leave = () => away.abort()
    navigator.locks
      .request(lock, { signal: away.signal }, () => {
        lead()
        return new Promise<void>((resolve) => {
          leave = resolve
        })
      })
      .catch(() => {}) // Put away before it was our turn.
  }
  wait()
  addEventListener('pagehide', () => {
    stop()
    leave()
  })
  addEventListener('pageshow', (event) => event.persisted && wait())
}
