import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { said, someConversation } from '../../../test/talk.ts'
import { subscribe } from '../../core/events.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { serviceLevelSubscribers } from './subscribers.ts'
import { tellDue } from './tell.ts'

let world: World
before(async () => {
  world = await createWorld()
  subscribe({ ...serviceLevelSubscribers({ now: () => new Date() }), later: new Map() })
})
after(() => world.drop())

const path = '/settings/service-levels'
const ask = (path: string, init?: RequestInit) => world.as(world.cast.nico)(path, init)
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

async function make(more: object) {
  const made = await ask(path, json('POST', { name: 'Rule', first_answer: 240, ...more }))
  assert.equal(made.status, 201)
  return (await made.json()).id
}

const names = async () => (await (await ask(path, json('GET'))).json()).levels.map((it: { name: string }) => it.name)

test('only those who may change settings see or change service levels', async () => {
  for (const [method, body] of [['GET'], ['POST', { name: 'x', first_answer: 60 }]] as const) {
    assert.equal((await world.as(world.cast.marta)(path, json(method, body))).status, 403)
    assert.equal((await world.as(undefined)(path, json(method, body))).status, 401)
  }
})

test('a form makes what a program reads, in its order', async () => {
  const { marta } = world.cast
  const fields = {
    name: 'Complaints',
    first_answer: '1 h 30 min',
    next_answer: '45 min',
    resolution: '',
    warn_before: '30 min',
    languages: 'ES, en',
    tags: '#vip, press',
    urgency: '2',
    intents: 'complaint',
    step_after_1: '0 min',
    step_deed_1: 'tell',
    step_to_1: 'holder',
    step_after_2: '1 h',
    step_deed_2: 'give',
    step_to_2: `user:${marta.id}`,
    step_after_3: '',
  }
  assert.equal((await ask(path, form('POST', fields))).status, 303)
  await make({ name: 'Rest' })
  const { levels } = await (await ask(path, json('GET'))).json()
  const { id, ...first } = levels[0]
  assert.deepEqual(first, {
    name: 'Complaints',
    calendar_id: null,
    conditions: {
      channels: [],
      networks: [],
      languages: ['es', 'en'],
      intents: ['complaint'],
      urgency: 2,
      tags: ['vip', 'press'],
      teams: [],
    },
    first_answer: 90,
    next_answer: 45,
    resolution: null,
    warn_before: 30,
    steps: [
      { after_minutes: 0, deed: 'tell', to: 'holder' },
      { after_minutes: 60, deed: 'give', to: `user:${marta.id}` },
    ],
    kept: [],
  })
  assert.deepEqual(await names(), ['Complaints', 'Rest'])
  await ask(`${path}/${id}/place`, json('PUT', { to: 'down' }))
  assert.deepEqual(await names(), ['Rest', 'Complaints'])
  await ask(`${path}/${id}/place`, json('PUT', { to: 'down' }))
  assert.deepEqual(await names(), ['Rest', 'Complaints'])
  await ask(`${path}/${id}`, json('DELETE'))
  assert.deepEqual(await names(), ['Rest'])
  await ask(`${path}/${id}/removal`, json('DELETE'))
  assert.deepEqual(await names(), ['Rest', 'Complaints'])
  const page = await (await ask(path, { headers: { accept: 'text/html' } })).text()
  assert.match(page, /At once: tell whoever has it/)
  assert.match(page, /After 1 h: give it to Marta/)
  await sql`update service_levels set removed_at = now()`.execute(world.db)
})

