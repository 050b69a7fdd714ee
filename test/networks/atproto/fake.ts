import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Asked, documentOf, type Method, methods } from './fake/methods.ts'
import { type Repo, Store, XrpcError } from './fake/store.ts'
import { Views } from './fake/views.ts'
import type { Atproto } from './network.ts'
import { Person } from './person.ts'

/** What goes wrong instead of the answer, or after it (`lost`: it is done, and the answer never comes). */
export type Fault =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | { body: unknown }
  | 'lost'
  | ((answer: Record<string, unknown>) => unknown)

export interface FakeAtproto extends Atproto {
  store: Store
  /** The methods called so far, in order. */
  calls: string[]
  /** The next calls of this method go wrong like this. */
  fail(nsid: string, fault: Fault, times?: number): void
  repoOf(person: Person): Repo
}

/**
 * A small Bluesky network in this process: one PDS, its AppView, and the directory of accounts. It answers what the
 * real servers answer; scenario.ts, which is tried on both, holds it to that.
 */
export async function startFake(): Promise<FakeAtproto> {
  const store = new Store()
  const faults = new Map<string, Fault[]>()
  const calls: string[] = []
  const views = new Views(store, () => url)
  const all = methods({ store, views, url: () => url })
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const repo = store.repos.get(pathname.slice(1))
    if (repo) return send(response, 200, documentOf(repo, url))
    const nsid = pathname.replace('/xrpc/', '')
    calls.push(nsid)
    const asked = await askedOf(request, searchParams)
    const fault = faults.get(nsid)?.shift()
    if (typeof fault === 'object')
      return send(response, 'status' in fault ? fault.status : 200, fault.body, headersOf(fault))
    try {
      const said = methodAt(all, nsid)(asked)
      if (fault === 'lost') response.destroy()
      else send(response, 200, fault ? fault(said) : said)
    } catch (error) {
      if (!(error instanceof XrpcError)) throw error
      send(response, error.status, { error: error.error, message: error.message }, error.headers)
    }
  }

  const join = (name: string) => Person.join(url, name)
  const accounts = { tertulia: await join('tertulia'), lucas: await join('lucas'), ana: await join('ana-maria') }
  return {
    pdsUrl: url,
    accounts,
    store,
    calls,
    fail: (nsid, fault, times = 1) =>
      faults.set(nsid, [...(faults.get(nsid) ?? []), ...Array.from({ length: times }, () => fault)]),
    repoOf: ({ did }) => store.repos.get(did) ?? store.join('nobody', ''),
    processAll: async () => {},
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function methodAt(all: Record<string, Method>, nsid: string): Method {
  const method = all[nsid]
  if (!method) throw new XrpcError(501, 'MethodNotImplemented', 'Method Not Implemented')
  return method
}

async function askedOf(request: IncomingMessage, params: URLSearchParams): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  const body = type.includes('json') && bytes.length > 0 ? { ...Object(JSON.parse(bytes.toString())) } : {}
  return { params, bytes, type, body, authorization: request.headers.authorization }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? {})
  const type = typeof body === 'string' ? 'text/html' : 'application/json; charset=utf-8'
  response.writeHead(status, { 'content-type': type, ...headers }).end(text)
}

const headersOf = (fault: object): Record<string, string> => ('headers' in fault ? { ...Object(fault.headers) } : {})
