import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { testUsers } from '../../test/cast.ts'
import { repairInvitations } from './accept-invitation.ts'
import { cookiesOf, kindsIn, testHouse } from './access.test-kit.ts'

const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) }
const letters: { to: string; subject: string; text: string }[] = []
let post: 'on' | 'off' | 'broken' = 'off'
const mailer = {
  isOn: async () => post !== 'off',
  send: async (letter: (typeof letters)[number]) => {
    if (post === 'broken') throw new Error('the post office is closed')
    letters.push(letter)
  },
}
const house = await testHouse({ clock, mailer })
after(() => house.drop())
const cast = await testUsers(house.core)
const { db } = house.core
const week = 7 * 24 * 3_600_000
let nth = 0
const newcomer = { name: 'Inés Vidal', password: 'una mesa redonda', language: 'es', time_zone: 'Europe/Madrid' }

beforeEach(async () => {
  clock.ahead = 0
  post = 'off'
  await db.deleteFrom('rate_limits').execute()
})

async function invited(more: Record<string, string> = {}, by = cast.nico) {
  const email = `guest-${nth++}@example.org`
  const response = await house.call('POST', '/team/invitations', { email, role: 'agent', ...more }, by.headers)
  assert.equal(response.status, 201)
  const { id, link } = await response.json()
  return { id, email, path: new URL(link).pathname }
}

test('agents and observers invite nobody, and managers no owner', async () => {
  for (const who of [cast.marta, cast.vera])
    assert.equal(
      (await house.call('POST', '/team/invitations', { email: 'a@b.org', role: 'agent' }, who.headers)).status,
      403,
    )
  const owner = { email: 'a@b.org', role: 'owner' }
  assert.equal((await house.call('POST', '/team/invitations', owner, cast.nico.headers)).status, 403)
})

test('whoever is here, or invited, is not invited again', async () => {
  const here = await house.send('/team/invitations', { email: 'MARTA@example.org', role: 'agent' }, cast.nico.headers)
  assert.equal(here.status, 409)
  assert.match(await here.text(), /is on the team already/)
  const { email } = await invited()
  const again = await house.call('POST', '/team/invitations', { email, role: 'agent' }, cast.nico.headers)
  assert.deepEqual(await again.json(), { key: 'access.invited-already', fields: ['email'] })
})

test('a team that there is not is refused on its field', async () => {
  const wanted = { email: 'nobody@example.org', role: 'agent', team_id: crypto.randomUUID() }
  const response = await house.call('POST', '/team/invitations', wanted, cast.nico.headers)
  assert.deepEqual([response.status, (await response.json()).fields], [422, ['team_id']])
})

test('an address that is none, and a role that is none, are refused', async () => {
  const response = await house.call('POST', '/team/invitations', { email: 'Marta', role: 'king' }, cast.nico.headers)
  assert.deepEqual([response.status, (await response.json()).fields], [422, ['email', 'role']])
})

test('the link is shown once, and kept as a hash only', async () => {
  const page = await house.send('/team/invitations', { email: 'once@example.org', role: 'agent' }, cast.nico.headers)
  const [, secret = ''] = /\/invitations\/([\w-]{43})/.exec(await page.text()) ?? []
  assert.equal((await house.get(`/invitations/${secret}`)).status, 200)
  const rows = JSON.stringify(await db.selectFrom('invitations').selectAll().execute())
  assert.ok(!rows.includes(secret))
  assert.doesNotMatch(await (await house.get('/team', cast.nico.headers)).text(), new RegExp(secret))
})

test('accepting makes somebody of us, with the role and the team, signed in', async () => {
  const { id: team_id } = await (await house.call('POST', '/teams', { name: 'Night' }, cast.nico.headers)).json()
  const { email, path } = await invited({ role: 'manager', team_id })
  assert.match(await (await house.get(path)).text(), /You are invited as Manager/)
  const response = await house.send(path, newcomer)
  assert.deepEqual([response.status, response.headers.get('location')], [303, '/'])
  assert.equal(await (await house.get('/', { cookie: cookiesOf(response) })).text(), 'Hello Inés Vidal')
  const user = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirstOrThrow()
  assert.deepEqual([user.role, user.language], ['manager', 'es'])
  const member = await db.selectFrom('team_members').select('team_id').where('user_id', '=', user.id).executeTakeFirst()
  assert.equal(member?.team_id, team_id)
  assert.ok((await kindsIn(house.core)).includes('user.joined'))
})

test('the second acceptance is refused and changes nothing', async () => {
  const { email, path } = await invited()
  await house.send(path, newcomer)
  const again = await house.send(path, { ...newcomer, name: 'Eve' })
  assert.equal(again.status, 409)
  assert.match(await again.text(), /accepted already/)
  const users = await db.selectFrom('users').select('name').where('email', '=', email).execute()
  assert.deepEqual(users, [{ name: 'Inés Vidal' }])
})

test('of two acceptances at once one counts', async () => {
  const { email, path } = await invited()
  const both = await Promise.all([house.send(path, newcomer), house.send(path, newcomer)])
  assert.deepEqual(both.map((one) => one.status).sort(), [303, 409])
  assert.equal((await db.selectFrom('users').select('id').where('email', '=', email).execute()).length, 1)
})

test('a link that was taken back, replaced, or is too old leads nowhere', async () => {
  const first = await invited()
  await house.send(`/team/invitations/${first.id}`, { _method: 'DELETE' }, cast.nico.headers)
  assert.equal((await house.send(first.path, newcomer)).status, 404)

  const second = await invited()
  const renewed = await house.call('POST', `/team/invitations/${second.id}/link`, {}, cast.nico.headers)
  assert.equal((await house.get(second.path)).status, 404)
  const path = new URL((await renewed.json()).link).pathname
  clock.ahead = week + 1000
  const late = await house.get(path)
  assert.match(await late.text(), /more than a week old/)
  assert.equal((await house.send(path, newcomer)).status, 404)
  clock.ahead = 0
  assert.equal((await house.send(path, newcomer)).status, 303)
})

test('a weak password is refused, and nobody has come', async () => {
  const { email, path } = await invited()
  const response = await house.send(path, { ...newcomer, password: 'corta' })
  assert.equal(response.status, 422)
  assert.equal(await db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst(), undefined)
})

test('guessing links is stopped', async () => {
  for (let i = 0; i < 30; i++) await house.get(`/invitations/guess-${i}`)
  assert.equal((await house.get('/invitations/another')).status, 429)
})

test('letters leave where they can, and the page says so', async () => {
  const send = async () => {
    const fields = { email: `letter-${nth++}@example.org`, role: 'observer' }
    return (await house.send('/team/invitations', fields, cast.nico.headers)).text()
  }
  assert.doesNotMatch(await send(), /by e-mail/)
  post = 'on'
  assert.match(await send(), /We have sent it by e-mail too/)
  assert.match(letters[0]?.text ?? '', /^Nico invites you to the team of Café Central\.\s[\s\S]*\/invitations\//)
  post = 'broken'
  assert.match(await send(), /could not be sent, so pass the link on yourself/)
})

test('an invitation that a crash left half accepted is completed, once', async () => {
  const { email } = await invited()
  const half = { id: crypto.randomUUID(), name: 'Inés', email, role: 'agent' as const }
  await db.insertInto('users').values(half).execute()
  assert.equal(await repairInvitations(house.core), 1)
  assert.equal(await repairInvitations(house.core), 0)
  const row = await db.selectFrom('invitations').selectAll().where('email', '=', email).executeTakeFirstOrThrow()
  assert.equal(row.accepted_by, half.id)
})
