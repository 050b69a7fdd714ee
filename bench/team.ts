import { createServer, type Server as HttpServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCipher } from '../src/core/cipher.ts'
import { type Database, openDatabase } from '../src/core/database.ts'
import { readKey } from '../src/core/key.ts'
import { findRunning } from '../src/core/postgres/start.ts'
import { newId } from '../src/lib/ids.ts'
import { signedIn, testCore } from '../test/cast.ts'
import { found, openWindow, type Server, startServer } from './server.ts'

/** A Tertulia in a process of its own, with people signed in and windows that take answers. */
export interface Team {
  url: string
  token: string
  database: Database
  people: Person[]
  windows: string[]
  stop(): Promise<void>
}

export interface Person {
  id: string
  name: string
  headers: { cookie: string; origin: string }
}

export async function startTeam(size: number): Promise<Team> {
  const network = await outside()
  const server = await startServer({ TERTULIA_ALLOW_PRIVATE_NETWORKS: '127.0.0.1' })
  const token = await found(server)
  const connection = await findRunning(server.folder)
  if (!connection) throw new Error('The database of the server was not found')
  const database = openDatabase(connection)
  const webhook = `http://127.0.0.1:${(network.address() as AddressInfo).port}/`
  const windows = []
  for (let nth = 0; nth < 3; nth += 1)
    windows.push(await openWindow(server.url, token, { name: `Mostrador ${nth}`, webhook }))
  return {
    url: server.url,
    token,
    database,
    windows,
    people: await hire(server, database, size),
    async stop() {
      await database.close()
      await server.stop()
      network.close()
    },
  }
}

/** Takes every answer, as whoever is behind a window's webhook would. */
async function outside(): Promise<HttpServer> {
  const server = createServer((request: IncomingMessage, response) => {
    request.resume().once('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function hire({ url, folder }: Server, database: Database, size: number): Promise<Person[]> {
  const core = { ...testCore(database), cipher: createCipher(await readKey({ key: undefined, dataFolder: folder })) }
  const people: Person[] = []
  for (let nth = 0; nth < size; nth += 1) {
    const [id, name] = [newId(), `Colega ${nth}`]
    await database.db
      .insertInto('users')
      .values({
        id,
        name,
        email: `colega${nth}@example.org`,
        role: 'agent',
        language: 'es',
        undo_seconds: 0,
        deactivated_at: null,
        image: null,
      })
      .execute()
    people.push({ id, name, headers: { cookie: await signedIn(core, id, url), origin: url } })
  }
  return people
}

/** Gives a conversation to somebody, as a colleague. */
export async function assign(url: string, by: Person, conversation: string, to: string): Promise<void> {
  const answer = await fetch(`${url}/conversations/${conversation}/assignment`, {
    method: 'PUT',
    headers: { ...by.headers, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: to }),
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`assigning answered ${answer.status}`)
}

/** A browser that is connected and draws nothing. */
export async function listen(url: string, { headers }: Person, signal: AbortSignal): Promise<void> {
  // It comes back when it is let go, as a browser does.
  while (!signal.aborted) await listenOnce(url, headers, signal)
}

async function listenOnce(url: string, headers: Person['headers'], signal: AbortSignal): Promise<void> {
  try {
    const stream = await fetch(`${url}/events`, { headers: { ...headers, accept: 'text/event-stream' }, signal })
    if (!stream.ok) throw new Error(`the stream answered ${stream.status}`)
    for await (const chunk of stream.body ?? []) void chunk
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