test('what cannot be is refused beside its field, and a person keeps what they wrote', async () => {
  const refused = async (init: RequestInit) => {
    const answered = await ask(path, init)
    assert.equal(answered.status, 422)
    return answered
  }
  const fields = async (body: object) => Object.keys((await (await refused(json('POST', body))).json()).fields)
  assert.deepEqual(await fields({ name: 'None' }), ['first_answer'])
  assert.deepEqual(await fields({ name: 'Warned', first_answer: 60, warn_before: 60 }), ['warn_before'])
  const give = { after_minutes: 5, deed: 'give', to: 'managers' }
  assert.deepEqual(await fields({ name: 'Given', first_answer: 60, steps: [give] }), ['steps'])
  const gone = { after_minutes: 5, deed: 'give', to: 'user:00000000-0000-4000-8000-000000000000' }
  assert.deepEqual(await fields({ name: 'Gone', first_answer: 60, steps: [gone] }), ['steps'])
  const nobody = { ...gone, to: `user:${'-'.repeat(36)}` }
  assert.equal((await fields({ name: 'Nobody', first_answer: 60, steps: [nobody] })).length, 1)
  const written = {
    name: 'Mine',
    first_answer: 'soon',
    step_after_1: '1 h',
    step_deed_1: 'give',
    step_to_1: 'managers',
  }
  const page = await (await refused(form('POST', written))).text()
  assert.match(page, /value="soon"/)
  assert.match(page, /Write a time like/)
  assert.match(page, /given to one person or to a team/)
})

test('saving a rule keeps what it names and is here no more', async () => {
  const [team, window] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
  const conditions = { teams: [team], channels: [window], networks: ['scripted'] }
  const id = await make({ name: 'Narrow', conditions })
  const page = await (await ask(`${path}/${id}`, { headers: { accept: 'text/html' } })).text()
  for (const value of [team, window, 'scripted'])
    assert.match(page, new RegExp(`<input type="checkbox" name="[a-z]+" value="${value}" checked=""`))
  assert.match(page, /One that is not here any more/)
  await sql`update service_levels set removed_at = now()`.execute(world.db)
})

test('what is late and what is due stands in lists, in the conversation, in searches and in the API', async () => {
  const late = await someConversation(world.db, said('late', { saidAt: hoursAgo(6), body: { text: 'El molino' } }))
  const soon = await someConversation(world.db, said('soon', { saidAt: hoursAgo(1), body: { text: 'El molino' } }))
  const free = await someConversation(world.db, said('free', { saidAt: hoursAgo(1), body: { text: 'El molino' } }))
  await make({ name: 'Tagged', conditions: { tags: ['due'] } })
  for (const { id } of [late, soon]) await ask(`/conversations/${id}/tags`, json('POST', { name: 'due' }))
  const found = async (query: string) => {
    const { conversations } = await (await ask(`/conversations?${query}`, json('GET'))).json()
    return conversations.map((row: { id: string }) => row.id)
  }
  assert.deepEqual(await found('due=late'), [late.id])
  assert.deepEqual(await found('q=is:late'), [late.id])
  assert.deepEqual(await found(`q=${encodeURIComponent('está:tarde molino')}`), [late.id])
  assert.deepEqual((await found('q=due:today')).concat(await found('q=vence:mañana')).includes(soon.id), true)
  const unknown = await (await ask('/conversations?q=due:someday', json('GET'))).json()
  assert.equal(unknown.not_understood, 'conversations.search-due')
  const one = await (await ask(`/conversations/${late.id}`, json('GET'))).json()
  assert.deepEqual(
    one.due.map((it: object) => ({ ...it, at: '' })),
    [{ target: 'first-answer', at: '', is_late: true, level: 'Tagged' }],
  )
  const list = await (await ask('/conversations', { headers: { accept: 'text/html' } })).text()
  const row = (id: string) => list.slice(list.indexOf(`id="conversation-${id}"`)).split('</li>')[0] ?? ''
  assert.match(row(late.id), /title="First answer by [^"]*\(Tagged\)"[\s\S]*Late ·/)
  assert.match(row(soon.id), /Due ·/)
  assert.match(row(free.id), /Waits ·/)
  assert.ok(list.indexOf(late.id) < list.indexOf(soon.id) && list.indexOf(soon.id) < list.indexOf(free.id))
  await tellDue(world.db, new Date())
  const page = await (await ask(`/conversations/${late.id}`, { headers: { accept: 'text/html' } })).text()
  assert.match(page, /The first answer is late/)
  const empty = await (await ask('/conversations?due=tomorrow&channel=', { headers: { accept: 'text/html' } })).text()
  assert.match(empty, /Due tomorrow/)
})
