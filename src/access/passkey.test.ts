import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { signedIn, testUsers } from '../../test/cast.ts'
import { cookiesOf, kindsIn, testHouse, withPassword } from './access.test-kit.ts'
import { resetUser } from './make-owner.ts'
import { device } from './passkey.test-kit.ts'

const house = await testHouse()
after(() => house.drop())
const cast = await testUsers(house.core)
const { db } = house.core
const password = 'una mesa redonda'
const origin = 'http://localhost'
type Device = ReturnType<typeof device>
type How = Parameters<Device['use']>[1]

beforeEach(async () => {
  await db.deleteFrom('rate_limits').execute()
  await db.deleteFrom('passkeys').execute()
  await age(0)
  await withPassword(house, cast.marta, password)
})

/** A request with JSON, and its answer read. */
async function ask(method: string, path: string, body: object, headers: Record<string, string>) {
  const response = await house.call(method, path, body, { origin, ...headers })
  return { status: response.status, said: await response.json(), cookie: cookiesOf(response) }
}

async function add(one: Device, who: { headers: { cookie: string } }, name = 'Teléfono', how?: How) {
  const { said: asked } = await ask('POST', '/me/passkeys/challenge', {}, who.headers)
  return ask('POST', '/me/passkeys', { name, answer: one.make(asked, how) }, who.headers)
}

async function enter(one: Device, how?: How) {
  const { said: asked, cookie } = await ask('POST', '/sign-in/passkey/challenge', {}, {})
  return ask('POST', '/sign-in/passkey', { answer: one.use(asked, how), back: '/team' }, { cookie })
}

const age = (minutes: number) =>
  db
    .updateTable('sessions')
    .set({ proved_at: new Date(Date.now() - minutes * 60_000) })
    .execute()

test('nobody, and no program, adds one', async () => {
  assert.equal((await ask('POST', '/me/passkeys/challenge', {}, {})).status, 401)
  const { token } = await (
    await house.call('POST', '/tokens', { name: 'x', scopes: ['read'] }, cast.olga.headers)
  ).json()
  const program = { authorization: `Bearer ${token}` }
  const asked = await house.call('POST', '/api/v1/me/passkeys/challenge', {}, program)
  assert.deepEqual([asked.status, (await asked.json()).key], [403, 'access.needs-browser'])
})

test('an answer to no question, to somebody else’s, or to one that was used, is refused', async () => {
  const one = device()
  const made = (answer: unknown, who = cast.marta) =>
    ask('POST', '/me/passkeys', { name: 'Llave', answer }, who.headers)
  assert.equal((await made(undefined)).said.key, 'access.passkey-not-added')
  assert.equal((await made(one.make({ challenge: 'AAAA' }))).said.key, 'access.passkey-too-late')
  const { said: asked } = await ask('POST', '/me/passkeys/challenge', {}, cast.vera.headers)
  assert.equal((await made(one.make(asked))).said.key, 'access.passkey-too-late')
  assert.equal((await made(one.make(asked), cast.vera)).status, 201)
  assert.equal((await made(one.make(asked), cast.vera)).said.key, 'access.passkey-too-late')
  assert.equal((await db.selectFrom('passkeys').select('id').execute()).length, 1)
})

test('a question that is too old is not answered', async () => {
  const { said: asked } = await ask('POST', '/me/passkeys/challenge', {}, cast.marta.headers)
  await db
    .updateTable('verifications')
    .set({ expires_at: new Date(Date.now() - 1) })
    .execute()
  const late = await ask('POST', '/me/passkeys', { name: 'Llave', answer: device().make(asked) }, cast.marta.headers)
  assert.equal(late.said.key, 'access.passkey-too-late')
})

test('one made elsewhere, or without a fingerprint, face or PIN, is not kept', async () => {
  for (const how of [{ origin: 'http://evil.test' }, { host: 'evil.test' }, { verified: false }])
    assert.equal((await add(device(), cast.marta, 'Llave', how)).said.key, 'access.passkey-not-added')
  assert.equal((await add(device(), cast.marta, ' ')).status, 422)
  assert.deepEqual(await db.selectFrom('passkeys').select('id').execute(), [])
})

