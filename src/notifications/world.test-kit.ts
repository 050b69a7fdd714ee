import { type Cast, publicUrl, testUsers } from '../../test/cast.ts'
import { scripted } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { type App, createApp } from '../app.ts'
import { registry } from '../connectors/index.ts'
import { readConfig } from '../core/config.ts'
import type { Tx } from '../core/database.ts'
import { createLog } from '../core/log.ts'

/** The whole product with our team in it, without a server and without work. */
export interface World {
  app: App
  cast: Cast
  tx<R>(work: (tx: Tx) => Promise<R>): Promise<R>
  /** A page, a form or a request for JSON, as somebody of the cast asks it. */
  as(who: keyof Cast): {
    page(path: string): Promise<Response>
    form(method: string, path: string, fields?: Record<string, string>): Promise<Response>
    json(method: string, path: string, body?: unknown): Promise<Response>
  }
  drop(): Promise<void>
}

export async function createWorld(env: Record<string, string> = {}, connectors = registry([scripted])): Promise<World> {
  const database = await testDatabase()
  const config = readConfig({
    TERTULIA_KEY: '11'.repeat(32),
    PUBLIC_URL: publicUrl,
    DATABASE_URL: database.url,
    TERTULIA_NO_RATE_LIMITS: '1',
    ...env,
  })
  const app = await createApp(config, { log: createLog('silent'), connectors })
  const cast = await testUsers(app.core)
  return {
    app,
    cast,
    tx: (work) => app.core.db.transaction().execute(work),
    as: (who) => asker(app, cast[who].headers),
    async drop() {
      await app.stop()
      await app.close()
      await database.drop()
    },
  }
}

function asker(app: App, headers: Record<string, string>): ReturnType<World['as']> {
  const page = { accept: 'text/html', ...headers }
  const json = { accept: 'application/json', 'content-type': 'application/json', ...headers }
  return {
    page: (path) => app.request(path, { headers: page }),
    form: (method, path, fields = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { ...page, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...fields, _method: method }).toString(),
      }),
    json: (method, path, body) =>
      app.request(path, {
        method,
        headers: json,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  }
}
