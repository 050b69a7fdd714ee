import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { heard, lucas, minute, rosa, said, someConversation, us } from '../../../test/talk.ts'
import { assign } from '../assign.ts'
import { close } from '../close.ts'
import { findConversation } from '../conversation.ts'
import { deliveriesOf } from '../deliveries.ts'
import { findDraft, keepDraft } from '../draft.ts'
import { note } from '../note.ts'
import { reply } from '../reply.ts'
import { tag } from '../tag.ts'
import { findTimeline } from '../timeline.ts'
import { json, type World } from '../world.test-kit.ts'
import { merge } from './merge.ts'
import { asMarta, createNetworks, deed, idOf, saidIn, two } from './rearrange.test-kit.ts'
import { split } from './split.ts'
import { undoRearrangement } from './undo.ts'

let world: World
before(async () => {
  world = await createNetworks()
})
after(() => world.drop())

test('two conversations on two networks are one: everything stands there, and so does what comes later', async () => {
  const { here, there, windows } = await two(world)
  await world.tx((tx) => tag(tx, there, 'pedidos', world.cast.marta))
  await world.tx((tx) => assign(tx, there, { userId: world.cast.marta.id }, world.cast.nico))
  await world.tx((tx) => note(tx, there, 'Es la del pan', world.cast.marta))
  await world.tx((tx) => close(tx, here, world.cast.marta))
  const done = await deed(world, `/conversations/${here}/merge`, { other: there })
  assert.deepEqual([done.from_id, done.to_id], [there, here])
  await heard(world.db, windows[1], said('b2', { parentExternalId: 'b', saidAt: minute(5), visibility: 'direct' }))
  assert.deepEqual(await saidIn(world, here), ['a', 'b', 'b2'])
  const now = await findConversation(world.db, there)
  assert.deepEqual(
    [now.id, now.state, now.tags, now.assignment?.user?.name, now.messageCount, now.waitingSince],
    [here, 'open', ['pedidos'], world.cast.marta.name, 3, minute(2)],
    'whoever closed the other had nothing left to answer in it',
  )
  const { items } = await findTimeline(world.db, here)
  assert.ok(items.some((item) => item.kind === 'note'))
  assert.ok(items.some((item) => item.kind === 'happening' && item.happening.kind === 'conversation.merged'))
  const old = await asMarta(world, `/conversations/${there}`)
  assert.deepEqual([old.status, old.headers.get('location')], [308, `/conversations/${here}`])
})

test('what waited longest counts, though the other was answered since; one answer then answers both', async () => {
  const { here, there, windows } = await two(world)
  await heard(world.db, windows[1], said('b2', { author: us, parentExternalId: 'b', saidAt: minute(4) }))
  await deed(world, `/conversations/${there}/merge`, { other: here })
  assert.deepEqual((await findConversation(world.db, there)).waitingSince, minute(1))
  await heard(
    world.db,
    windows[0],
    said('a2', { author: us, parentExternalId: 'a', saidAt: new Date(Date.now() + 1000) }),
  )
  assert.equal((await findConversation(world.db, there)).waitingSince, null)
})

test('undone, each is what it was, with what came to it meanwhile', async () => {
  const { here, there, windows } = await two(world)
  await world.tx((tx) => tag(tx, there, 'pedidos', world.cast.marta))
  await world.tx((tx) => close(tx, here, world.cast.marta))
  const { id } = await deed(world, `/conversations/${here}/merge`, { other: there })
  await world.tx((tx) => note(tx, here, 'Visto', world.cast.marta))
  await heard(world.db, windows[1], said('b2', { parentExternalId: 'b', saidAt: minute(5) }))
  const response = await asMarta(world, `/rearrangements/${id}`, json('DELETE'))
  assert.equal(response.status, 200)
  const [one, other] = [await findConversation(world.db, here), await findConversation(world.db, there)]
  assert.deepEqual([one.id, one.state, one.tags, await saidIn(world, here)], [here, 'closed', [], ['a']])
  assert.deepEqual(
    [other.id, other.state, other.tags, await saidIn(world, there)],
    [there, 'open', ['pedidos'], ['b', 'b2']],
  )
  const { items } = await findTimeline(world.db, here)
  assert.ok(
    items.some((item) => item.kind === 'note' && item.note.text === 'Visto'),
    'what was noted there stays there',
  )
  assert.equal((await asMarta(world, `/rearrangements/${id}`, json('DELETE'))).status, 200, 'twice is once')
})

test('an answer goes to the network of the message that it answers', async () => {
  const { here, there, windows } = await two(world)
  await deed(world, `/conversations/${here}/merge`, { other: there })
  for (const [at, name] of ['a', 'b'].entries()) {
    const window = windows[at] ?? windows[0]
    const inReplyTo = await idOf(world, window, name)
    const { id, channel } = await world.tx((tx) =>
      reply(tx, world.connectors, here, { text: 'Sí.', inReplyTo }, world.cast.marta),
    )
    const { rows } = await sql<{ id: string }>`select channel_id as id from deliveries where reply_id = ${id}`.execute(
      world.db,
    )
    assert.deepEqual([channel.id, rows], [window.id, [{ id: window.id }]])
  }
})

