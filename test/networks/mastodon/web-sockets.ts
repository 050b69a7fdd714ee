import type { IncomingMessage, Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Instance } from './door.ts'
import { type Join, streamOf } from './streaming.ts'
import type { Person } from './world.ts'

/** https://docs.joinmastodon.org/methods/streaming/#websocket : many streams over one connection. */
export function webSockets({ tokens, world }: Instance, join: Join, server: Server): void {
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const { searchParams } = new URL(request.url ?? '', world.url)
    const person = world.people.get(tokens.get(tokenOf(request, searchParams))?.personId ?? '')
    if (!person) return void socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (ws) => {
      converse(ws, person, join, searchParams.has('stream') ? Object.fromEntries(searchParams) : undefined)
    })
  })
}

type Wish = { type?: unknown; stream?: unknown; tag?: unknown }

function converse(ws: WebSocket, person: Person, join: Join, first: Wish | undefined): void {
  const joined = new Map<string, () => void>()
  const obey = ({ type = 'subscribe', stream, tag }: Wish) => {
    const known = streamOf(stream)
    if (!known) return ws.send(JSON.stringify({ error: 'Unknown stream type', status: 400 }))
    const names = typeof tag === 'string' ? [known, tag.toLowerCase()] : [known]
    joined.get(names.join())?.()
    if (type !== 'subscribe') return
    const send = (event: string, payload: string) => ws.send(JSON.stringify({ stream: names, event, payload }))
    const named = typeof tag === 'string' ? { tag: tag.toLowerCase() } : {}
    joined.set(
      names.join(),
      join({ person, stream: known, ...named, send }, () => ws.terminate()),
    )
  }
  if (first) obey(first)
  ws.on('message', (data) => obey(Object(parsed(String(data)))))
  ws.on('close', () => {
    for (const leave of joined.values()) leave()
  })
}

const tokenOf = (request: IncomingMessage, query: URLSearchParams): string =>
  /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ??
  query.get('access_token') ??
  String(request.headers['sec-websocket-protocol'] ?? '')

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