test('it opens the door alone, second step or not, and says when it was used', async () => {
  const one = device()
  const added = await add(one, cast.marta)
  assert.equal(added.status, 201)
  assert.equal((await add(one, cast.marta)).said.key, 'access.passkey-known')
  await db.updateTable('users').set({ two_factor_enabled: true }).where('id', '=', cast.marta.id).execute()
  const came = await enter(one)
  assert.deepEqual([came.status, came.said], [200, { signed_in: true, to: '/team' }])
  assert.equal(await (await house.get('/', { cookie: came.cookie })).text(), 'Hello Marta')
  const { passkeys } = await (
    await house.app.request('/me', { headers: { cookie: came.cookie, accept: 'application/json' } })
  ).json()
  assert.deepEqual([passkeys[0].name, passkeys[0].host], ['Teléfono', 'localhost'])
  assert.ok(Date.now() - Date.parse(passkeys[0].last_used_at) < 60_000)
  await db.updateTable('users').set({ two_factor_enabled: false }).execute()
})

test('at the door too, the origin, the fingerprint and the question count', async () => {
  const one = device()
  await add(one, cast.marta)
  for (const how of [{ origin: 'http://evil.test' }, { host: 'evil.test' }, { verified: false }])
    assert.deepEqual((await enter(one, how)).said.key, 'access.passkey-refused')
  assert.equal((await enter(device())).said.key, 'access.passkey-unknown')
  const { said: asked, cookie } = await ask('POST', '/sign-in/passkey/challenge', {}, {})
  const answer = one.use(asked)
  const send = (headers: Record<string, string>) => ask('POST', '/sign-in/passkey', { answer }, headers)
  assert.equal((await send({})).said.key, 'access.passkey-too-late', 'another browser')
  assert.equal((await send({ cookie })).status, 200)
  assert.equal((await send({ cookie })).said.key, 'access.passkey-too-late', 'a second time')
  const altered = { ...answer, response: { ...answer.response, signature: 'AAAA' } }
  assert.equal((await ask('POST', '/sign-in/passkey', { answer: altered }, { cookie })).status, 401)
})

test('another site’s page cannot send what a browser answers', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'http://evil.test' }
  for (const path of ['/sign-in/passkey/challenge', '/sign-in/passkey', '/me/passkeys'])
    assert.equal((await ask('POST', path, {}, { ...cast.marta.headers, ...headers })).status, 403)
})

test('a counter that goes back is a copy, and opens nothing', async () => {
  const one = device()
  await add(one, cast.marta, 'Llave', { counter: 5 })
  assert.equal((await enter(one, { counter: 6 })).status, 200)
  assert.equal((await enter(one, { counter: 6 })).said.key, 'access.passkey-refused')
  assert.equal((await enter(one, { counter: 3 })).said.key, 'access.passkey-refused')
  assert.equal((await enter(one, { counter: 7 })).status, 200)
})

test('who has left is not let in, and signing out everywhere ends what a passkey began', async () => {
  const one = device()
  await add(one, cast.marta)
  const { cookie } = await enter(one)
  await db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', cast.marta.id).execute()
  assert.deepEqual((await enter(one)).said.key, 'access.deactivated')
  await db.updateTable('users').set({ deactivated_at: null }).where('id', '=', cast.marta.id).execute()
  const out = await house.send('/me/sessions', { _method: 'DELETE' }, { cookie })
  assert.equal(out.headers.get('location'), '/sign-in')
  assert.equal(await (await house.get('/', { cookie })).text(), 'Nobody')
  assert.equal((await enter(one)).status, 200)
  cast.marta.headers.cookie = await signedIn(house.core, cast.marta.id)
})

