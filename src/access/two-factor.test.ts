import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { testUsers } from '../../test/cast.ts'
import { cookiesOf, kindsIn, testHouse, totp, withPassword } from './access.test-kit.ts'
import { resetUser } from './make-owner.ts'

const house = await testHouse()
after(() => house.drop())
const cast = await testUsers(house.core)
const password = 'una mesa redonda'
await withPassword(house, cast.marta, password)
await withPassword(house, cast.nico, password)
beforeEach(() => house.core.db.deleteFrom('rate_limits').execute())

const sign = (who: { email: string }) => house.send('/sign-in', { email: who.email, password, back: '/team' })
/** Signs in with a password and turns the second step on. */
async function enrol(who: { email: string }) {
  const headers = { cookie: cookiesOf(await sign(who)) }
  const begun = await house.call('POST', '/me/second-step', { password }, { ...headers, origin: 'http://localhost' })
  assert.equal(begun.status, 201)
  const { key, uri, backup_codes } = await begun.json()
  const confirmed = await house.send('/me/second-step', { _method: 'PUT', code: totp(key) }, headers)
  assert.deepEqual([confirmed.status, confirmed.headers.get('location')], [303, '/me?done=second-step-on'])
  return { key, uri, codes: backup_codes, cookie: cookiesOf(confirmed) }
}

test('it is not begun without the password, nor turned on with a wrong code', async () => {
  const headers = { cookie: cookiesOf(await sign(cast.marta)) }
  const refused = await house.send('/me/second-step', { password: 'otra cosa distinta' }, headers)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /This is not your password/)
  const page = await (await house.send('/me/second-step', { password }, headers)).text()
  assert.match(page, /<svg[^>]+viewBox/)
  assert.doesNotMatch(page, / style=/)
  const wrong = await house.send('/me/second-step', { _method: 'PUT', code: '000000' }, headers)
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /This code is not right/)
  assert.equal((await sign(cast.marta)).headers.get('location'), '/team')
})

test('once it is on, a password alone opens nothing; a code does', async () => {
  const { key, uri, cookie } = await enrol(cast.marta)
  assert.match(uri, /^otpauth:\/\/totp\/Tertulia:marta/)
  assert.equal(await (await house.get('/', { cookie })).text(), 'Hello Marta')
  const half = await sign(cast.marta)
  assert.equal(half.headers.get('location'), '/sign-in/second-step?back=%2Fteam')
  const waiting = { cookie: cookiesOf(half) }
  assert.equal(await (await house.get('/', waiting)).text(), 'Nobody')
  assert.equal((await house.send('/sign-in/second-step', { code: '123456' }, waiting)).status, 422)
  const whole = await house.send('/sign-in/second-step', { code: totp(key), back: '/team' }, waiting)
  assert.deepEqual([whole.status, whole.headers.get('location')], [303, '/team'])
  assert.equal(await (await house.get('/', { cookie: cookiesOf(whole) })).text(), 'Hello Marta')
  const again = await house.send('/sign-in/second-step', { code: totp(key) }, waiting)
  assert.equal(again.status, 401, 'a challenge is used up')
})

test('a backup code opens the door once', async () => {
  const { codes } = await enrol(cast.nico)
  assert.equal(codes.length, 10)
  const [code = ''] = codes
  const once = { cookie: cookiesOf(await sign(cast.nico)) }
  assert.equal((await house.send('/sign-in/second-step', { code }, once)).status, 303)
  const twice = { cookie: cookiesOf(await sign(cast.nico)) }
  assert.equal((await house.send('/sign-in/second-step', { code }, twice)).status, 422)
})

test('guessing codes ends the challenge, and then the account waits', async () => {
  const statuses = new Set<number>()
  for (let round = 0; round < 3; round++) {
    const headers = { cookie: cookiesOf(await sign(cast.nico)) }
    for (let i = 0; i < 6; i++)
      statuses.add((await house.send('/sign-in/second-step', { code: `00000${i}` }, headers)).status)
  }
  assert.deepEqual([...statuses].sort(), [422, 429])
})

test('without a challenge there is nothing to answer', async () => {
  const response = await house.send('/sign-in/second-step', { code: '123456' })
  assert.equal(response.status, 401)
  assert.match(await response.text(), /Sign in again from the beginning/)
})

test('turning it off needs the password', async () => {
  await house.core.db.deleteFrom('two_factors').execute()
  await house.core.db.updateTable('users').set({ two_factor_enabled: false }).execute()
  const { cookie } = await enrol(cast.marta)
  const off = { _method: 'DELETE', password: 'otra cosa distinta' }
  assert.equal((await house.send('/me/second-step', off, { cookie })).status, 422)
  const done = await house.send('/me/second-step', { ...off, password }, { cookie })
  assert.equal(done.headers.get('location'), '/me?done=second-step-off')
  assert.equal((await sign(cast.marta)).headers.get('location'), '/team')
  assert.ok((await kindsIn(house.core)).includes('user.second-factor-off'))
})

test('new backup codes replace the old ones', async () => {
  const { cookie, codes } = await enrol(cast.marta)
  const headers = { cookie, origin: 'http://localhost' }
  const { backup_codes } = await (
    await house.call('POST', '/me/second-step/backup-codes', { password }, headers)
  ).json()
  const half = { cookie: cookiesOf(await sign(cast.marta)) }
  assert.equal((await house.send('/sign-in/second-step', { code: codes[0] }, half)).status, 422)
  assert.equal((await house.send('/sign-in/second-step', { code: backup_codes[0] }, half)).status, 303)
})

test('who has lost phone and codes gets back in from the command line', async () => {
  const { link } = await resetUser(house.core, { email: ' MARTA@example.org' })
  assert.match(link, /^http:\/\/localhost\/password\/[\w-]{43}$/)
  const path = new URL(link).pathname
  assert.equal((await house.send(path, { password: 'corta' })).status, 422)
  const chosen = await house.send(path, { password: 'otra mesa redonda' })
  assert.equal(chosen.headers.get('location'), '/')
  assert.equal(await (await house.get('/', { cookie: cookiesOf(chosen) })).text(), 'Hello Marta')
  assert.equal((await house.get(path)).status, 404)
})
