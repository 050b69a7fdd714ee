import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { assign, unassign } from './assign.ts'
import { findConversation } from './conversation.ts'
import { findInbox } from './inbox.ts'
import { createWorld, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const refused = (status: number, field: string) => (error: unknown) =>
  error instanceof Refusal && error.status === status && field in error.fields

test('nobody unknown, gone or only looking is given a conversation', async () => {
  const { id } = await someConversation(world.db)
  const { marta, vera, nico } = world.cast
  await assert.rejects(
    world.tx((tx) => assign(tx, id, { userId: newId() }, marta)),
    refused(422, 'to'),
  )
  await assert.rejects(
    world.tx((tx) => assign(tx, id, { teamId: newId() }, marta)),
    refused(422, 'to'),
  )
  await assert.rejects(
    world.tx((tx) => assign(tx, id, { userId: vera.id }, marta)),
    refused(422, 'to'),
  )
  await world.db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', nico.id).execute()
  await assert.rejects(
    world.tx((tx) => assign(tx, id, { userId: nico.id }, marta)),
    refused(422, 'to'),
  )
  await world.db.updateTable('users').set({ deactivated_at: null }).where('id', '=', nico.id).execute()
  assert.equal((await findConversation(world.db, id)).assignment, null)
  const missing = await world.as(marta)(`/conversations/${id}/assignment`, json('PUT', {}))
  assert.deepEqual([missing.status, Object.keys((await missing.json()).fields)], [422, ['to']])
})

test('a conversation is given, given on, and freed; each is recorded once', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  assert.equal(await world.tx((tx) => assign(tx, id, { userId: marta.id }, marta)), true)
  assert.equal(await world.tx((tx) => assign(tx, id, { userId: marta.id }, nico)), false)
  assert.equal(await world.tx((tx) => assign(tx, id, { userId: nico.id }, marta)), true)
  const { assignment } = await findConversation(world.db, id)
  assert.deepEqual([assignment?.user?.name, assignment?.by?.name], ['Nico', 'Marta'])
  assert.equal(await world.tx((tx) => unassign(tx, id, marta)), true)
  assert.equal(await world.tx((tx) => unassign(tx, id, marta)), false)
  assert.deepEqual(await world.eventsOf(id), [
    'conversation.assigned',
    'conversation.assigned',
    'conversation.unassigned',
  ])
})

test('whose it is decides in which lists it stands', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const team = { id: newId(), name: `Tienda ${newId()}` }
  await world.db.insertInto('teams').values(team).execute()
  const has = async (view: 'mine' | 'team' | 'unassigned', viewer: { id: string; teamIds: readonly string[] }) =>
    (await findInbox(world.db, viewer, { view, limit: 100 })).rows.some((row) => row.id === id)
  assert.deepEqual([await has('unassigned', marta), await has('mine', marta)], [true, false])
  await world.tx((tx) => assign(tx, id, { userId: marta.id }, nico))
  assert.deepEqual(
    [await has('unassigned', marta), await has('mine', marta), await has('mine', nico)],
    [false, true, false],
  )
  await world.tx((tx) => assign(tx, id, { teamId: team.id }, nico))
  const ofTeam = { ...nico, teamIds: [team.id] }
  assert.deepEqual([await has('team', ofTeam), await has('team', nico), await has('mine', marta)], [true, false, false])
})

test('undoing gives it back to whoever had it', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await world.tx((tx) => assign(tx, id, { userId: nico.id }, nico))
  const taken = await world.as(marta)(`/conversations/${id}/assignment`, {
    ...json('PUT', { to: 'me' }),
    headers: { accept: 'text/html', 'content-type': 'application/json' },
  })
  const cookie = taken.headers.get('set-cookie')?.split(';')[0] ?? ''
  const html = await (await world.as(marta)(`/conversations/${id}`, { headers: { cookie } })).text()
  assert.match(html, new RegExp(`name="user_id" value="${nico.id}"`))
})
