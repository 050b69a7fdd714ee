import type { ServerType } from '@hono/node-server'
import { serve } from '@hono/node-server'
import { createToken, ensureSetupLink } from '../../src/access/index.ts'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/core/config.ts'
import { createLog } from '../../src/core/log.ts'
import { type Cast, signedIn, testUsers } from '../cast.ts'
import { testDatabase } from '../database.ts'

/** The whole product, hearing and speaking, at an address that a browser can open. */
export interface House {
  app: App
  /** `http://localhost:PORT` */
  address: string
  /** What `npm start` would have printed. */
  setUpLink(): Promise<string>
  /** Does what a person would have done on the set-up page; gives the team. */
  furnish(language: 'es' | 'en'): Promise<Cast>
  /** The value of a session's cookie for somebody. */
  cookie(userId: string): Promise<string>
  /** Asks the API, as an owner. */
  ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
  stop(): Promise<void>
}

export async function openHouse(): Promise<House> {
  const database = await testDatabase()
  const config = readConfig({
    TERTULIA_KEY: '11'.repeat(32),
    TERTULIA_ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
    TERTULIA_NO_RATE_LIMITS: '1',
    DATABASE_URL: database.url,
  })
  const app = await createApp(config, { log: createLog(process.env.LOG_LEVEL ?? 'silent') })
  const server = await listen(app)
  const work = await app.work(true)
  const address = addressOf(server)
  let token = ''
  return {
    app,
    address,
    setUpLink: async () => (await ensureSetupLink(app.core, address)) ?? '',
    async furnish(language) {
      const organisation = { name: 'Tostadero Alameda', language, time_zone: 'Europe/Madrid', public_url: address }
      await app.core.db.insertInto('organisation').values(organisation).execute()
      const cast = await testUsers(app.core)
      await app.core.db.updateTable('users').set({ language }).execute()
      return cast
    },
    cookie: (userId) => signedIn(app.core, userId),
    async ask(method, path, body) {
      token ||= (await createToken(app.core, { name: 'Copia de cada noche', scopes: [...scopes] })).token
      const answer = await fetch(`${address}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return { ...Object(text === '' ? {} : JSON.parse(text)) }
    },
    async stop() {
      await app.stop()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await work.stop()
      await app.close()
      await database.drop()
    },
  }
}

const scopes = ['read', 'reply', 'close', 'assign', 'channels', 'import'] as const

const listen = (app: App): Promise<ServerType> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(server))
    server.once('error', reject)
  })

function addressOf(server: ServerType): string {
  const address = server.address()
  return `http://localhost:${typeof address === 'object' && address ? address.port : 0}`
}