test('long after the sign-in, adding and removing ask for the password; a rename does not', async () => {
  const { said } = await add(device(), cast.marta)
  const at = `/me/passkeys/${said.id}`
  await age(11)
  const { headers } = cast.marta
  assert.equal((await ask('POST', '/me/passkeys/challenge', {}, headers)).said.key, 'access.prove-first')
  assert.equal((await ask('DELETE', at, {}, headers)).said.key, 'access.prove-first')
  const page = await (await house.get('/me', headers)).text()
  assert.match(page, /action="\/me\/proof"/)
  assert.doesNotMatch(page, />Remove</)
  assert.equal((await house.send(at, { _method: 'PATCH', name: 'Portátil' }, headers)).status, 303)
  const wrong = await house.send('/me/proof', { _method: 'PUT', current: 'otra cosa' }, headers)
  assert.deepEqual([wrong.status, /This is not your password/.test(await wrong.text())], [422, true])
  const proved = await house.send('/me/proof', { _method: 'PUT', current: password }, headers)
  assert.equal(proved.headers.get('location'), '/me?done=proved#passkeys')
  const removed = await house.send(at, { _method: 'DELETE' }, headers)
  assert.equal(removed.headers.get('location'), '/me?done=passkey-removed#passkeys')
  const kinds = (await kindsIn(house.core)).filter((kind) => kind.startsWith('passkey.'))
  assert.deepEqual(kinds.slice(-3), ['passkey.added', 'passkey.renamed', 'passkey.removed'])
  assert.doesNotMatch(JSON.stringify(await db.selectFrom('events').select('data').execute()), /Portátil|Teléfono/)
})

test('who has no password signs in again; and the last way in stays', async () => {
  const { said } = await add(device(), cast.vera)
  const at = `/me/passkeys/${said.id}`
  const refused = await house.send(at, { _method: 'DELETE' }, cast.vera.headers)
  assert.deepEqual([refused.status, /your only way in/.test(await refused.text())], [409, true])
  await age(11)
  const proof = await ask('PUT', '/me/proof', { current: '' }, cast.vera.headers)
  assert.equal(proof.said.key, 'access.prove-by-signing-in')
  await age(0)
  await db.updateTable('passkeys').set({ host: 'old.example.org' }).execute()
  assert.match(await (await house.get('/me', cast.vera.headers)).text(), /only worked at old\.example\.org/)
  const second = await add(device(), cast.vera)
  assert.equal((await ask('DELETE', at, {}, cast.vera.headers)).status, 200, 'it opened nothing any more')
  assert.equal((await ask('DELETE', `/me/passkeys/${second.said.id}`, {}, cast.vera.headers)).status, 409)
  await add(device(), cast.vera)
  assert.equal((await ask('DELETE', `/me/passkeys/${second.said.id}`, {}, cast.vera.headers)).status, 200)
})

test('of somebody else’s, none is renamed or removed', async () => {
  const { said } = await add(device(), cast.marta)
  const at = `/me/passkeys/${said.id}`
  assert.equal((await ask('PATCH', at, { name: 'Mía' }, cast.olga.headers)).status, 404)
  assert.equal((await ask('DELETE', at, {}, cast.olga.headers)).status, 404)
})

test('a name that changes is said to cost passkeys, where it is changed', async () => {
  const page = async () => (await house.get('/settings/organisation', cast.olga.headers)).text()
  assert.doesNotMatch(await page(), /stop working/)
  await add(device(), cast.marta)
  assert.match(await page(), /the passkeys of one person stop working: they were made for localhost/)
})

test('a reset from the command line takes them away', async () => {
  const one = device()
  await add(one, cast.marta)
  await resetUser(house.core, { email: cast.marta.email })
  assert.equal((await enter(one)).said.key, 'access.passkey-unknown')
  cast.marta.headers.cookie = await signedIn(house.core, cast.marta.id)
})

test('trying them is limited', async () => {
  const one = device()
  for (let i = 0; i < 30; i++) assert.equal((await enter(one)).status, 401)
  assert.equal((await enter(one)).status, 429)
})

test('where no browser would make one, none is offered', async () => {
  const bare = await testHouse({ env: { PUBLIC_URL: 'http://192.0.2.7' } })
  const { nico } = await testUsers(bare.core)
  const door = await (await bare.get('/sign-in')).text()
  assert.doesNotMatch(door, /t-passkey|webauthn/)
  assert.match(await (await bare.get('/me', nico.headers)).text(), /Passkeys need a public address/)
  const asked = await bare.call('POST', '/sign-in/passkey/challenge', {}, { origin })
  assert.equal(asked.status, 409)
  await bare.drop()
})
