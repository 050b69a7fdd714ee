import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { said, someConversation } from '../../../test/talk.ts'
import { createTeam, setTeamMembers } from '../../access/teams.ts'
import { subscribe } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { assign, unassign } from '../assign.ts'
import { close } from '../close.ts'
import { findConversation } from '../conversation.ts'
import { tag } from '../tag.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { awaitAssignment } from './await.ts'
import { giveOut } from './give-out.ts'
import { letGo } from './let-go.ts'
import { assignmentSubscribers } from './subscribers.ts'

let world: World
before(async () => {
  world = await createWorld()
  subscribe({ ...assignmentSubscribers, later: new Map() })
})
after(() => world.drop())
beforeEach(async () => {
  await sql`update assignment_rules set removed_at = now()`.execute(world.db)
  await sql`delete from assignment_people`.execute(world.db)
  await sql`update conversations set state = 'closed'`.execute(world.db)
  await sql`delete from assignment_waits`.execute(world.db)
})

const path = '/settings/assignment'
const ask = (path: string, init?: RequestInit) => world.as(world.cast.nico)(path, init)

async function make(more: object): Promise<string> {
  const made = await ask(path, json('POST', { name: 'Pedidos', ...more }))
  assert.equal(made.status, 201)
  return (await made.json()).id
}

async function talk(text = 'Hola', more: object = {}): Promise<string> {
  const { id } = await someConversation(world.db, said('1', { body: { text }, saidAt: new Date(), ...more }))
  await read()
  return id
}
const give = () => giveOut(world.db, new Date())
/** As a reader does, which no test of this room has. */
const read = () => sql`delete from readings_due`.execute(world.db)
const holder = async (id: string) => (await findConversation(world.db, id)).assignment?.user?.name
const limit = (id: string, body: object) => ask(`${path}/people/${id}`, json('PUT', body))
const waits = async () =>
  (await (await ask(path, json('GET'))).json()).rules.map((it: { waiting: number }) => it.waiting)

test('only those who may change settings see or change assignment', async () => {
  for (const [method, where] of [
    ['GET', path],
    ['POST', path],
    ['POST', `${path}/backlog`],
    ['PUT', `${path}/people/${world.cast.marta.id}`],
  ] as const) {
    assert.equal((await world.as(world.cast.marta)(where, json(method, method === 'GET' ? undefined : {}))).status, 403)
    assert.equal((await world.as(undefined)(where, json(method, method === 'GET' ? undefined : {}))).status, 401)
  }
})

test('what comes in goes to one after the other, and the thread says by which rule', async () => {
  const { marta, nico } = world.cast
  const before = await talk()
  const id = await make({ name: 'Pedidos', user_ids: [marta.id, nico.id] })
  const ids = [await talk(), await talk(), await talk()]
  assert.equal(await give(), 3)
  assert.deepEqual(await Promise.all(ids.map(holder)), ['Marta', 'Nico', 'Marta'])
  assert.equal(await give(), 0)
  assert.equal(await holder(before), undefined)
  const [first = ''] = ids
  const page = await (await world.as(marta)(`/conversations/${first}`, { headers: { accept: 'text/html' } })).text()
  assert.match(page, /Assigned to Marta by the rule Pedidos, in turn/)
  const es = await world.as(marta, 'es')(`/conversations/${first}`, { headers: { accept: 'text/html' } })
  assert.match(await es.text(), /Asignada a Marta por la regla Pedidos, por turno/)
  const { events } = await (await world.as(marta)(`/conversations/${first}`, json('GET'))).json()
  assert.deepEqual(events.at(-1).rule, { id, name: 'Pedidos' })
})

