import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { testUsers } from '../../test/cast.ts'
import { installGuard } from '../lib/http/guard.ts'
import { privateNetworks } from '../lib/http/private-networks.ts'
import { cookiesOf, kindsIn, testHouse } from './access.test-kit.ts'
import { client, startIdentityProvider } from './identity-provider.test-kit.ts'

// The operator names the provider, so its address may be private; the guard lets nobody else there.
const idp = await startIdentityProvider('127.0.0.2')
installGuard(privateNetworks('127.0.0.1,localhost'))
const env = { OIDC_ISSUER: idp.issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret }
const house = await testHouse({ env })
const cast = await testUsers(house.core)
const { db } = house.core
after(async () => {
  await house.drop()
  await idp.close()
})
beforeEach(() => {
  idp.spoil = 'nothing'
})

/** Goes there and comes back, as a browser does. */
async function come(back = '/team', keepCookies = true) {
  const away = await house.send('/sign-in/provider', { back })
  assert.equal(away.status, 303)
  const home = await idp.visit(away.headers.get('location') ?? '')
  const cookie = keepCookies ? cookiesOf(away) : ''
  const response = await house.app.request(home, { headers: { cookie } })
  assert.equal(response.status, 303)
  return { response, location: response.headers.get('location') ?? '', cookie: cookiesOf(response) }
}

const saidAt = async (location: string) => {
  const { pathname, search } = new URL(location)
  return (await house.get(pathname + search)).text()
}

test('whoever nobody invited is not let in, and leaves no trace', async () => {
  idp.who = { sub: 'eve', email: 'eve@example.org', email_verified: true, name: 'Eve' }
  const { location, cookie } = await come()
  assert.equal(cookie.includes('session_token'), false)
  assert.match(await saidAt(location), /Nobody has invited this address/)
  assert.equal(
    await db.selectFrom('users').select('id').where('email', '=', 'eve@example.org').executeTakeFirst(),
    undefined,
  )
})

test('an address that the provider has not verified is nobody’s', async () => {
  idp.who = { sub: 'marta-there', email: cast.marta.email, email_verified: false, name: 'Marta' }
  const { location } = await come()
  assert.match(await saidAt(location), /has not confirmed this address/)
  assert.deepEqual(await db.selectFrom('sign_ins').selectAll().execute(), [])
})

test('a token with another nonce, audience, issuer or signature opens nothing', async () => {
  idp.who = { sub: 'marta-there', email: cast.marta.email, email_verified: true }
  for (const spoil of ['nonce', 'audience', 'issuer', 'signature'] as const) {
    idp.spoil = spoil
    const { location, cookie } = await come()
    assert.match(await saidAt(location), /did not answer as it should/, spoil)
    assert.equal(cookie.includes('session_token'), false, spoil)
  }
})

test('a way back that another browser began opens nothing', async () => {
  idp.who = { sub: 'marta-there', email: cast.marta.email, email_verified: true }
  const { location, cookie } = await come('/team', false)
  assert.match(await saidAt(location), /did not answer as it should/)
  assert.equal(cookie.includes('session_token'), false)
})

test('one of us comes in by their verified address, and where they wanted to be', async () => {
  idp.who = { sub: 'marta-there', email: 'MARTA@example.org', email_verified: true, name: 'Another name' }
  const { location, cookie } = await come('/conversations?state=open')
  assert.equal(location, 'http://localhost/conversations?state=open')
  assert.equal(await (await house.get('/', { cookie })).text(), 'Hello Marta')
  const [kept] = await db.selectFrom('sign_ins').selectAll().execute()
  assert.deepEqual([kept?.account_id, kept?.access_token, kept?.id_token], ['marta-there', null, null])
  assert.equal((await kindsIn(house.core)).at(-1), 'user.signed-in')
})

test('once known, it is the account that counts, whatever its address became', async () => {
  idp.who = { sub: 'marta-there', email: 'marta.rios@example.org', email_verified: true }
  const { cookie } = await come()
  assert.equal(await (await house.get('/', { cookie })).text(), 'Hello Marta')
})

test('a foreign address is no way back', async () => {
  idp.who = { sub: 'marta-there', email: cast.marta.email, email_verified: true }
  assert.equal((await come('https://evil.example/')).location, 'http://localhost/')
})

test('whoever left is not let in', async () => {
  await db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', cast.marta.id).execute()
  idp.who = { sub: 'marta-there', email: cast.marta.email, email_verified: true }
  const { location, cookie } = await come()
  assert.match(await saidAt(location), /This account was closed/)
  assert.equal(cookie.includes('session_token'), false)
})

test('whom we invited comes in with the role they were given', async () => {
  const invitation = { email: 'ines@example.org', role: 'manager' }
  await house.call('POST', '/team/invitations', invitation, cast.nico.headers)
  idp.who = { sub: 'ines-there', email: 'ines@example.org', email_verified: false, name: 'Inés Vidal' }
  assert.match(await saidAt((await come()).location), /Nobody has invited/)
  idp.who.email_verified = true
  const { cookie } = await come()
  assert.equal(await (await house.get('/', { cookie })).text(), 'Hello Inés Vidal')
  const user = await db
    .selectFrom('users')
    .selectAll()
    .where('email', '=', 'ines@example.org')
    .executeTakeFirstOrThrow()
  assert.deepEqual([user.role, user.time_zone], ['manager', 'Europe/Madrid'])
  const row = await db.selectFrom('invitations').selectAll().where('email', '=', user.email).executeTakeFirstOrThrow()
  assert.equal(row.accepted_by, user.id)
  assert.ok((await kindsIn(house.core)).includes('user.joined'))
})

test('who has no name there is called by the beginning of their address', async () => {
  await house.call('POST', '/team/invitations', { email: 'sin.nombre@example.org', role: 'agent' }, cast.nico.headers)
  idp.who = { sub: 'nameless', email: 'sin.nombre@example.org', email_verified: true }
  const { cookie } = await come()
  assert.equal(await (await house.get('/', { cookie })).text(), 'Hello sin.nombre')
})

test('the sign-in page offers it, and a house without one does not', async () => {
  assert.match(await (await house.get('/sign-in')).text(), /Sign in with 127\.0\.0\.2/)
  const plain = await testHouse()
  assert.doesNotMatch(await (await plain.get('/sign-in')).text(), /Sign in with 127|sign-in\/provider/)
  assert.equal((await plain.send('/sign-in/provider', {})).status, 404)
  assert.equal((await plain.get('/sign-in/callback/oidc?code=x&state=y')).status, 404)
  await plain.drop()
})

test('a provider that does not answer keeps nobody from a password, and is asked again later', async () => {
  const gone = await startIdentityProvider('127.0.0.2')
  await gone.close()
  const other = await testHouse({ env: { ...env, OIDC_ISSUER: gone.issuer } })
  assert.equal((await other.send('/sign-in/provider', {})).status, 503)
  assert.equal((await other.call('POST', '/sign-in', { email: 'a@example.org', password: 'x' })).status, 401)
  await other.drop()
})