test('a message and what hangs under it become a conversation of their own; what answers them later comes to it', async () => {
  const { id, channel } = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', rootExternalId: '1', author: rosa, saidAt: minute(2) }),
    said('3', { parentExternalId: '2', rootExternalId: '1', saidAt: minute(3) }),
    said('4', { parentExternalId: '1', rootExternalId: '1', saidAt: minute(4) }),
  )
  const done = await deed(world, `/conversations/${id}/split`, { message_id: await idOf(world, channel, '2') })
  await heard(
    world.db,
    channel,
    said('5', { parentExternalId: '3', rootExternalId: '1', author: lucas, saidAt: minute(5) }),
    said('6', { parentExternalId: '4', rootExternalId: '1', saidAt: minute(6) }),
  )
  assert.deepEqual(
    [await saidIn(world, id), await saidIn(world, done.to_id)],
    [
      ['1', '4', '6'],
      ['2', '3', '5'],
    ],
  )
  const links = z.object({ links: z.array(z.object({ id: z.uuid(), how: z.string() })) })
  const there = links.parse(await (await asMarta(world, `/conversations/${done.to_id}/links`, json('GET'))).json())
  assert.deepEqual(there.links, [{ id, how: 'split-from' }])
})

test('in a chat everything from a message on goes, also what is said later', async () => {
  const chat = (id: string, at: number) => said(id, { rootExternalId: 'chat', saidAt: minute(at) })
  const { id, channel } = await someConversation(world.db, chat('1', 1), chat('2', 2), chat('3', 3))
  const done = await deed(world, `/conversations/${id}/split`, {
    message_id: await idOf(world, channel, '2'),
    scope: 'after',
  })
  await heard(world.db, channel, chat('4', 4))
  assert.deepEqual([await saidIn(world, id), await saidIn(world, done.to_id)], [['1'], ['2', '3', '4']])
  await world.tx((tx) => undoRearrangement(tx, done.id, world.cast.marta))
  assert.deepEqual(await saidIn(world, id), ['1', '2', '3', '4'])
  assert.equal((await findConversation(world.db, done.to_id)).id, id)
})

test('what is under way goes with the message that it answers, and is said where its writer was told', async () => {
  const { id, channel } = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', author: rosa, saidAt: minute(2) }),
  )
  const inReplyTo = await idOf(world, channel, '2')
  const later = new Date(Date.now() + 3_600_000)
  const decided = await world.tx((tx) =>
    reply(tx, world.connectors, id, { text: 'Mañana.', inReplyTo, leavesAt: later }, world.cast.marta),
  )
  await world.tx((tx) => keepDraft(tx, id, { text: 'Y además', inReplyTo }, world.cast.marta))
  const { toId } = await world.tx((tx) =>
    split(tx, world.connectors, { messageId: inReplyTo, scope: 'under' }, world.cast.nico),
  )
  const [delivery] = await deliveriesOf(world.db, decided.id)
  assert.deepEqual([delivery?.conversationId, delivery?.channelId, delivery?.state], [toId, channel.id, 'waiting'])
  assert.equal((await findDraft(world.db, toId))?.text, 'Y además')
  assert.equal(await findDraft(world.db, id), undefined)
  // Whoever had the page open before sends from the old address.
  const sent = await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Sí.', inReplyTo }, world.cast.marta))
  assert.equal(sent.conversationId, toId)
})

test('a message is moved to another conversation, and back', async () => {
  const { here, there, windows } = await two(world)
  await heard(world.db, windows[0], said('a2', { parentExternalId: 'a', saidAt: minute(3) }))
  const moved = await deed(world, `/conversations/${here}/move`, {
    message_id: await idOf(world, windows[0], 'a2'),
    other: there,
  })
  assert.deepEqual([await saidIn(world, here), await saidIn(world, there)], [['a'], ['b', 'a2']])
  const again = await asMarta(
    world,
    `/conversations/${here}/move`,
    json('POST', { message_id: await idOf(world, windows[0], 'a'), other: there }),
  )
  assert.equal(again.status, 422, 'nothing would be left')
  assert.equal((await asMarta(world, `/rearrangements/${moved.id}`, json('DELETE'))).status, 200)
  assert.deepEqual([await saidIn(world, here), await saidIn(world, there)], [['a', 'a2'], ['b']])
})

test('what is heard while two are merged stands in the one that stays', async () => {
  const { here, there, windows } = await two(world)
  let hearing: Promise<unknown> = Promise.resolve()
  await world.tx(async (tx) => {
    await merge(tx, world.connectors, { fromId: there, intoId: here }, world.cast.marta)
    hearing = heard(world.db, windows[1], said('b2', { parentExternalId: 'b', saidAt: minute(6) }))
    await wait(200)
  })
  await hearing
  assert.deepEqual(await saidIn(world, here), ['a', 'b', 'b2'])
})
