import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, createApp } from '../src/app.ts'
import { assign } from '../src/conversations/assign.ts'
import { reply } from '../src/conversations/reply.ts'
import { readConfig } from '../src/core/config.ts'
import { createLog } from '../src/core/log.ts'
import { createUnderstanding } from '../src/intake/index.ts'
import { markAsSample } from '../src/ui/sample-band.tsx'
import { signedIn } from '../test/cast.ts'
import { testDatabase } from '../test/database.ts'
import { until as waitFor } from '../test/story/times.ts'
import { storyOptions } from './clock.ts'
import { createDoor } from './door.ts'
import type { House } from './found.ts'
import type { Happening } from './happening.ts'
import { day } from './hours.ts'
import { live } from './live.ts'
import { writePast } from './past.ts'
import { createStandIns } from './stand-ins.ts'
import { tell } from './story.ts'

// Two days of a quarter of the company, as they were some weeks ago.
const start = new Date(Math.floor(Date.now() / day) * day - 30 * day)
const until = start.getTime() + 2 * day
let database: Awaited<ReturnType<typeof testDatabase>>
let app: App
let house: House
const standIns = createStandIns()
before(async () => {
  database = await testDatabase()
  const config = readConfig({ TERTULIA_KEY: '11'.repeat(32), DATABASE_URL: database.url })
  const connection = { connectionString: database.url, options: storyOptions }
  const log = createLog('silent')
  const patience = { perQuestionMs: 20_000, perBatchMs: 20_000, toBeginMs: 20_000, toLearnMs: 20_000 }
  const understanding = createUnderstanding(log, { patience })
  app = await createApp(config, { log, connection, understanding, connectors: standIns.connectors })
  const story = tell({ seed: 'test', start, scale: 0.25 })
  const past = await writePast({ app, address: 'http://localhost:3300', story, start, until, tell: () => {} })
  house = past.house
})
after(async () => {
  await app.stop()
  await app.close()
  await database.drop()
})

const count = async (query: string): Promise<number> => Number((await database.pool.query(query)).rows[0].count)

test('what happened then is said to have happened then', async () => {
  const late = `> to_timestamp(${until / 1000})`
  for (const [table, column] of [
    ['messages', 'said_at'],
    ['messages', 'heard_at'],
    ['events', 'at'],
    ['replies', 'written_at'],
    ['deliveries', 'settled_at'],
    ['conversation_closures', 'closed_at'],
    ['conversation_assignments', 'assigned_at'],
  ]) {
    assert.ok((await count(`select count(*) from ${table} where ${column} is not null`)) > 0, table)
    assert.equal(await count(`select count(*) from ${table} where ${column} ${late}`), 0, `${table}.${column}`)
  }
})

test('what we said went by the outbox, in the name of who said it, and arrived', async () => {
  const sent = await count(`select count(*) from deliveries where state = 'sent'`)
  assert.ok(sent > 10)
  assert.equal(await count('select count(*) from replies where written_by is not null'), sent)
  assert.equal(
    await count('select count(*) from messages m join deliveries d on d.message_id = m.id where m.is_ours'),
    sent,
  )
})

test('it was read, and found by the searches, as it came in', async () => {
  assert.ok((await count('select count(*) from message_readings')) > 40)
  assert.ok((await count('select count(*) from mentions')) > 0)
})

test('the database has its own clock back', async () => {
  assert.ok(Math.abs(Date.now() - Number((await database.pool.query('select now() as at')).rows[0].at)) < 60_000)
  const defaults = `select count(*) from information_schema.columns where column_default like '%public%now%'`
  assert.equal(await count(defaults), 0)
  const functions = `select count(*) from pg_proc where pronamespace = 'public'::regnamespace and proname like '%now'`
  assert.equal(await count(functions), 0)
})

test('whoever opens the link is in, and every page says that it is a sample', async () => {
  markAsSample()
  const door = await createDoor(app)
  const open = (path: string, headers = {}) => door.fetch(new Request(`http://localhost:3300${path}`, { headers }))
  assert.equal((await open('/sample/guess')).status, 404)
  const answer = await open(door.path, { 'accept-language': 'en' })
  assert.equal(answer.status, 303)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  for (const path of ['/conversations', '/channels', '/settings/organisation', '/listening', '/nothing-here'])
    assert.match(
      await (await open(path, { cookie, accept: 'text/html' })).text(),
      /Nothing here is real and nothing goes out/,
    )
  assert.match(await (await open('/sign-in')).text(), /Sample company|Empresa de muestra/)
})