test('what was here before is given when somebody asks for it', async () => {
  const old = await talk('Hola', { saidAt: new Date(Date.now() - 40 * 86_400_000) })
  await make({ user_ids: [world.cast.marta.id] })
  assert.equal((await (await ask(path, json('GET'))).json()).unassigned, 1)
  assert.equal(await give(), 0)
  const answered = await ask(`${path}/backlog`, json('POST', {}))
  assert.deepEqual([answered.status, await answered.json()], [202, { count: 1 }])
  assert.equal(await give(), 1)
  assert.equal(await holder(old), 'Marta')
})

test('whoever has enough is passed over; with room again, the most urgent that waits comes first', async () => {
  const { marta } = world.cast
  await make({ user_ids: [marta.id] })
  assert.equal((await limit(marta.id, { capacity: 1 })).status, 200)
  const first = await talk()
  await give()
  const [later, urgent] = [await talk(), await talk()]
  await sql`update conversations set urgency = 2 where id = ${urgent}`.execute(world.db)
  assert.equal(await give(), 0)
  assert.deepEqual(await waits(), [2])
  await world.tx((tx) => close(tx, first, marta))
  assert.equal(await give(), 1)
  assert.deepEqual([await holder(urgent), await holder(later)], ['Marta', undefined])
  await world.tx((tx) => assign(tx, urgent, { userId: world.cast.nico.id }, marta))
  assert.equal(await give(), 1)
  assert.equal(await holder(later), 'Marta')
})

test('nobody off work gets any', async () => {
  const { marta, nico } = world.cast
  const dayAfterTomorrow = (new Date().getUTCDay() + 2) % 7
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => (day === dayAfterTomorrow ? '9-17' : ''))
  const made = await ask('/settings/calendars', json('POST', { name: 'Un día', time_zone: 'UTC', week }))
  assert.equal(made.status, 201)
  const { id: calendar } = await made.json()
  await limit(marta.id, { calendar_id: calendar })
  await make({ user_ids: [marta.id] })
  const id = await talk()
  assert.equal(await give(), 0)
  assert.deepEqual(await waits(), [1])
  await make({ name: 'Late', user_ids: [nico.id] })
  assert.equal(await give(), 0)
  await limit(marta.id, { calendar_id: null })
  assert.equal(await give(), 1)
  assert.equal(await holder(id), 'Marta')
})

test('a rule takes nothing from anybody, and leaves free what one of us left free', async () => {
  const { marta, nico } = world.cast
  await make({ user_ids: [marta.id] })
  const [mine, freed] = [await talk(), await talk()]
  await world.tx((tx) => assign(tx, mine, { userId: nico.id }, nico))
  await give()
  assert.deepEqual([await holder(mine), await holder(freed)], ['Nico', 'Marta'])
  const undo = await world.as(marta)(`/conversations/${freed}/assignment`, json('DELETE'))
  assert.equal(undo.status, 200)
  await world.tx((tx) => awaitAssignment(tx, [freed]))
  assert.equal(await give(), 0)
  assert.equal(await holder(freed), undefined)
})

