import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { heard, minute, said, someConversation, us } from '../../test/talk.ts'
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

test('marked as unread it is unread also where we spoke last', async () => {
  const { id } = await someConversation(world.db, said('1'), said('2', { author: us, saidAt: minute(2) }))
  const { marta } = world.cast
  await markRead(world.db, id, marta)
  assert.equal(await unread(id, marta), false)
  await markUnread(world.db, id, marta)
  assert.equal(await unread(id, marta), true)
  await markRead(world.db, id, marta)
  assert.equal(await unread(id, marta), false)
})

test('what was said to us before what somebody read, and reaches us after, is unread to them', async () => {
  const { id, channel } = await someConversation(
    world.db,
    said('1', { saidAt: minute(1) }),
    said('3', { parentExternalId: '1', author: us, saidAt: minute(30) }),
  )
  const { marta, nico } = world.cast
  await markRead(world.db, id, marta)
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: minute(20) }))
  assert.equal(await unread(id, marta), true)
  assert.equal(await unread(id, nico), false, 'who never looked is told by what was said last')
  await markRead(world.db, id, marta)
  assert.equal(await unread(id, marta), false)
})

test('what is heard late and was not said to us, or was deleted meanwhile, leaves it read', async () => {
  const { id, channel } = await someConversation(world.db, said('1', { saidAt: minute(30) }))
  const { marta } = world.cast
  await markRead(world.db, id, marta)
  const late = { parentExternalId: '1', saidAt: minute(20) }
  await heard(world.db, channel, { kind: 'deletion', externalId: 'gone' })
  await heard(
    world.db,
    channel,
    said('aside', { ...late, concernsUs: false }),
    said('ours', { ...late, author: us }),
    said('gone', late),
  )
  assert.equal(await unread(id, marta), false)
})

test('history that comes page by page leaves unread only what is new to who has read', async () => {
  const { id, channel } = await someConversation(world.db, said('3', { saidAt: minute(30) }))
  const { marta } = world.cast
  await heard(world.db, channel, said('2', { parentExternalId: '3', saidAt: minute(20) }))
  await markRead(world.db, id, marta)
  assert.equal(await unread(id, marta), false)
  await heard(world.db, channel, said('1', { parentExternalId: '3', saidAt: minute(10) }))
  assert.equal(await unread(id, marta), true)
})

test('whoever read one thread finds what was said to us in another that joins it unread', async () => {
  const { channel } = await someConversation(world.db, said('a'), said('b', { saidAt: minute(2) }))
  const ids = await world.db.selectFrom('conversations').select('id').where('channel_id', '=', channel.id).execute()
  const [into = '', absorbed = ''] = ids.map((row) => row.id).sort()
  const { marta, nico } = world.cast
  await markRead(world.db, into, marta)
  await markRead(world.db, absorbed, nico)
  const joins = { parentExternalId: 'a', rootExternalId: 'b', author: us, saidAt: minute(3) }
  await heard(world.db, channel, said('c', joins))
  assert.deepEqual([await unread(into, marta), await unread(into, nico)], [true, true])
})
