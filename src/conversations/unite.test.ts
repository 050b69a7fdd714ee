import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { heard, minute, said, someConversation, type TestChannel, us } from '../../test/talk.ts'
import { close } from './close.ts'
import { findConversation } from './conversation.ts'
import { deliveriesOf } from './deliveries.ts'
import { reply } from './reply.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

/** Two threads, the smaller id first: the second is the one that will be absorbed. */
async function twoThreads(): Promise<{ into: string; absorbed: string; channel: TestChannel }> {
  const { channel } = await someConversation(world.db, said('a'), said('b', { saidAt: minute(2) }))
  const rows = await world.db
    .selectFrom('conversations')
    .select('id')
    .where('channel_id', '=', channel.id)
    .orderBy('id')
    .execute()
  return { into: rows[0]?.id ?? '', absorbed: rows[1]?.id ?? '', channel }
}

const link = said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(3) })

test('a reply that is being decided while its conversation is absorbed is not lost', async () => {
  const { into, absorbed, channel } = await twoThreads()
  let uniting: Promise<unknown> = Promise.resolve()
  const decided = await world.tx(async (tx) => {
    const mine = await reply(tx, world.connectors, absorbed, { text: 'Sí, hasta las 8.' }, world.cast.marta)
    uniting = heard(world.db, channel, link)
    await wait(300)
    return mine
  })
  await uniting
  const [delivery] = await deliveriesOf(world.db, decided.id)
  assert.deepEqual([delivery?.text, delivery?.conversationId], ['Sí, hasta las 8.', into])
})

test('a closing under way does not make the union fail', async () => {
  const { into, absorbed, channel } = await twoThreads()
  await world.tx((tx) => close(tx, absorbed, world.cast.nico))
  let uniting: Promise<unknown> = Promise.resolve()
  await world.tx(async (tx) => {
    await close(tx, into, world.cast.marta)
    uniting = heard(world.db, channel, link)
    await wait(300)
  })
  await uniting
  const left = await world.db.selectFrom('conversations').select('id').where('channel_id', '=', channel.id).execute()
  assert.deepEqual(left, [{ id: into }])
})

test('what is deleted in the very batch that unites two threads waits for no answer', async () => {
  const { into, channel } = await twoThreads()
  await heard(world.db, channel, said('a2', { author: us, parentExternalId: 'a', saidAt: minute(4) }))
  const before = await findConversation(world.db, into)
  assert.equal(before.waitingSince, null)
  const reader = said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(1), concernsUs: false })
  await heard(world.db, channel, said('b2', { parentExternalId: 'b', saidAt: minute(5) }))
  await heard(world.db, channel, reader, { kind: 'deletion', externalId: 'b2' })
  const united = await findConversation(world.db, into)
  assert.deepEqual([united.messageCount, united.waitingSince], [5, null])
  assert.ok((await world.eventsOf(into)).includes('message.deleted'), 'the page of the thread is told')
})