test('so is whoever opens it where the sample is reached by https', async () => {
  const config = readConfig({
    ...{ TERTULIA_KEY: '11'.repeat(32), DATABASE_URL: database.url, PUBLIC_URL: 'https://faro.example' },
  })
  const log = createLog('silent')
  const secure = await createApp(config, { log, connectors: standIns.connectors })
  try {
    const door = await createDoor(secure)
    const open = (path: string, headers = {}) => door.fetch(new Request(`https://faro.example${path}`, { headers }))
    const given = (await open(door.path)).headers.get('set-cookie') ?? ''
    assert.match(given, /^__Secure-.*; Secure$/)
    const answer = await open('/conversations', { cookie: given.split(';')[0] ?? '', accept: 'text/html' })
    assert.equal(answer.status, 200)
  } finally {
    await secure.stop()
    await secure.close()
  }
})

test('nobody can add a window that would reach a real place', async () => {
  const visitor = house.users.get('you')?.id ?? ''
  const cookie = await signedIn(app.core, visitor)
  const settings = { url: 'https://lapleamar.example/feed.xml' }
  const answer = await app.request('/channels', {
    method: 'POST',
    headers: {
      cookie,
      origin: 'http://localhost:3300',
      accept: 'application/json',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ network: 'feed', settings }),
  })
  assert.equal(answer.status, 422)
})

const said = (thread: string): Happening => ({
  kind: 'said',
  ...{ at: Date.now(), thread, id: `${thread}/1`, window: 'chat', text: `¿Abrís hoy? ${thread}`, language: 'es' },
  author: { externalId: `farodeenero-chat/${thread}`, name: 'Rosa Camacho' },
  visibility: 'direct',
  concernsUs: true,
})
const answered = (thread: string): Happening => ({
  kind: 'deed',
  ...{ at: Date.now(), thread, window: 'chat', first: `${thread}/1`, by: 'marta' },
  does: { it: 'reply', text: 'Sí, hasta las 8.', to: `${thread}/1`, language: 'es' },
})
const conversationOf = async (thread: string): Promise<string | undefined> =>
  (await database.pool.query('select conversation_id from messages where external_id = $1', [`${thread}/1`])).rows[0]
    ?.conversation_id
const answersIn = (id: string) => count(`select count(*) from messages where is_ours and conversation_id = '${id}'`)

test('it goes on living, leaves to the visitor what is theirs, and whom they answer answers back', async () => {
  const work = await app.work(true)
  const happens = async (happened: Happening[], holds: () => Promise<unknown>) => {
    const endless = { next: () => ({ value: happened.shift() ?? said('more'), done: false }) }
    const pace = { saidMs: 50, deedMs: 5, writingMs: 5 }
    const life = live({ app, house, standIns, story: endless, onHappened: () => {}, pace })
    await waitFor('what happens', async () => Boolean(await holds()))
    await life.stop()
  }
  await happens([said('ours'), said('theirs')], async () => (await conversationOf('ours')) && conversationOf('theirs'))
  const [ours = '', theirs = ''] = [await conversationOf('ours'), await conversationOf('theirs')]
  const visitor = { id: house.users.get('you')?.id ?? '' }
  await app.core.db.transaction().execute((tx) => assign(tx, theirs, { userId: visitor.id }, visitor))
  await happens([answered('theirs'), answered('ours')], async () => (await answersIn(ours)) > 0)
  assert.equal(await answersIn(theirs), 0)
  await happens([], async () => {
    if ((await count(`select count(*) from replies where written_by = '${visitor.id}'`)) === 0)
      await app.core.db
        .transaction()
        .execute((tx) => reply(tx, standIns.connectors, theirs, { text: 'Ven cuando quieras, Rosa.' }, visitor))
    return count(`select count(*) from messages where external_id like 'back/%' and conversation_id = '${theirs}'`)
  })
  await work.stop()
})
