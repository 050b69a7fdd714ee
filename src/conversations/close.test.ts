import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, minute, said, someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { close, reopen } from './close.ts'
import { findConversation } from './conversation.ts'
import { snooze } from './snooze.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

test('closing what is not there is refused', async () => {
  await assert.rejects(
    world.tx((tx) => close(tx, newId(), world.cast.marta)),
    (error) => error instanceof Refusal && error.status === 404,
  )
})

test('a conversation is closed once, says who closed it, and opens again', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  assert.equal(await world.tx((tx) => close(tx, id, marta)), true)
  assert.equal(await world.tx((tx) => close(tx, id, nico)), false)
  const closed = await findConversation(world.db, id)
  assert.deepEqual([closed.state, closed.closure?.by?.name], ['closed', 'Marta'])
  assert.equal(await world.tx((tx) => reopen(tx, id, nico)), true)
  assert.equal(await world.tx((tx) => reopen(tx, id, nico)), false)
  assert.equal((await findConversation(world.db, id)).state, 'open')
  assert.deepEqual(await world.eventsOf(id), ['conversation.closed', 'conversation.reopened'])
})

test('what is closed does not sleep', async () => {
  const { id } = await someConversation(world.db)
  const now = new Date()
  await world.tx((tx) => snooze(tx, id, new Date(now.getTime() + 3_600_000), world.cast.marta, now))
  await world.tx((tx) => close(tx, id, world.cast.marta))
  await world.tx((tx) => reopen(tx, id, world.cast.marta))
  assert.equal((await findConversation(world.db, id)).state, 'open')
})

test('somebody who speaks opens a closed conversation; what was said before does not', async () => {
  const { id, channel } = await someConversation(world.db)
  await world.tx((tx) => close(tx, id, world.cast.marta))
  await heard(world.db, channel, said('0', { parentExternalId: '1', saidAt: minute(0) }))
  assert.equal((await findConversation(world.db, id)).state, 'closed')
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: new Date() }))
  assert.equal((await findConversation(world.db, id)).state, 'open')
})

test('what was said before the closing and is only heard after it opens it: nobody had read it', async () => {
  const { id, channel } = await someConversation(world.db)
  const { marta } = world.cast
  await world.tx((tx) => close(tx, id, marta))
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: minute(2) }))
  assert.equal((await findConversation(world.db, id)).state, 'open')
  const now = new Date()
  await world.tx((tx) => snooze(tx, id, new Date(now.getTime() + 3_600_000), marta, now))
  await heard(world.db, channel, said('3', { parentExternalId: '1', saidAt: minute(3), concernsUs: false }))
  assert.equal((await findConversation(world.db, id)).state, 'snoozed', 'what was not said to us wakes nobody')
  await heard(world.db, channel, said('4', { parentExternalId: '1', saidAt: minute(4) }))
  assert.equal((await findConversation(world.db, id)).state, 'open')
})

test('a deed waits for a union, and lands in what the conversation became', async () => {
  const { id, channel } = await someConversation(world.db, said('a'), said('b', { saidAt: minute(2) }))
  const other = await world.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('channel_id', '=', channel.id)
    .where('external_id', '=', 'b')
    .executeTakeFirstOrThrow()
  await heard(world.db, channel, said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(3) }))
  for (const old of [id, other.conversation_id]) await world.tx((tx) => close(tx, old, world.cast.marta))
  const [left] = await world.db
    .selectFrom('conversations')
    .select(['id', 'state'])
    .where('channel_id', '=', channel.id)
    .execute()
  assert.equal(left?.state, 'closed')
})
