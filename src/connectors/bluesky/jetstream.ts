import { WebSocket } from 'ws'

/** How many events wait at most; meanwhile the connection is not read, and the server keeps them. */
const most = 4_000
/** An event with a post is about 1 kB; a record has at most some 100 kB. */
const maxBytes = 1_000_000

export interface Flow {
  /** What came since the last time, in order; nothing when nothing came for so long; undefined when it is over. */
  take(patienceMs: number): Promise<string[] | undefined>
  close(): void
}

/**
 * Everything that is posted on the network, as it is posted: Jetstream's first dialect over WebSocket, one JSON text an event.
 * https://github.com/bluesky-social/jetstream (`/subscribe`). `since` in microseconds; the server keeps some days. It is
 * over when it breaks off, when nothing comes for `silenceMs` (the whole network is never silent), or on `close`.
 */
export function openJetstream(address: string, since: number | undefined, silenceMs = 60_000): Flow {
  const url = new URL(address)
  url.searchParams.set('wantedCollections', 'app.bsky.feed.post')
  if (since !== undefined) url.searchParams.set('cursor', String(since))
  const socket = new WebSocket(url, { maxPayload: maxBytes, handshakeTimeout: 20_000, followRedirects: false })
  let waiting: string[] = []
  let wake = () => {}
  let isOver = false
  const end = () => {
    isOver = true
    clearTimeout(silent)
    socket.terminate()
    wake()
  }
  const silent = setTimeout(end, silenceMs)
  socket.on('message', (data, isBinary) => {
    silent.refresh()
    if (isBinary || isOver) return
    waiting.push(String(data))
    if (waiting.length >= most) socket.pause()
    wake()
  })
  socket.on('ping', () => silent.refresh())
  socket.on('error', end)
  socket.on('close', end)
  const something = (patienceMs: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(patienceMs, 0))
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  return {
    async take(patienceMs) {
      if (waiting.length === 0 && !isOver) await something(patienceMs)
      const taken = waiting
      waiting = []
      if (socket.isPaused) socket.resume()
      silent.refresh()
      return taken.length === 0 && isOver ? undefined : taken
    },
    close: end,
  }
}
