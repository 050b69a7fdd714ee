import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { testUsers } from '../../test/cast.ts'
import { testHouse } from './access.test-kit.ts'
import { createToken } from './create-token.ts'

const house = await testHouse()
after(() => house.drop())
const cast = await testUsers(house.core)
const { db } = house.core
beforeEach(() => db.deleteFrom('rate_limits').execute())

async function make(scopes: string[], by = cast.nico) {
  const response = await house.call('POST', '/tokens', { name: 'Script', scopes }, by.headers)
  assert.equal(response.status, 201)
  const { id, token } = await response.json()
  return { id, token, bearer: { authorization: `Bearer ${token}` } }
}

test('agents and observers make no tokens', async () => {
  for (const who of [cast.marta, cast.vera])
    assert.equal((await house.call('POST', '/tokens', { name: 'x', scopes: ['read'] }, who.headers)).status, 403)
})

test('nobody gives a token what they may not do themselves, or what nobody may do', async () => {
  assert.equal((await house.call('POST', '/tokens', { name: 'x', scopes: ['backup'] }, cast.nico.headers)).status, 403)
  const unknown = await house.call('POST', '/tokens', { name: 'x', scopes: ['fly'] }, cast.nico.headers)
  assert.deepEqual(await unknown.json(), { key: 'access.scope-unknown', fields: ['scopes'] })
  const none = await house.send('/tokens', { name: 'x' }, cast.nico.headers)
  assert.equal(none.status, 422)
  assert.match(await none.text(), /Choose at least one thing/)
})

test('the token is shown once, and kept as a hash only', async () => {
  const page = await house.send('/tokens', { name: 'Night shift', scopes: ['read', 'reply'] }, cast.nico.headers)
  const [token = ''] = /tertulia_[\w-]{43}/.exec(await page.text()) ?? []
  assert.notEqual(token, '')
  const rows = JSON.stringify(await db.selectFrom('api_tokens').selectAll().execute())
  assert.ok(!rows.includes(token))
  const list = await (await house.get('/tokens', cast.nico.headers)).text()
  assert.match(list, /Night shift/)
  assert.ok(!list.includes(token))
})

test('it opens the API and nothing else', async () => {
  const { bearer } = await make(['read', 'team'])
  assert.equal((await house.call('GET', '/api/v1/team', undefined, bearer)).status, 200)
  assert.equal((await house.call('GET', '/team', undefined, bearer)).status, 401)
  const me = await house.call('GET', '/api/v1/me', undefined, bearer)
  assert.deepEqual([me.status, (await me.json()).key], [403, 'access.needs-browser'])
})

test('it may do what it was given, while its person may', async () => {
  const { bearer } = await make(['team'])
  assert.equal((await house.call('GET', '/api/v1/audit', undefined, bearer)).status, 403)
  assert.equal((await house.call('POST', '/api/v1/teams', { name: 'Night' }, bearer)).status, 201)
  await db.updateTable('users').set({ role: 'agent' }).where('id', '=', cast.nico.id).execute()
  assert.equal((await house.call('GET', '/api/v1/team', undefined, bearer)).status, 403)
  await db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', cast.nico.id).execute()
  assert.equal((await house.call('GET', '/api/v1/team', undefined, bearer)).status, 401)
  await db.updateTable('users').set({ role: 'manager', deactivated_at: null }).where('id', '=', cast.nico.id).execute()
})

test('a token makes no token that may do more than itself', async () => {
  const { bearer } = await make(['tokens'])
  const wider = await house.call('POST', '/api/v1/tokens', { name: 'x', scopes: ['team'] }, bearer)
  assert.equal(wider.status, 403)
})

test('a revoked token opens nothing from the next request on; others are for owners to revoke', async () => {
  const { id, bearer } = await make(['team'], cast.olga)
  assert.equal((await house.call('DELETE', `/tokens/${id}`, undefined, cast.nico.headers)).status, 403)
  const mine = await make(['team'])
  assert.equal((await house.call('DELETE', `/tokens/${mine.id}`, undefined, cast.olga.headers)).status, 200)
  assert.equal((await house.call('GET', '/api/v1/team', undefined, mine.bearer)).status, 401)
  assert.equal((await house.call('GET', '/api/v1/team', undefined, bearer)).status, 200)
})

test('guessing tokens is stopped', async () => {
  const guess = (i: number) => house.call('GET', '/api/v1/team', undefined, { authorization: `Bearer guess-${i}` })
  const first = await guess(0)
  assert.deepEqual([first.status, (await first.json()).key], [401, 'access.token-unknown'])
  for (let i = 1; i < 60; i++) await guess(i)
  assert.equal((await guess(60)).status, 429)
})

test('its last use is noted, a minute apart', async () => {
  const { id, bearer } = await make(['team'])
  const used = async () =>
    (await db.selectFrom('api_tokens').select('last_used_at').where('id', '=', id).executeTakeFirst())?.last_used_at
  assert.equal(await used(), null)
  await house.call('GET', '/api/v1/team', undefined, bearer)
  const first = await used()
  await house.call('GET', '/api/v1/team', undefined, bearer)
  assert.ok(first)
  assert.deepEqual(await used(), first)
})

test('from the command line, in the name of the oldest owner or of whom one says', async () => {
  const { token } = await createToken(house.core, { name: 'cron', scopes: ['backup'] })
  const row = await db.selectFrom('api_tokens').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
  assert.deepEqual([row.user_id, row.scopes], [cast.olga.id, ['read', 'backup']])
  assert.equal((await house.call('GET', '/api/v1/team', undefined, { authorization: `Bearer ${token}` })).status, 403)
  await assert.rejects(createToken(house.core, { name: 'x', scopes: ['fly'] }), { message: 'access.scope-unknown' })
  const nobody = { name: 'x', scopes: [], email: 'nobody@example.org' }
  await assert.rejects(createToken(house.core, nobody), { message: 'access.user-unknown' })
})
