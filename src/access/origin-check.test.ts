import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testUsers } from '../../test/cast.ts'
import { testHouse } from './access.test-kit.ts'

const house = await testHouse({ env: { PUBLIC_URL: 'http://localhost' } })
after(() => house.drop())
const { nico } = await testUsers(house.core)
const { cookie } = nico.headers
let teams = 0

/** Whether a form got through, sent with these headers. */
async function passes(headers: Record<string, string>, host = 'localhost') {
  const body = new URLSearchParams({ name: `Team ${teams++}` })
  const response = await house.app.request(`http://${host}/teams`, { method: 'POST', body, headers })
  if (response.status === 403) assert.match(await response.text(), /came from another site/)
  return response.status === 303
}

test('a form of another site is refused, however the browser says so', async () => {
  assert.equal(await passes({ cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }), false)
  assert.equal(await passes({ cookie, 'sec-fetch-site': 'same-site', origin: 'http://other.localhost' }), false)
  assert.equal(await passes({ cookie, origin: 'https://evil.example' }), false)
  assert.equal(await passes({ cookie, origin: 'null' }), false)
})

test('cookies without a word of where the form began are refused', async () => {
  assert.equal(await passes({ cookie }), false)
})

test('our own forms pass', async () => {
  assert.equal(await passes({ cookie, 'sec-fetch-site': 'same-origin' }), true)
  assert.equal(await passes({ cookie, 'sec-fetch-site': 'none' }), true)
  assert.equal(await passes({ cookie, origin: 'http://localhost' }), true)
})

test('a page opened under another name of the same house sends its forms to itself', async () => {
  assert.equal(await passes({ cookie, origin: 'http://tertulia.lan:3300' }, 'tertulia.lan:3300'), true)
})

test('a program without cookies says no origin, and is asked who it is', async () => {
  const response = await house.call('POST', '/teams', { name: 'Night' })
  assert.equal(response.status, 401)
})

test('nothing is asked of a GET', async () => {
  assert.equal((await house.get('/teams', { cookie, 'sec-fetch-site': 'cross-site' })).status, 200)
})
