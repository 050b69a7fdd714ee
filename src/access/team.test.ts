import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { signedIn, testUsers } from '../../test/cast.ts'
import { transaction } from '../core/database.ts'
import { kindsIn, testHouse } from './access.test-kit.ts'
import { changeRole } from './change-role.ts'
import { makeOwner, resetUser } from './make-owner.ts'

const house = await testHouse()
after(() => house.drop())
const cast = await testUsers(house.core)
const { db } = house.core

const give = (who: { id: string }, role: string, by: { headers: Record<string, string> }) =>
  house.call('PUT', `/team/${who.id}/role`, { role }, by.headers)
const close = (who: { id: string }, by: { headers: Record<string, string> }, method = 'PUT') =>
  house.call(method, `/team/${who.id}/deactivation`, undefined, by.headers)

test('agents and observers see no team page and give no roles', async () => {
  for (const who of [cast.marta, cast.vera]) {
    assert.equal((await house.get('/team', who.headers)).status, 403)
    assert.equal((await give(cast.vera, 'owner', who)).status, 403)
    assert.equal((await close(cast.nico, who)).status, 403)
  }
})

test('a manager neither makes nor unmakes an owner', async () => {
  assert.equal((await give(cast.marta, 'owner', cast.nico)).status, 403)
  assert.equal((await give(cast.nico, 'owner', cast.nico)).status, 403)
  assert.equal((await close(cast.olga, cast.nico)).status, 409, 'the last owner, besides')
})

test('the last owner stays one, and stays', async () => {
  for (const answer of [await give(cast.olga, 'agent', cast.olga), await close(cast.olga, cast.olga)])
    assert.deepEqual([answer.status, (await answer.json()).key], [409, 'access.last-owner'])
})

test('a person is told so on the page, beside what they can do instead', async () => {
  const form = { _method: 'PUT', role: 'agent' }
  const response = await house.send(`/team/${cast.olga.id}/role`, form, cast.olga.headers)
  assert.equal(response.status, 409)
  const page = await response.text()
  assert.match(page, /This is the last owner/)
  assert.match(page, /Marta/)
})

test('two owners cannot unmake each other at the same moment', async () => {
  await give(cast.vera, 'owner', cast.olga)
  const vera = { ...cast.vera, role: 'owner' as const, can: cast.olga.can }
  const both = await Promise.allSettled([
    transaction(db, (tx) => changeRole(tx, vera.id, 'observer', cast.olga)),
    transaction(db, (tx) => changeRole(tx, cast.olga.id, 'observer', vera)),
  ])
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
  const owners = await db.selectFrom('users').select('id').where('role', '=', 'owner').execute()
  assert.equal(owners.length, 1)
  await db.updateTable('users').set({ role: 'owner' }).where('id', '=', cast.olga.id).execute()
  await db.updateTable('users').set({ role: 'observer' }).where('id', '=', cast.vera.id).execute()
})

test('a role that is none, and somebody who is not here, are refused', async () => {
  assert.equal((await give(cast.marta, 'king', cast.olga)).status, 422)
  assert.equal((await give({ id: crypto.randomUUID() }, 'agent', cast.olga)).status, 404)
  assert.equal((await give({ id: 'marta' }, 'agent', cast.olga)).status, 404)
})

test('another role counts at the next request', async () => {
  assert.equal((await house.get('/team', cast.marta.headers)).status, 403)
  assert.equal((await give(cast.marta, 'manager', cast.olga)).status, 200)
  assert.equal((await house.get('/team', cast.marta.headers)).status, 200)
  await give(cast.marta, 'agent', cast.olga)
  assert.equal((await house.get('/team', cast.marta.headers)).status, 403)
})

test('whoever leaves is out at the next request, and comes back with the same role but not the session', async () => {
  assert.equal(await (await house.get('/', cast.vera.headers)).text(), 'Hello Vera')
  assert.equal((await close(cast.vera, cast.nico)).status, 200)
  assert.equal(await (await house.get('/', cast.vera.headers)).text(), 'Nobody')
  assert.match(await (await house.get('/team', cast.nico.headers)).text(), /Open again/)
  await close(cast.vera, cast.nico, 'DELETE')
  assert.equal(await (await house.get('/', cast.vera.headers)).text(), 'Nobody')
  const cookie = await signedIn(house.core, cast.vera.id)
  assert.equal(await (await house.get('/', { cookie })).text(), 'Hello Vera')
})

test('the page is a form without script', async () => {
  const page = await (await house.get('/team', cast.nico.headers)).text()
  assert.match(page, /<input type="hidden" name="_method" value="PUT"\/>/)
  assert.doesNotMatch(page, /value="owner"/)
  const response = await house.send(
    `/team/${cast.marta.id}/role`,
    { _method: 'PUT', role: 'observer' },
    cast.nico.headers,
  )
  assert.deepEqual([response.status, response.headers.get('location')], [303, '/team'])
  await give(cast.marta, 'agent', cast.olga)
})

test('from the command line, anybody becomes an owner, known or not, and chooses a password', async () => {
  const promoted = await makeOwner(house.core, { email: 'Marta@example.org' })
  assert.equal(promoted.userId, cast.marta.id)
  const made = await makeOwner(house.core, { email: 'new@example.org', name: 'Nadia' })
  const page = await house.get(new URL(made.link).pathname)
  assert.match(await page.text(), /new@example\.org/)
  const first = await house.send(new URL(made.link).pathname, { password: 'una mesa redonda' })
  assert.equal(first.headers.get('location'), '/')
  const user = await db.selectFrom('users').selectAll().where('id', '=', made.userId).executeTakeFirstOrThrow()
  assert.deepEqual([user.role, user.name], ['owner', 'Nadia'])
})

test('a newer link replaces the older one', async () => {
  const first = await resetUser(house.core, { email: cast.nico.email })
  const second = await resetUser(house.core, { email: cast.nico.email })
  assert.equal((await house.get(new URL(first.link).pathname)).status, 404)
  assert.equal((await house.get(new URL(second.link).pathname)).status, 200)
})

test('nobody is reset who is not here, nor before the set-up', async () => {
  await assert.rejects(resetUser(house.core, { email: 'nobody@example.org' }), { message: 'access.user-unknown' })
  await assert.rejects(makeOwner(house.core, { email: 'Marta' }), { message: 'access.email-wrong' })
  await db.deleteFrom('organisation').execute()
  await assert.rejects(makeOwner(house.core, { email: 'a@example.org' }), { message: 'access.set-up-first' })
})

test('what was done is told, by ids', async () => {
  const kinds = new Set(await kindsIn(house.core))
  for (const kind of ['user.role-changed', 'user.deactivated', 'user.reactivated', 'user.made-owner', 'user.reset'])
    assert.ok(kinds.has(kind), kind)
  const told = JSON.stringify(await db.selectFrom('events').selectAll().execute())
  assert.doesNotMatch(told, /example\.org|Nadia/)
})
