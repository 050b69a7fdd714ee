import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

test('whoever answers for a promise is told that it is due; where nobody does, those who lead', async () => {
  const { id } = await someConversation(world.app.core.db)
  const { marta, nico, olga } = world.cast
  const say = (kind: string, promise: string, user: string | null) =>
    world.tx((tx) => record(tx, kind, { conversation: { id }, data: { promise, user } }))
  const [hers, nobodys] = [newId(), newId()]
  await say('promise.due-soon', hers, marta.id)
  await say('promise.due', hers, marta.id)
  await say('promise.due', nobodys, null)
  const lines = await world.app.core.db.selectFrom('notifications').select(['user_id', 'kind', 'about']).execute()
  const of = (about: string) => lines.filter((line) => line.about === about)
  assert.deepEqual(
    of(hers)
      .map(({ kind }) => kind)
      .sort(),
    ['promise-due', 'promise-soon'],
  )
  assert.deepEqual(new Set(of(hers).map(({ user_id }) => user_id)), new Set([marta.id]))
  assert.deepEqual(new Set(of(nobodys).map(({ user_id }) => user_id)), new Set([nico.id, olga.id]))
  const bell = await (await world.as('marta').page('/notifications')).text()
  assert.match(bell, /A promise is due now: Lucas Prieto/)
})
