import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'
import { findConversation } from './conversation.ts'
import { deliveriesOf } from './deliveries.ts'
import { findDraft, keepDraft } from './draft.ts'
import { reply } from './reply.ts'
import type { DeliveryState } from './reply-tables.ts'
import { retry } from './retry.ts'
import { settleUncertain } from './settle-uncertain.ts'
import { withdraw } from './withdraw.ts'
import { createWorld, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const conflict = (key: string) => (error: unknown) =>
  error instanceof Refusal && error.status === 409 && error.words.key === key

/** A reply whose parts the outbox left in these states. */
async function left(...states: DeliveryState[]): Promise<{ id: string; replyId: string }> {
  const { id } = await someConversation(world.db)
  const parts = states.map((_, at) => `Parte ${at + 1}`)
  const { id: replyId } = await world.tx((tx) =>
    reply(tx, world.connectors, id, { text: parts.join('\n\n'), parts }, world.cast.marta),
  )
  const failure = JSON.stringify({ kind: 'invalid', words: words('conversations.cannot-moderate') })
  for (const [part, state] of states.entries())
    await world.db
      .updateTable('deliveries')
      .set({ state, attempts: 3, failure: state === 'failed' ? failure : null })
      .where('reply_id', '=', replyId)
      .where('part', '=', part)
      .execute()
  return { id, replyId }
}

const statesOf = async (replyId: string) => (await deliveriesOf(world.db, replyId)).map((one) => one.state)

test('what has left, or is leaving, cannot be taken back', async () => {
  for (const state of ['sending', 'sent', 'uncertain', 'withdrawn'] as const) {
    const { replyId } = await left(state)
    await assert.rejects(
      world.tx((tx) => withdraw(tx, replyId, world.cast.marta)),
      conflict('conversations.left-already'),
      state,
    )
  }
})

test('what has not left becomes a draft again, before what was being written', async () => {
  const { id, replyId } = await left('waiting', 'waiting')
  await world.tx((tx) => keepDraft(tx, id, { text: 'Y otra cosa' }, world.cast.marta))
  await world.tx((tx) => withdraw(tx, replyId, world.cast.marta))
  assert.deepEqual(await statesOf(replyId), ['withdrawn', 'withdrawn'])
  const draft = await findDraft(world.db, id)
  assert.equal(draft?.text, 'Parte 1\n\nParte 2\n\nY otra cosa')
  assert.ok(draft?.inReplyTo)
  assert.deepEqual(await world.eventsOf(id), ['reply.decided', 'reply.withdrawn'])
})

test('of a reply that left in part, only the rest comes back', async () => {
  const { id, replyId } = await left('sent', 'failed', 'failed')
  await world.tx((tx) => withdraw(tx, replyId, world.cast.nico))
  assert.deepEqual(await statesOf(replyId), ['sent', 'withdrawn', 'withdrawn'])
  assert.equal((await findDraft(world.db, id))?.text, 'Parte 2\n\nParte 3')
})

test('only what failed is tried again, in its place, and the outbox is woken', async () => {
  const { replyId: fine } = await left('waiting')
  await assert.rejects(
    world.tx((tx) => retry(tx, fine, world.cast.marta)),
    conflict('conversations.nothing-failed'),
  )
  const { id, replyId } = await left('failed', 'failed')
  await world.tx((tx) => retry(tx, replyId, world.cast.marta))
  assert.deepEqual(await statesOf(replyId), ['waiting', 'waiting'])
  const [first] = await deliveriesOf(world.db, replyId)
  assert.deepEqual([first?.attempts, first?.failure], [0, null])
  const event = await world.db
    .selectFrom('events')
    .selectAll()
    .where('conversation_id', '=', id)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  assert.deepEqual([event.kind, event.data], ['reply.decided', { reply: replyId, again: true }])
  assert.ok(event.channel_id)
})

test('a part that hangs on one nobody knows of is not tried again', async () => {
  const { replyId } = await left('sent', 'failed')
  await assert.rejects(
    world.tx((tx) => retry(tx, replyId, world.cast.marta)),
    conflict('conversations.part-before-unknown'),
  )
})

test('only a person decides what is uncertain, and only what is', async () => {
  const { replyId: fine } = await left('failed')
  for (const verdict of ['there', 'again'] as const)
    await assert.rejects(
      world.tx((tx) => settleUncertain(tx, fine, verdict, world.cast.marta)),
      conflict('conversations.nothing-uncertain'),
    )
  const { replyId } = await left('uncertain')
  await world.tx((tx) => settleUncertain(tx, replyId, 'again', world.cast.marta))
  assert.deepEqual(await statesOf(replyId), ['waiting'])
})

test('what a person saw there is an answer: nobody waits any more', async () => {
  const { id, replyId } = await left('uncertain')
  assert.ok((await findConversation(world.db, id)).waitingSince)
  await world.tx((tx) => settleUncertain(tx, replyId, 'there', world.cast.marta))
  const after = await findConversation(world.db, id)
  assert.equal(after.waitingSince, null)
  assert.ok(after.answeredAt)
  assert.deepEqual(await world.eventsOf(id), ['reply.decided', 'reply.sent'])
  const html = await (await world.as(world.cast.marta)(`/conversations/${id}`)).text()
  assert.ok(html.includes('One of us saw it on Scripted'))
})

test('each state of a delivery stands in the thread with what can be done about it', async () => {
  const shown = async (state: DeliveryState) => {
    const { id } = await left(state)
    return (await world.as(world.cast.marta)(`/conversations/${id}`)).text()
  }
  const failed = await shown('failed')
  for (const words of [
    'Not sent. This network does not let us',
    'Your text is kept here.',
    'Try again',
    'Take back and edit',
  ])
    assert.ok(failed.includes(words), words)
  const uncertain = await shown('uncertain')
  for (const words of ['Nobody knows whether it arrived.', 'It is there', 'say it again'])
    assert.ok(uncertain.includes(words), words)
  assert.ok((await shown('sending')).includes('Sending to Scripted'))
  assert.ok(!(await shown('withdrawn')).includes('Parte 1<'))
})

test('the routes of a reply are for those who may answer', async () => {
  const { replyId } = await left('failed')
  const vera = world.as(world.cast.vera)
  for (const [method, path] of [
    ['DELETE', ''],
    ['POST', '/retry'],
    ['PUT', '/verdict'],
  ] as const)
    assert.equal((await vera(`/replies/${replyId}${path}`, json(method, { verdict: 'there' }))).status, 403)
  const marta = world.as(world.cast.marta)
  assert.equal((await marta(`/replies/${replyId}/verdict`, json('PUT', { verdict: 'perhaps' }))).status, 422)
  const again = await marta(`/replies/${replyId}/retry`, json('POST'))
  assert.deepEqual([again.status, (await again.json()).deliveries[0].state], [202, 'waiting'])
})
