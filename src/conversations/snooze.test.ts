import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, said, someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { close } from './close.ts'
import { findConversation } from './conversation.ts'
import { conversationJobs } from './jobs.ts'
import { snooze, wake, wakeDue } from './snooze.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const now = new Date('2026-05-06T10:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)

test('the past and the far future are refused, and nothing sleeps', async () => {
  const { id } = await someConversation(world.db)
  for (const until of [hours(0), hours(-1), hours(24 * 400)])
    await assert.rejects(
      world.tx((tx) => snooze(tx, id, until, world.cast.marta, now)),
      (error) => error instanceof Refusal && error.status === 422 && 'until' in error.fields,
    )
  assert.equal((await findConversation(world.db, id)).state, 'open')
})

test('a conversation sleeps until its moment; the later decision stands; it can be woken before', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  assert.equal(await world.tx((tx) => snooze(tx, id, hours(1), marta, now)), true)
  assert.equal(await world.tx((tx) => snooze(tx, id, hours(1), nico, now)), false)
  assert.equal(await world.tx((tx) => snooze(tx, id, hours(2), nico, now)), true)
  const asleep = await findConversation(world.db, id)
  assert.deepEqual([asleep.state, asleep.snooze?.until, asleep.snooze?.by?.name], ['snoozed', hours(2), 'Nico'])
  assert.equal(await world.tx((tx) => wake(tx, id, marta)), true)
  assert.equal(await world.tx((tx) => wake(tx, id, marta)), false)
  assert.equal((await findConversation(world.db, id)).state, 'open')
  assert.deepEqual(await world.eventsOf(id), ['conversation.snoozed', 'conversation.snoozed', 'conversation.woken'])
})

test('what is due wakes, all of it and nothing else, and says that time did it', async () => {
  const due = await Promise.all(Array.from({ length: 3 }, () => someConversation(world.db)))
  const later = await someConversation(world.db)
  for (const { id } of due) await world.tx((tx) => snooze(tx, id, hours(1), world.cast.marta, now))
  await world.tx((tx) => snooze(tx, later.id, hours(3), world.cast.marta, now))
  assert.equal(await wakeDue(world.db, hours(0.5)), 0)
  assert.equal(await wakeDue(world.db, hours(1)), 3)
  assert.equal(await wakeDue(world.db, hours(1)), 0)
  assert.equal((await findConversation(world.db, later.id)).state, 'snoozed')
  const [first] = due
  const event = await world.db
    .selectFrom('events')
    .select(['kind', 'data', 'by_user'])
    .where('conversation_id', '=', first?.id ?? '')
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  assert.deepEqual(event, { kind: 'conversation.woken', data: { because: 'time' }, by_user: null })
})

test('more than one batch wakes in one run of the job', async () => {
  const { id, channel } = await someConversation(world.db)
  await world.db.deleteFrom('conversation_snoozes').execute()
  const many = 450
  await heard(world.db, channel, ...Array.from({ length: many }, (_, at) => said(`many ${at}`)))
  await world.db
    .insertInto('conversation_snoozes')
    .columns(['conversation_id', 'until', 'snoozed_by'])
    .expression((it) =>
      it
        .selectFrom('conversations')
        .select((of) => ['id', of.val(new Date(0)).as('until'), of.val(null).as('snoozed_by')])
        .where('channel_id', '=', channel.id)
        .where('id', '<>', id),
    )
    .execute()
  await world.db
    .updateTable('conversations')
    .set({ state: 'snoozed' })
    .where('channel_id', '=', channel.id)
    .where('id', '<>', id)
    .execute()
  await conversationJobs(world.core, world.connectors)['conversations.wake']?.({})
  const { asleep } = await world.db
    .selectFrom('conversations')
    .select((it) => it.fn.countAll<number>().as('asleep'))
    .where('state', '=', 'snoozed')
    .where('channel_id', '=', channel.id)
    .executeTakeFirstOrThrow()
  assert.equal(asleep, 0)
})

test('whoever speaks wakes it, and who puts a closed one aside wants it back', async () => {
  const { id, channel } = await someConversation(world.db)
  await world.tx((tx) => close(tx, id, world.cast.marta))
  await world.tx((tx) => snooze(tx, id, new Date(Date.now() + 3_600_000), world.cast.marta, new Date()))
  assert.equal((await findConversation(world.db, id)).state, 'snoozed')
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: new Date(Date.now() + 1000) }))
  assert.equal((await findConversation(world.db, id)).state, 'open')
})
