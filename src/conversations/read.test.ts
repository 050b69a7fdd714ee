import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { heard, minute, said, someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { inboxRows } from './inbox-rows.ts'
import { markRead, markUnread } from './read.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const unread = async (id: string, by: { id: string }) =>
  (await inboxRows(world.db, sql`select ${id}::uuid as id`, by.id))[0]?.unread

test('what is not there cannot be read', async () => {
  await assert.rejects(
    markRead(world.db, newId(), world.cast.marta),
    (error) => error instanceof Refusal && error.status === 404,
  )
})

test('reading is each of us alone, and can be taken back', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await markRead(world.db, id, marta)
  assert.deepEqual([await unread(id, marta), await unread(id, nico)], [false, true])
  await markUnread(world.db, id, marta)
  assert.equal(await unread(id, marta), true)
})

test('what was said before somebody looked, and is only heard after, is unread', async () => {
  const { id, channel } = await someConversation(world.db)
  const { marta } = world.cast
  await markRead(world.db, id, marta)
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: minute(2) }))
  assert.equal(await unread(id, marta), true)
})
