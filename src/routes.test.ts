import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Kysely, PostgresDialect } from 'kysely'
import { testUsers } from '../test/cast.ts'
import { scripted } from '../test/channel.ts'
import { testDatabase } from '../test/database.ts'
import { someConversation } from '../test/talk.ts'
import { createAccess } from './access/index.ts'
import { createApp } from './app.ts'
import { registry } from './connectors/index.ts'
import { conversationFillings } from './conversations/index.ts'
import { readConfig } from './core/config.ts'
import { type Live, startLive } from './core/live.ts'
import { createBroadcast } from './core/live-stream.ts'
import { createLog } from './core/log.ts'
import type { Tables } from './core/tables.ts'
import { createMailer } from './notifications/index.ts'
import { createRoutes } from './routes.ts'
import { createSlots } from './ui/slots.ts'

const database = await testDatabase()
const log = createLog('silent')
const config = readConfig({
  TERTULIA_KEY: '11'.repeat(32),
  PUBLIC_URL: 'http://localhost',
  DATABASE_URL: database.url,
  TERTULIA_NO_RATE_LIMITS: '1',
})
const app = await createApp(config, { log, connectors: registry([scripted]) })
const real = await startLive(database.db, { connectionString: database.url }, log)

/** How many questions about what a page shows had been answered. */
let answered = 0
const rooms = /\b(conversations|messages|channels|notifications|people|identities)\b/
const db = new Kysely<Tables>({
  dialect: new PostgresDialect({ pool: app.core.pool }),
  log: (event) => {
    if (rooms.test(event.query.sql)) answered += 1
  },
})
// Stands still but for the questions that a page asks: a place taken after one of them tells.
const live: Live = { ...real, place: () => `1-${answered}` }
const core = { ...app.core, db }
const mailer = createMailer(core)
const routes = createRoutes({
  core,
  board: { ...app.board, core },
  access: createAccess(core, { translator: app.translator, mailer }),
  mailer,
  keys: new Set(),
  explain: async () => [],
  broadcast: createBroadcast(live, async () => '', log),
  live,
  translator: app.translator,
  slots: createSlots([...conversationFillings(core, app.board.connectors)]),
  deeds: new Map(),
})
after(async () => {
  await real.stop()
  await app.stop()
  await app.close()
  await database.drop()
})

test('a page says how far it has the events before it reads a single row: what comes meanwhile reaches it live', async () => {
  const { marta } = await testUsers(app.core)
  const { id, channel } = await someConversation(database.db)
  for (const path of [
    '/conversations',
    `/conversations/${id}`,
    `/channels/${channel.id}`,
    '/channels',
    '/notifications',
  ]) {
    answered = 0
    const page = await routes.request(path, { headers: { accept: 'text/html', ...marta.headers } })
    assert.equal(page.status, 200, path)
    assert.equal(/<t-live [^>]*data-after="([^"]*)"/.exec(await page.text())?.[1], '1-0', path)
    assert.ok(answered > 0, `${path} was not seen to read anything`)
  }
})
