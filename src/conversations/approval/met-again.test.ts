import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { someConversation } from '../../../test/talk.ts'
import { remove } from '../../channels/remove.ts'
import { createCipher } from '../../core/cipher.ts'
import { subscribe } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { claimNext } from '../../outbox/claim.ts'
import { deliveriesOf } from '../deliveries.ts'
import { sendLaterSubscribers } from '../hold-later.ts'
import { reply } from '../reply.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'
import { approvalKit } from './approval.test-kit.ts'
import { approve } from './approve.ts'

// What an approval is good for, and what becomes of an answer once it is given.

let world: World
let kit: ReturnType<typeof approvalKit>
before(async () => {
  world = await createWorld()
  kit = approvalKit(world)
  await kit.learning(world.cast.marta)
  subscribe({ inTx: sendLaterSubscribers.inTx, later: new Map() })
})
beforeEach(async () => {
  await kit.noRules()
})
after(() => world.drop())

const post = (who: keyof World['cast'], replyId: string, more: object = {}) =>
  world.as(world.cast[who])(`/replies/${replyId}/approval`, json('POST', { seen: 9e9, ...more }))

test('who approved other words has not read these: by their rule it is asked for again', async () => {
  const { nico, marta } = world.cast
  const row = await world.db.selectFrom('users').selectAll().where('id', '=', marta.id).executeTakeFirstOrThrow()
  const pau = { ...marta, id: newId(), name: 'Pau' }
  await world.db
    .insertInto('users')
    .values({ ...row, id: pau.id, name: 'Pau', email: 'pau@example.org' })
    .execute()
  await kit.rule({ name: 'Legal', trainees: false, words: ['garantía'], user_ids: [marta.id] })
  await kit.rule({ name: 'Learning', trainees: false, words: ['años'], user_ids: [pau.id] })
  const talk = await someConversation(world.db)
  const replyId = newId()
  const text = 'Tu garantía es de dos años.'
  await world.tx((tx) => reply(tx, world.connectors, talk.id, { id: replyId, text }, nico))
  const decide = (by: { id: string }, words?: string) =>
    world.tx((tx) => approve(tx, world.connectors, replyId, { seen: 9e9, text: words }, by))
  assert.equal((await decide(marta)).isAskedAgain, true)
  assert.equal((await decide(pau, 'Tu garantía es de diez años.')).isAskedAgain, true, 'Marta has not read these')
  assert.equal((await decide(marta)).isAskedAgain, false)
  assert.deepEqual(await kit.statesOf(replyId), ['waiting'])
})

test('to leave later and close: approved, it keeps its moment and is held by no closing of its own', async () => {
  await kit.rule()
  const leavesAt = new Date(Date.now() + 3_600_000)
  const { id, replyId } = await kit.asked({ leavesAt, closes: true })
  assert.equal((await post('nico', replyId)).status, 200)
  assert.deepEqual(await kit.statesOf(replyId), ['waiting'])
  const { state } = await world.db
    .selectFrom('conversations')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(state, 'closed')
})

test('one message too long is cut into a thread where whoever approves says so', async () => {
  await kit.rule()
  const { replyId } = await kit.asked()
  const text = 'Una frase de cuarenta letras, más o menos. '.repeat(20)
  assert.equal((await post('nico', replyId, { text })).status, 422)
  assert.equal((await post('nico', replyId, { text, split: true })).status, 200)
  assert.ok((await deliveriesOf(world.db, replyId)).length > 1)
})

test('what was approved counts as said when it was approved, not when it was written', async () => {
  await kit.rule()
  const { channel, replyId } = await kit.asked()
  const hourAgo = new Date(Date.now() - 3_600_000)
  await world.db.updateTable('replies').set({ written_at: hourAgo }).where('id', '=', replyId).execute()
  await world.db.updateTable('deliveries').set({ leaves_at: hourAgo }).where('reply_id', '=', replyId).execute()
  const before = Date.now()
  assert.equal((await post('nico', replyId)).status, 200)
  const claimed = await claimNext(world.db, channel.id, newId(), new Date(Date.now() + 1_000))
  assert.ok('claim' in claimed)
  assert.ok(claimed.claim.decidedAt.getTime() >= before - 1_000)
})

test('a window that is taken down while an answer is approved: both end, whoever is first', async () => {
  await kit.rule()
  for (let round = 0; round < 5; round++) {
    const { channel, replyId } = await kit.asked()
    const [approved] = await Promise.all([
      post('nico', replyId),
      world.tx((tx) => remove(tx, createCipher('11'.repeat(32)), { id: channel.id }, world.cast.olga)),
    ])
    assert.ok([200, 409].includes(approved.status), `${approved.status}`)
  }
})
