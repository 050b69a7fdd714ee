import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { minute, said, someConversation } from '../../../test/talk.ts'
import { subscribe } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { findDraft } from '../draft.ts'
import { findPromise } from '../promises/promise.ts'
import { promiseSubscribers } from '../promises/subscribers.ts'
import { json, type World } from '../world.test-kit.ts'
import { merge } from './merge.ts'
import { createNetworks } from './rearrange.test-kit.ts'
import { move, split } from './split.ts'
import { undoRearrangement } from './undo.ts'

let world: World
before(async () => {
  world = await createNetworks()
  subscribe({ inTx: promiseSubscribers.inTx, later: new Map() })
})
after(async () => {
  subscribe({ inTx: new Map(), later: new Map() })
  await world.drop()
})

const marta = () => world.as(world.cast.marta)
const quote = 'Mañana te escribimos'
const text = `Hola. ${quote}.`
const one = z.object({ id: z.string() })

/** Three messages, one under the other. */
async function thread() {
  const { id, messageIds } = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', saidAt: minute(2) }),
    said('3', { parentExternalId: '2', saidAt: minute(3) }),
  )
  const [first = '', second = '', third = ''] = messageIds
  return { id, first, second, third }
}

async function keep(id: string, inReplyTo: string): Promise<string> {
  const body = { what: quote, quote, due_at: new Date(Date.now() + 86_400_000).toISOString(), in_reply_to: inReplyTo }
  return one.parse(await (await marta()(`/conversations/${id}/promises/drafted`, json('POST', body))).json()).id
}
const draft = (id: string, written: string, inReplyTo: string) =>
  marta()(`/conversations/${id}/draft`, json('PUT', { text: written, in_reply_to: inReplyTo }))
async function send(id: string, more: object = {}) {
  const body = json('POST', { id: newId(), text, ...more })
  assert.equal((await marta()(`/conversations/${id}/replies`, body)).status, 201)
}

const cut = (messageId: string) =>
  world.tx((tx) => split(tx, world.connectors, { messageId, scope: 'under' }, world.cast.marta))
const into = (messageId: string, intoId: string) =>
  world.tx((tx) => move(tx, world.connectors, { messageId, scope: 'under', intoId }, world.cast.marta))
const undo = (id: string) => world.tx((tx) => undoRearrangement(tx, id, world.cast.marta))
const where = async (promise: string) => (await findPromise(world.db, promise)).conversationId
const stands = async (promise: string) => (await findPromise(world.db, promise)).madeAt !== null

test('it goes where its message goes: split and back, moved and back', async () => {
  const { id, first, third } = await thread()
  const promise = await keep(id, third)
  await send(id, { in_reply_to: third })
  const other = await keep(id, first)
  await send(id, { in_reply_to: first })
  const apart = await cut(third)
  assert.deepEqual([await where(promise), await where(other)], [apart.toId, id])
  await undo(apart.id)
  assert.deepEqual([await where(promise), await where(other)], [id, id])
  const elsewhere = await someConversation(world.db)
  const moved = await into(third, elsewhere.id)
  assert.deepEqual([await where(promise), await where(other)], [elsewhere.id, id])
  await undo(moved.id)
  assert.deepEqual([await where(promise), await where(other)], [id, id])
})

test('what only the draft promises goes with the draft, and is made by the answer that it becomes', async () => {
  const { id, first, third } = await thread()
  const promise = await keep(id, first)
  await draft(id, text, third)
  const apart = await cut(third)
  assert.deepEqual([(await findDraft(world.db, apart.toId))?.text, await where(promise)], [text, apart.toId])
  await undo(apart.id)
  assert.deepEqual([(await findDraft(world.db, id))?.text, await where(promise)], [text, id])
  const again = await cut(third)
  await send(again.toId)
  assert.equal(await stands(promise), true)
})

test('and stays with a draft that stays, though what it answered first is elsewhere', async () => {
  const { id, first, third } = await thread()
  const promise = await keep(id, third)
  await draft(id, text, first)
  await cut(third)
  assert.equal(await where(promise), id)
  await send(id)
  assert.equal(await stands(promise), true)
})

test('merged and parted after somebody wrote on, it stays with the one draft that is left', async () => {
  const [from, to] = [await thread(), await thread()]
  const promise = await keep(from.id, from.third)
  await draft(from.id, text, from.third)
  const done = await world.tx((tx) => merge(tx, world.connectors, { fromId: from.id, intoId: to.id }, world.cast.marta))
  assert.equal(await where(promise), to.id)
  await draft(to.id, `${text} Gracias por esperar.`, to.third)
  await undo(done.id)
  assert.equal((await findDraft(world.db, from.id))?.text, undefined)
  assert.equal(await where(promise), to.id)
})
