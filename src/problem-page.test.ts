import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testUsers } from '../test/cast.ts'
import { scripted } from '../test/channel.ts'
import { testDatabase } from '../test/database.ts'
import { createApp } from './app.ts'
import { registry } from './connectors/index.ts'
import { readConfig } from './core/config.ts'
import { createLog } from './core/log.ts'

const database = await testDatabase()
const config = readConfig({
  TERTULIA_KEY: '11'.repeat(32),
  PUBLIC_URL: 'http://localhost',
  DATABASE_URL: database.url,
  TERTULIA_NO_RATE_LIMITS: '1',
})
const app = await createApp(config, { log: createLog('silent'), connectors: registry([scripted]) })
const { marta } = await testUsers(app.core)
after(async () => {
  await app.stop()
  await app.close()
  await database.drop()
})

const html = { accept: 'text/html' }

async function asked(path: string, headers: Record<string, string>) {
  const answer = await app.request(path, { headers: { ...html, ...headers } })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

test('what nobody foresaw is told as a page, in the language of whoever is there, without what broke', async () => {
  await app.core.pool.query('alter table notifications rename to lost')
  try {
    for (const [language, told, again] of [
      ['en', 'Something went wrong that we had not foreseen', 'Try again'],
      ['es', 'Algo salió mal y no lo habíamos previsto', 'Probar de nuevo'],
    ] as const) {
      await app.core.db.updateTable('users').set({ language }).where('id', '=', marta.id).execute()
      const { status, type, text } = await asked('/notifications?x=<b>', marta.headers)
      assert.deepEqual([status, type], [500, 'text/html; charset=utf-8'])
      assert.ok(text.includes(`<html lang="${language}"`) && text.includes(told) && text.includes(again))
      assert.match(text, /href="\/notifications\?x=[^"<]*"/)
      assert.doesNotMatch(text, /relation|does not exist|node_modules/)
    }
    const said = await app.request('/notifications', { headers: { ...marta.headers, accept: 'application/json' } })
    assert.equal(said.headers.get('content-type'), 'application/problem+json')
  } finally {
    await app.core.pool.query('alter table lost rename to notifications')
  }
})

test('what breaks before anybody is known is told in the language that the browser asks for', async () => {
  await app.core.pool.query('alter table sessions rename to lost')
  try {
    for (const [language, told] of [
      ['es-MX,es;q=0.9', 'No ha funcionado'],
      ['de,en;q=0.5', 'That did not work'],
    ] as const) {
      const { status, text } = await asked('/conversations', { ...marta.headers, 'accept-language': language })
      assert.equal(status, 500)
      assert.ok(text.includes(told), language)
    }
  } finally {
    await app.core.pool.query('alter table lost rename to sessions')
  }
})

test('what is not there, or not allowed, is not worth a second try', async () => {
  const { status, text } = await asked('/nowhere', marta.headers)
  assert.equal(status, 404)
  assert.ok(!text.includes('Probar de nuevo') && text.includes('href="/"'))
})

test('a deed that failed is not done again by a link, and no address leads elsewhere', async () => {
  await app.core.pool.query('alter table notifications rename to lost')
  try {
    const put = {
      method: 'POST',
      headers: { ...html, ...marta.headers },
      body: new URLSearchParams({ _method: 'PUT' }),
    }
    const answer = await app.request('/notifications/reading', put)
    assert.equal(answer.status, 500)
    assert.ok(!(await answer.text()).includes('Probar de nuevo'))
  } finally {
    await app.core.pool.query('alter table lost rename to notifications')
  }
  assert.doesNotMatch((await asked('//example.org/x', marta.headers)).text, /href="\/\/example/)
})

test('in a part of a page that loads by itself, what went wrong stands in that part', async () => {
  const frame = { ...marta.headers, 'turbo-frame': 'why-"<b>' }
  const gone = await asked('/messages/nothing/reading', frame)
  assert.equal(gone.status, 404)
  assert.match(gone.text, /^<turbo-frame id="why-&quot;&lt;b&gt;"><p/)
  assert.doesNotMatch(gone.text, /<html|<a /)
  await app.core.pool.query('alter table notifications rename to lost')
  try {
    const { status, text } = await asked('/notifications?x=1', frame)
    assert.equal(status, 500)
    assert.match(text, /^<turbo-frame.*<a href="\/notifications\?x=1">/)
  } finally {
    await app.core.pool.query('alter table lost rename to notifications')
  }
})
