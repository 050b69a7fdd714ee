import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Hono } from 'hono'
import { type Cast, testCore, testUsers } from '../../test/cast.ts'
import { testDatabase } from '../../test/database.ts'
import { Refusal } from '../core/errors.ts'
import { createTranslator } from '../core/i18n/translator.ts'
import type { Env, Viewer } from '../core/web.ts'
import { newId } from '../lib/ids.ts'
import { createSlots, fill } from '../ui/slots.ts'
import { words as ui } from '../ui/words.ts'
import { identify } from './identify.ts'
import { peopleRoutes } from './routes.tsx'
import { personMain } from './slots.ts'
import { peopleWords } from './words.ts'

const world = {} as { database: Awaited<ReturnType<typeof testDatabase>>; cast: Cast; personId: string }
before(async () => {
  world.database = await testDatabase()
  const { db } = world.database
  world.cast = await testUsers(testCore(world.database))
  const lucia = { externalId: 'l', name: 'Lucía <i>', handle: '@lucia@example.org', url: 'https://example.org/@lucia' }
  const ids = await db.transaction().execute((tx) => identify(tx, 'mastodon', [{ ...lucia, isBot: true }]))
  const row = await db
    .selectFrom('identities')
    .select('person_id')
    .where('id', '=', ids.get('l') ?? '')
    .executeTakeFirstOrThrow()
  world.personId = row.person_id
})
after(() => world.database.drop())

const slots = createSlots([fill(personMain, async ([id = '']) => new Map([[id, 'Tres conversaciones']]))])

async function ask(path: string, viewer: Viewer | undefined, accept = 'text/html'): Promise<Response> {
  const app = new Hono<Env>()
  const t = createTranslator([peopleWords, ui], { onUnknownKey: () => {} }).for('en', 'UTC')
  app.use(async (c, next) => {
    c.set('t', t)
    c.set('viewer', viewer)
    await next()
  })
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error
    return c.json({}, error.status)
  })
  const shellOf = async () => ({ t, viewer: world.cast.marta, nav: [], menu: [] })
  const connectors = new Map([['mastodon', { name: 'Mastodon', mark: 'M' }]])
  app.route('/', peopleRoutes(world.database, { connectors, shellOf, slots }))
  return app.request(path, { headers: { accept } })
}

test('nobody sees a person without signing in, and nobody is found who is not there', async () => {
  assert.equal((await ask(`/people/${world.personId}`, undefined, 'application/json')).status, 401)
  assert.equal((await ask(`/people/${newId()}`, world.cast.vera)).status, 404)
  assert.equal((await ask('/people/1', world.cast.vera)).status, 404)
})

test('a person is shown by name, with where they talk and what other rooms know', async () => {
  const html = await (await ask(`/people/${world.personId}`, world.cast.vera)).text()
  for (const words of [
    'Lucía &lt;i&gt;',
    'Mastodon · @lucia@example.org',
    'https://example.org/@lucia',
    'Software, by its own word',
    'Tres conversaciones',
  ])
    assert.ok(html.includes(words), words)
})

test('a program gets the identities', async () => {
  const body = await (await ask(`/people/${world.personId}`, world.cast.vera, 'application/json')).json()
  assert.equal(body.id, world.personId)
  assert.deepEqual(
    body.identities.map((one: { network: string; handle: string; is_bot: boolean }) => [
      one.network,
      one.handle,
      one.is_bot,
    ]),
    [['mastodon', '@lucia@example.org', true]],
  )
})
