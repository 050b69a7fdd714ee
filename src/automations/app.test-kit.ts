import { type Cast, testUsers } from '../../test/cast.ts'
import { scripted } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { type App, createApp } from '../app.ts'
import { registry } from '../connectors/index.ts'
import { readConfig } from '../core/config.ts'
import { createLog } from '../core/log.ts'

type Headers = Record<string, string>

/** The whole product without work, with the team signed in. */
export interface Tried extends App {
  cast: Cast
  /** As a program asks, for Nico unless told otherwise. */
  api(method: string, path: string, body?: unknown, headers?: Headers): Promise<{ status: number; body: Answered }>
  page(path: string, headers?: Headers): Promise<Response>
  form(method: string, path: string, fields: Headers, headers?: Headers): Promise<Response>
  end(): Promise<void>
}

/** What a program is told, which the test itself examines. */
type Answered = Awaited<ReturnType<Response['json']>>

export async function tryApp(): Promise<Tried> {
  const database = await testDatabase()
  const config = readConfig({
    TERTULIA_KEY: '11'.repeat(32),
    PUBLIC_URL: 'http://localhost',
    DATABASE_URL: database.url,
  })
  const app = await createApp(config, { log: createLog('silent'), connectors: registry([scripted]) })
  const cast = await testUsers(app.core)
  const nico = cast.nico.headers
  return {
    ...app,
    cast,
    async api(method, path, body, headers = nico) {
      const answered = await app.request(`/api/v1${path}`, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: answered.status, body: await answered.json() }
    },
    page: (path, headers = nico) => app.request(path, { headers: { ...headers, accept: 'text/html' } }),
    form: (method, path, fields, headers = nico) =>
      app.request(path, {
        method: 'POST',
        headers: { ...headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ ...fields, _method: method }),
      }),
    async end() {
      await app.stop()
      await app.close()
      await database.drop()
    },
  }
}
