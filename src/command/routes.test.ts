import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { type App, createApp } from '../app.ts'
import { readConfig } from '../core/config.ts'
import { createLog } from '../core/log.ts'
import { type Url, urlsOf } from './routes.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let app: App
let urls: Url[]
before(async () => {
  database = await testDatabase()
  const config = readConfig({ DATABASE_URL: database.url, TERTULIA_KEY: '11'.repeat(32) })
  app = await createApp(config, { log: createLog('silent') })
  urls = urlsOf(app.routes)
})
after(async () => {
  await app.stop()
  await app.close()
  await database.drop()
})

/** What anybody may ask for, or whoever has the secret that is in the URL. A new line here deserves a thought. */
const open = [
  'GET /api/docs',
  'GET /api/v1/openapi.json',
  // Whoever was asked how it went.
  'GET /asked/:secret',
  'POST /asked/:secret',
  'DELETE /asked/:secret/refusal',
  'POST /asked/:secret/refusal',
  'GET /assets/*',
  // Signed by whoever posts.
  'POST /channels/:id/messages',
  'GET /healthz',
  'GET /invitations/:secret',
  'POST /invitations/:secret',
  'GET /metrics',
  'GET /password/:secret',
  'POST /password/:secret',
  'GET /readyz',
  'GET /set-up/:secret',
  'POST /set-up/:secret',
  'GET /set-up/time-zone.js',
  // A picture of an answer, for the window's own program.
  'GET /shared/:sealed',
  'GET /sign-in',
  'POST /sign-in',
  'GET /sign-in/callback/oidc',
  'POST /sign-in/passkey',
  'POST /sign-in/passkey/challenge',
  'POST /sign-in/provider',
  'GET /sign-in/second-step',
  'POST /sign-in/second-step',
  'POST /sign-out',
]

test('every URL asks for an ability, or stands on the short list of those that anybody may ask for', () => {
  const lines = urls.filter(({ ability }) => !ability).map(({ method, path }) => `${method} ${path}`)
  assert.deepEqual(lines, open)
})

test('a URL is told once, with the ability of its own line or of the lines above it', () => {
  const abilityOf = (method: string, path: string) =>
    urls.filter((url) => url.method === method && url.path === path).map(({ ability }) => ability)
  assert.deepEqual(abilityOf('GET', '/conversations'), ['read'])
  assert.deepEqual(abilityOf('PUT', '/conversations/:id/closure'), ['close'])
  assert.deepEqual(abilityOf('PUT', '/settings/mail'), ['settings'])
  assert.deepEqual(abilityOf('PATCH', '/me'), ['read'])
  assert.deepEqual(abilityOf('GET', '/files/:sha256'), ['read'])
  assert.deepEqual(abilityOf('GET', '/healthz'), [undefined])
  assert.deepEqual(abilityOf('GET', '/api/v1/conversations'), [])
  assert.equal(new Set(urls.map(({ method, path }) => `${method} ${path}`)).size, urls.length)
})