test('two processes at once give each conversation once, and nobody more than they can have', async () => {
  const { marta, nico } = world.cast
  await make({ user_ids: [marta.id, nico.id], how: 'least-busy' })
  await limit(marta.id, { capacity: 3 })
  await limit(nico.id, { capacity: 4 })
  const ids = await Promise.all(Array.from({ length: 10 }, () => talk()))
  const given = await Promise.all(Array.from({ length: 5 }, () => give()))
  assert.equal(
    given.reduce((sum, one) => sum + one),
    7,
  )
  const holders = await Promise.all(ids.map(holder))
  assert.deepEqual(
    ['Marta', 'Nico', undefined].map((name) => holders.filter((one) => one === name).length),
    [3, 4, 3],
  )
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from events
    where kind = 'conversation.assigned' and conversation_id = any(${ids}::uuid[])`.execute(world.db)
  assert.equal(rows[0]?.count, 7)
})

test('the team of a rule gives, a rule of nobody gives way, and what a removed team had waits for no one', async () => {
  const { marta, nico, vera } = world.cast
  const { id: team } = await world.tx((tx) => createTeam(tx, 'Tienda', nico))
  await make({ name: 'Tienda', team_id: team })
  await make({ name: 'Otros', user_ids: [nico.id] })
  const empty = await talk()
  await give()
  assert.equal(await holder(empty), 'Nico')
  await world.tx((tx) => setTeamMembers(tx, team, [marta.id, vera.id], nico))
  const full = await talk()
  await give()
  const { assignment } = await findConversation(world.db, full)
  assert.deepEqual([assignment?.user?.name, assignment?.team?.name], ['Marta', 'Tienda'])
  await sql`delete from teams where id = ${team}`.execute(world.db)
  const gone = await talk()
  await give()
  assert.equal(await holder(gone), 'Nico')
  const page = await (await ask(path, { headers: { accept: 'text/html' } })).text()
  assert.match(page, /names nobody who can take a conversation now/)
})

test('what a removed colleague had goes by rule again, or is told to be nobody’s', async () => {
  const { marta, nico } = world.cast
  await make({ user_ids: [nico.id], conditions: { tags: ['vip'] } })
  const [vip, plain] = [await talk(), await talk()]
  await world.tx((tx) => tag(tx, vip, 'vip', nico))
  for (const id of [vip, plain]) await world.tx((tx) => assign(tx, id, { userId: marta.id }, nico))
  assert.equal(await letGo(world.db, marta.id), 0)
  await sql`update users set deactivated_at = now() where id = ${marta.id}`.execute(world.db)
  assert.equal(await letGo(world.db, marta.id), 2)
  await give()
  assert.deepEqual([await holder(vip), await holder(plain)], ['Nico', undefined])
  const page = await (await ask(`/conversations/${plain}`, { headers: { accept: 'text/html' } })).text()
  assert.match(page, /Marta no longer works here, so nobody has it now/)
  await sql`update users set deactivated_at = null where id = ${marta.id}`.execute(world.db)
})

test('a form makes, changes, moves, removes and brings back a rule', async () => {
  const { marta } = world.cast
  const skill = { skills: 'topic', without_skill: 'wait' }
  const who = { is_on: '1', user_ids: marta.id }
  const fields = { name: 'Pedidos', how: 'least-busy', languages: 'ES', urgency: '2', ...who, ...skill }
  assert.equal((await ask(path, form('POST', fields))).status, 303)
  await make({ name: 'Resto', user_ids: [marta.id] })
  const rules = async () => (await (await ask(path, json('GET'))).json()).rules
  const [{ id, ...first }] = await rules()
  assert.deepEqual(first, {
    name: 'Pedidos',
    is_on: true,
    conditions: { channels: [], networks: [], languages: ['es'], intents: [], urgency: 2, tags: [], teams: [] },
    team_id: null,
    user_ids: [marta.id],
    how: 'least-busy',
    skills: ['topic'],
    without_skill: 'wait',
    waiting: 0,
  })
  assert.equal((await ask(`${path}/${id}`, form('PUT', { ...fields, is_on: '' }))).status, 303)
  assert.equal((await rules())[0].is_on, false)
  const names = async () => (await rules()).map((it: { name: string }) => it.name)
  await ask(`${path}/${id}/place`, json('PUT', { to: 'down' }))
  assert.deepEqual(await names(), ['Resto', 'Pedidos'])
  await ask(`${path}/${id}`, json('DELETE'))
  assert.deepEqual(await names(), ['Resto'])
  await ask(`${path}/${id}/removal`, json('DELETE'))
  assert.deepEqual(await names(), ['Resto', 'Pedidos'])
})

test('what cannot be is refused beside its field, and a person keeps what they wrote', async () => {
  const { marta, vera } = world.cast
  const wrong = async (where: string, method: string, body: object) => {
    const answered = await ask(where, json(method, body))
    assert.equal(answered.status, 422)
    return Object.keys((await answered.json()).fields)
  }
  assert.deepEqual(await wrong(path, 'POST', { name: 'Nobody' }), ['team_id'])
  assert.deepEqual(await wrong(path, 'POST', { name: 'Gone', team_id: newId() }), ['team_id'])
  assert.deepEqual(await wrong(path, 'POST', { name: 'Looks', user_ids: [vera.id] }), ['user_ids'])
  assert.deepEqual(await wrong(path, 'POST', { name: 'How', user_ids: [marta.id], how: 'loudest' }), ['how'])
  assert.deepEqual(await wrong(`${path}/people/${marta.id}`, 'PUT', { capacity: 0 }), ['capacity'])
  assert.deepEqual(await wrong(`${path}/people/${marta.id}`, 'PUT', { calendar_id: newId() }), ['calendar_id'])
  assert.equal((await limit(vera.id, { capacity: 1 })).status, 404)
  const page = await ask(path, form('POST', { name: 'Mine', how: 'in-turn', tags: 'vip' }))
  assert.equal(page.status, 422)
  const text = await page.text()
  assert.match(text, /value="Mine"/)
  assert.match(text, /Choose a team, or tick somebody/)
  const person = await ask(`${path}/people/${marta.id}`, form('PUT', { capacity: 'lots' }))
  assert.equal(person.status, 422)
  assert.match(await person.text(), /Write a number from 1 to/)
})

test('giving up leaves what somebody gave while the rule was at it', async () => {
  const { marta, nico } = world.cast
  await make({ user_ids: [marta.id] })
  const id = await talk()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const byHand = world.tx(async (tx) => {
    await assign(tx, id, { userId: nico.id }, nico)
    await held
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.equal(await give(), 0)
  release()
  await byHand
  assert.equal(await give(), 0)
  assert.equal(await holder(id), 'Nico')
  await world.tx((tx) => unassign(tx, id, nico))
  assert.equal(await holder(id), undefined)
})

test('it goes to who is good at its language or what it is about, else to anybody, or waits', async () => {
  const { marta, nico, vera } = world.cast
  const topic = newId()
  await sql`insert into topics (id, name) values (${topic}, ${`Molienda ${topic}`})`.execute(world.db)
  const skills = (who: { id: string }, body: object) => ask(`/skills/${who.id}`, json('PUT', body))
  assert.equal((await skills(marta, { topics: [topic] })).status, 200)
  await make({ user_ids: [marta.id, nico.id], skills: ['topic'], without_skill: 'wait' })
  const one = await talk()
  await sql`insert into message_topics (message_id, topic_id, says, p)
    select id, ${topic}, 'perhaps', 0.8 from messages where conversation_id = ${one}`.execute(world.db)
  await limit(marta.id, { capacity: 1 })
  const other = await talk()
  await sql`insert into message_topics (message_id, topic_id, says, p)
    select id, ${topic}, 'perhaps', 0.8 from messages where conversation_id = ${other}`.execute(world.db)
  assert.equal(await give(), 1)
  assert.deepEqual([await holder(one), await holder(other)], ['Marta', undefined])
  assert.equal((await skills(nico, { topics: [topic] })).status, 200)
  assert.equal(await give(), 1)
  assert.equal(await holder(other), 'Nico')

  const mine = await world.as(marta)('/skills/me', form('PUT', { languages: 'ES, en', topics: topic }))
  assert.equal(mine.status, 303)
  const told = await (await ask(`/skills/${marta.id}`, json('GET'))).json()
  assert.deepEqual([told.languages, told.topics], [['es', 'en'], [topic]])
  assert.equal((await world.as(marta)(`/skills/${nico.id}`, json('PUT', {}))).status, 403)
  assert.equal((await skills(vera, {})).status, 404)
  const wrong = await world.as(marta)('/skills/me', form('PUT', { languages: 'español' }))
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /value="español"/)
})
