import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { signedIn, testUsers } from '../../test/cast.ts'
import { cookiesOf, testHouse, withPassword } from './access.test-kit.ts'

const house = await testHouse()
after(() => house.drop())
const cast = await testUsers(house.core)
const { db } = house.core
const password = 'una mesa redonda'
beforeEach(async () => {
  await db.deleteFrom('rate_limits').execute()
  await withPassword(house, cast.vera, password)
})

const preferences = { name: 'Vera Luna', language: 'es', time_zone: 'America/Lima', scheme: 'dark', density: 'compact' }

test('nobody has no settings', async () => {
  assert.equal((await house.get('/me')).status, 303)
  assert.equal((await house.call('PATCH', '/me', preferences, { origin: 'http://localhost' })).status, 401)
})

test('what cannot be used is refused, beside its field', async () => {
  const wrong = {
    name: '  ',
    language: 'xx',
    time_zone: 'Mars/Olympus',
    scheme: 'loud',
    density: 'tight',
    undo_seconds: 7,
  }
  const response = await house.call('PATCH', '/me', wrong, cast.vera.headers)
  assert.deepEqual((await response.json()).fields, [
    'name',
    'language',
    'time_zone',
    'scheme',
    'density',
    'undo_seconds',
  ])
  const page = await house.send('/me', { _method: 'PATCH', ...preferences, name: '' }, cast.vera.headers)
  assert.equal(page.status, 422)
  assert.match(await page.text(), /Write a name, of up to 200 characters/)
})

test('everybody, observers too, sees things as they like from the next page on', async () => {
  const response = await house.send('/me', { _method: 'PATCH', ...preferences }, cast.vera.headers)
  assert.equal(response.headers.get('location'), '/me?done=saved')
  const page = await (await house.get('/me?done=saved', cast.vera.headers)).text()
  assert.match(page, /<html lang="es" data-time-zone="America\/Lima" data-density="compact" data-scheme="dark"/)
  assert.match(page, /Guardado\./)
  assert.match(page, /value="Vera Luna"/)
})

test('a program changes one thing and keeps the rest', async () => {
  const response = await house.call('PATCH', '/me', { density: 'roomy' }, cast.vera.headers)
  const { density, time_zone } = await response.json()
  assert.deepEqual([density, time_zone], ['roomy', 'America/Lima'])
  const waits = await house.send('/me', { _method: 'PATCH', undo_seconds: '10' }, cast.vera.headers)
  assert.equal(waits.status, 303)
  assert.match(await (await house.get('/me', cast.vera.headers)).text(), /value="10" checked/)
  const { undo_seconds } = await (await house.call('PATCH', '/me', { undo_seconds: 0 }, cast.vera.headers)).json()
  assert.equal(undo_seconds, 0)
})

test('a message made up in the address is not shown', async () => {
  assert.equal((await house.get('/me?done=you-won', cast.vera.headers)).status, 200)
})

test('the password changes for who knows the old one, and ends the other sessions', async () => {
  const change = { _method: 'PUT', current: 'otra cosa distinta', password: 'dos mesas redondas' }
  const refused = await house.send('/me/password', change, cast.vera.headers)
  assert.equal(refused.status, 422)
  const other = await signedIn(house.core, cast.vera.id)
  const short = await house.send('/me/password', { ...change, current: password, password: 'corta' }, cast.vera.headers)
  assert.equal(short.status, 422)
  const changed = await house.send('/me/password', { ...change, current: password }, cast.vera.headers)
  assert.equal(changed.headers.get('location'), '/me?done=password')
  assert.equal(await (await house.get('/', { cookie: other })).text(), 'Nobody')
  assert.match(await (await house.get('/', cast.vera.headers)).text(), /^Hello/)
  const sign = (chosen: string) => house.send('/sign-in', { email: cast.vera.email, password: chosen })
  assert.equal((await sign(password)).status, 401)
  assert.equal((await sign('dos mesas redondas')).status, 303)
})

test('guessing the old password is stopped', async () => {
  const guess = () =>
    house.call('PUT', '/me/password', { current: 'x', password: 'dos mesas redondas' }, cast.vera.headers)
  for (let i = 0; i < 10; i++) assert.equal((await guess()).status, 422)
  assert.equal((await guess()).status, 429)
})

test('the page says where one is signed in, and ends one session or all', async () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const signed = await house.send('/sign-in', { email: cast.vera.email, password }, { 'user-agent': agent })
  const here = { cookie: cookiesOf(signed), origin: 'http://localhost' }
  const { sessions } = await (await house.call('GET', '/me', undefined, here)).json()
  const [mine] = sessions
  assert.deepEqual([mine.this, mine.browser], [true, 'Firefox, Linux'])

  const other = sessions.find((session: { this: boolean }) => !session.this)
  assert.equal((await house.send(`/me/sessions/${other.id}`, { _method: 'DELETE' }, here)).status, 303)
  const left = await db.selectFrom('sessions').select('id').where('id', '=', other.id).executeTakeFirst()
  assert.equal(left, undefined)

  const all = await house.send('/me/sessions', { _method: 'DELETE' }, here)
  assert.equal(all.headers.get('location'), '/sign-in')
  assert.match(all.headers.getSetCookie()[0] ?? '', /Max-Age=0/)
  for (const headers of [here, cast.vera.headers]) assert.equal(await (await house.get('/', headers)).text(), 'Nobody')
})

test('nobody ends the session of somebody else', async () => {
  const { id } = await db
    .selectFrom('sessions')
    .select('id')
    .where('user_id', '=', cast.olga.id)
    .executeTakeFirstOrThrow()
  await house.send(`/me/sessions/${id}`, { _method: 'DELETE' }, cast.marta.headers)
  assert.match(await (await house.get('/', cast.olga.headers)).text(), /Olga/)
})

test('who has no password sees no second step, and chooses a password first', async () => {
  assert.doesNotMatch(await (await house.get('/me', cast.olga.headers)).text(), /second-step/)
  const refused = await house.call('POST', '/me/second-step', { password: '' }, cast.olga.headers)
  assert.deepEqual([refused.status, (await refused.json()).key], [409, 'access.second-factor-needs-password'])
  const before = new Date(Date.now() - 11 * 60_000)
  await db.updateTable('sessions').set({ proved_at: before }).where('user_id', '=', cast.olga.id).execute()
  const late = await house.call('PUT', '/me/password', { password }, cast.olga.headers)
  assert.deepEqual([late.status, (await late.json()).key], [403, 'access.prove-first'])
  cast.olga.headers.cookie = await signedIn(house.core, cast.olga.id)
  const chosen = await house.call('PUT', '/me/password', { password }, cast.olga.headers)
  assert.equal(chosen.status, 200)
})
