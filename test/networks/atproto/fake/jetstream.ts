import { once } from 'node:events'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Store, Written } from './store.ts'

export interface FakeJetstream {
  url: string
  /** What each connection asked for, in order. */
  asked: URLSearchParams[]
  /** Sends this to everybody who listens, as it is. */
  send(text: string | Uint8Array): void
  /** Breaks every connection off; the next ones are refused until `answer` is called. */
  hangUp(): void
  answer(): void
  stop(): Promise<void>
}

/** https://github.com/bluesky-social/jetstream : `/subscribe`, with its cursor and its wanted collections. */
export async function startJetstream(store: Store): Promise<FakeJetstream> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/subscribe' })
  await once(server, 'listening')
  const log: { at: number; collection: string; text: string }[] = []
  const listeners = new Map<WebSocket, URLSearchParams>()
  const asked: URLSearchParams[] = []
  let refuses = false
  store.listen((written) => {
    const event = { ...eventOf(written), collection: written.collection }
    log.push(event)
    for (const [socket, wanted] of listeners) if (wants(wanted, event.collection)) socket.send(event.text)
  })
  server.on('connection', (socket, request) => {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost')
    asked.push(searchParams)
    if (refuses) return socket.terminate()
    const since = Number(searchParams.get('cursor') ?? Number.POSITIVE_INFINITY)
    for (const { at, collection, text } of log) if (at >= since && wants(searchParams, collection)) socket.send(text)
    listeners.set(socket, searchParams)
    socket.on('close', () => listeners.delete(socket))
  })
  const address = server.address()
  return {
    url: `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/subscribe`,
    asked,
    send(text) {
      for (const socket of listeners.keys()) socket.send(text)
    },
    hangUp() {
      refuses = true
      for (const socket of listeners.keys()) socket.terminate()
    },
    answer: () => {
      refuses = false
    },
    async stop() {
      for (const socket of listeners.keys()) socket.terminate()
      server.close()
      await once(server, 'close')
    },
  }
}

const wants = (wanted: URLSearchParams, collection: string): boolean =>
  !wanted.has('wantedCollections') || wanted.getAll('wantedCollections').includes(collection)

let last = 0

function eventOf({ did, operation, collection, rkey, cid, value }: Written): { at: number; text: string } {
  last = Math.max(Date.now() * 1000, last + 1)
  const made = operation === 'delete' ? {} : { record: value, cid }
  const commit = { rev: `3l${last}`, operation, collection, rkey, ...made }
  return { at: last, text: JSON.stringify({ did, time_us: last, kind: 'commit', commit }) }
}
