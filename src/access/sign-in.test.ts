import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { type Cast, testUsers } from '../../test/cast.ts'
import { cookiesOf, kindsIn, testHouse, withPassword } from './access.test-kit.ts'

const house = await testHouse({ env: { TRUST_PROXY: '' } })
after(() => house.drop())
const cast: Cast = await testUsers(house.core)
const password = 'una mesa redonda'
await withPassword(house, cast.marta, password)
const given = { email: 'Marta@example.org', password }
beforeEach(() => house.core.db.deleteFrom('rate_limits').execute())

const sign = (fields: Record<string, string>, headers = {}) => house.send('/sign-in', fields, headers)

test('a wrong password, an unknown address and no password at all are refused alike', async () => {
  const answers = await Promise.all(
    [
      { ...given, password: 'otra cosa distinta' },
      { ...given, email: 'nobody@example.org' },
      { ...given, email: cast.vera.email },
      { ...given, email: 'not an address' },
    ].map(async (fields) => {
      const response = await house.call('POST', '/sign-in', fields)
      return [response.status, await response.json(), response.headers.getSetCookie()]
    }),
  )
  for (const answer of answers) assert.deepEqual(answer, [401, { key: 'access.sign-in-wrong', fields: [] }, []])
})

test('the page comes back with the address and without the password', async () => {
  const response = await sign({ ...given, password: 'otra cosa distinta' })
  assert.equal(response.status, 401)
  const page = await response.text()
  assert.match(page, /The e-mail or the password is not right/)
  assert.match(page, /value="Marta@example.org"/)
  assert.doesNotMatch(page, /otra cosa/)
})

test('whoever left is not let in', async () => {
  await house.core.db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', cast.marta.id).execute()
  const response = await house.call('POST', '/sign-in', given)
  await house.core.db.updateTable('users').set({ deactivated_at: null }).where('id', '=', cast.marta.id).execute()
  assert.deepEqual([response.status, (await response.json()).key], [403, 'access.deactivated'])
  assert.deepEqual(response.headers.getSetCookie(), [])
})

test('a password opens the door, and the event says who came', async () => {
  const response = await sign(given)
  assert.deepEqual([response.status, response.headers.get('location')], [303, '/'])
  const [cookie = ''] = response.headers.getSetCookie()
  assert.match(cookie, /^tertulia\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.equal(await (await house.get('/', { cookie: cookiesOf(response) })).text(), 'Hello Marta')
  assert.equal((await kindsIn(house.core)).at(-1), 'user.signed-in')
})

test('a cookie that we did not sign opens nothing', async () => {
  const cookie = cookiesOf(await sign(given))
  const [name = '', value = ''] = cookie.split('=')
  const [token = ''] = decodeURIComponent(value).split('.')
  for (const forged of [`${token}.${'A'.repeat(43)}=`, token, `${token}.`, '.'])
    assert.equal(await (await house.get('/', { cookie: `${name}=${encodeURIComponent(forged)}` })).text(), 'Nobody')
})

test('afterwards one is where one wanted to be, as long as it is here', async () => {
  const back = async (wanted: string) => (await sign({ ...given, back: wanted })).headers.get('location')
  assert.equal(await back('/conversations?state=open#top'), '/conversations?state=open#top')
  for (const foreign of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:x',
  ])
    assert.equal(await back(foreign), '/')
})

test('whoever must sign in first is sent there, and a program is told', async () => {
  const page = await house.get('/team?x=1')
  assert.deepEqual([page.status, page.headers.get('location')], [303, '/sign-in?back=%2Fteam%3Fx%3D1'])
  const answer = await house.call('GET', '/team')
  assert.deepEqual([answer.status, (await answer.json()).key], [401, 'access.sign-in-first'])
})

test('who is in already does not sign in again', async () => {
  const response = await house.get('/sign-in?back=/team', cast.nico.headers)
  assert.equal(response.headers.get('location'), '/team')
})

test('after ten tries as one person, even the right password waits', async () => {
  for (let i = 0; i < 10; i++) await house.call('POST', '/sign-in', { ...given, password: `wrong guess ${i}` })
  const response = await house.call('POST', '/sign-in', given)
  assert.equal(response.status, 429)
  const page = await sign(given)
  assert.ok(Number(page.headers.get('retry-after')) > 800)
  assert.match(await page.text(), /Too many tries.*wait 15 minutes/)
})

test('a right password forgets the wrong ones before it', async () => {
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 8; i++) await house.call('POST', '/sign-in', { ...given, password: `wrong guess ${i}` })
    assert.equal((await sign(given)).status, 303)
  }
})

test('after thirty tries from one place nobody there gets in, and elsewhere they do', async () => {
  const from = (remoteAddress: string, email: string) =>
    house.app.request(
      '/sign-in',
      { method: 'POST', body: new URLSearchParams({ ...given, email }), headers: { origin: 'http://localhost' } },
      { incoming: { socket: { remoteAddress } } },
    )
  for (let i = 0; i < 30; i++) await from('203.0.113.5', `guess-${i}@example.org`)
  assert.equal((await from('203.0.113.5', given.email)).status, 429)
  assert.equal((await from('203.0.113.6', given.email)).status, 303)
})

test('signing out ends the session, not only the cookie', async () => {
  const cookie = cookiesOf(await sign(given))
  const response = await house.send('/sign-out', {}, { cookie })
  assert.equal(response.headers.get('location'), '/sign-in')
  assert.match(response.headers.getSetCookie()[0] ?? '', /Max-Age=0/)
  assert.equal(await (await house.get('/', { cookie })).text(), 'Nobody')
  assert.equal((await kindsIn(house.core)).at(-1), 'user.signed-out')
})

test('a session in use is prolonged once a day, one that is over opens nothing', async () => {
  const cookie = cookiesOf(await sign(given))
  const sessions = house.core.db.updateTable('sessions').where('user_id', '=', cast.marta.id)
  const soon = new Date(Date.now() + 5 * 86_400_000)
  assert.deepEqual((await house.get('/', { cookie })).headers.getSetCookie(), [])
  await sessions.set({ expires_at: soon, updated_at: new Date(Date.now() - 25 * 3_600_000) }).execute()
  const renewed = await house.get('/', { cookie })
  assert.match(renewed.headers.getSetCookie()[0] ?? '', /Max-Age=2592000/)
  const { expires_at } = await house.core.db
    .selectFrom('sessions')
    .select('expires_at')
    .where('user_id', '=', cast.marta.id)
    .orderBy('updated_at', 'desc')
    .executeTakeFirstOrThrow()
  assert.ok(expires_at.getTime() > Date.now() + 29 * 86_400_000)
  await sessions.set({ expires_at: new Date(Date.now() - 1000) }).execute()
  assert.equal(await (await house.get('/', { cookie })).text(), 'Nobody')
})

test('nothing of better-auth’s own interface is open', async () => {
  for (const path of [
    '/sign-in/email',
    '/sign-in/sign-up/email',
    '/sign-in/get-session',
    '/sign-in/ok',
    '/api/auth/ok',
  ])
    assert.equal((await house.call('GET', path)).status, 404, path)
  const signUp = await house.call('POST', '/sign-in/sign-up/email', { ...given, name: 'Eve' })
  assert.equal(signUp.status, 404)
})
