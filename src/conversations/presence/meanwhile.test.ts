import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, minute, said, someConversation, us } from '../../../test/talk.ts'
import { newId } from '../../lib/ids.ts'
import { reply } from '../reply.ts'
import { withdraw } from '../withdraw.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { AnsweredMeanwhile, answeredSince, seenNow } from './meanwhile.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const say = (id: string, text: string, by: { id: string }, more: { id?: string; seen?: number } = {}) =>
  world.tx((tx) => reply(tx, world.connectors, id, { text, ...more }, by))
const names = async (id: string, seen: number) =>
  (await answeredSince(world.db, id, seen, undefined)).map(({ name, text }) => `${name}: ${text}`)
const repliesOf = async (id: string) =>
  (await world.db.selectFrom('replies').select('text').where('conversation_id', '=', id).execute()).map((it) => it.text)

test('what a colleague answered after one looked holds a reply back, and nothing of it is kept', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const seen = await seenNow(world.db, id)
  await say(id, 'Ya te lo cambiamos', marta, { seen })
  await assert.rejects(say(id, 'Lo miro', nico, { seen }), (error) => {
    assert.ok(error instanceof AnsweredMeanwhile)
    assert.deepEqual([error.status, error.answers[0]?.name, error.answers[0]?.by?.id], [409, 'Marta', marta.id])
    return true
  })
  assert.deepEqual(await repliesOf(id), ['Ya te lo cambiamos'])
  await say(id, 'Lo miro', nico, { seen: await seenNow(world.db, id) })
  assert.equal((await repliesOf(id)).length, 2)
})

test('two that send in the same moment: one goes, the other is held back', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const seen = await seenNow(world.db, id)
  const sent = await Promise.allSettled([say(id, 'Una', marta, { seen }), say(id, 'Otra', nico, { seen })])
  assert.deepEqual(sent.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await repliesOf(id)).length, 1)
})

test('a form sent twice is one reply, and a program that says nothing of it is not held back', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const seen = await seenNow(world.db, id)
  const own = newId()
  await say(id, 'Hola', nico, { id: own, seen })
  await say(id, 'Hola', nico, { id: own, seen })
  await say(id, 'Sin mirar', marta)
  assert.deepEqual(await repliesOf(id), ['Hola', 'Sin mirar'])
  // Sent once more after somebody else answered: it was decided the first time.
  await say(id, 'Hola', nico, { id: own, seen })
})

test('one’s own answer from another page counts; what was taken back does not', async () => {
  const { id } = await someConversation(world.db)
  const { marta } = world.cast
  const seen = await seenNow(world.db, id)
  const { id: first } = await say(id, 'Desde la otra', marta)
  assert.deepEqual(await names(id, seen), ['Marta: Desde la otra'])
  await world.tx((tx) => withdraw(tx, first, marta))
  assert.deepEqual(await names(id, seen), [])
})

test('what one of us said on the network itself counts, what they said does not', async () => {
  const { id, channel } = await someConversation(world.db)
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: minute(2) }))
  const seen = await seenNow(world.db, id)
  assert.ok(seen > 0)
  await heard(world.db, channel, said('2b', { parentExternalId: '1', saidAt: minute(2) }))
  assert.deepEqual(await names(id, seen), [])
  await heard(
    world.db,
    channel,
    said('old', { parentExternalId: '1', author: us, saidAt: minute(3), body: { text: 'Dicho hace tiempo' } }),
  )
  assert.deepEqual(await names(id, seen), [], 'old words of ours that are heard late')
  await heard(
    world.db,
    channel,
    said('3', { parentExternalId: '1', author: us, saidAt: new Date(), body: { text: 'Dicho allí' } }),
  )
  assert.deepEqual(await names(id, seen), ['Café Alameda: Dicho allí'])
})

test('an answer in a thread that became part of this one counts', async () => {
  const { id, channel, messageIds } = await someConversation(world.db, said('a'), said('b', { saidAt: minute(2) }))
  const { marta } = world.cast
  const seen = await seenNow(world.db, id)
  const other = await world.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('id', '=', messageIds[1] ?? '')
    .executeTakeFirstOrThrow()
  await say(other.conversation_id, 'En la otra', marta)
  await heard(world.db, channel, said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(4) }))
  const union = await world.db
    .selectFrom('conversation_unions')
    .select('conversation_id')
    .where('absorbed_id', 'in', [id, other.conversation_id])
    .executeTakeFirstOrThrow()
  assert.deepEqual(await names(union.conversation_id, seen), ['Marta: En la otra'])
})

test('the page comes back with the answer above and the text below; sent again it goes', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const ask = world.as(nico, 'es')
  const before = seenIn(await (await ask(`/conversations/${id}`)).text())
  await say(id, 'Ya te lo cambiamos', marta)
  const held = await ask(`/conversations/${id}/replies`, form('POST', { text: 'Lo <miro>', seen: before }))
  assert.equal(held.status, 409)
  const html = await held.text()
  for (const words of [
    'Marta respondió',
    ': léelo antes.',
    'Ya te lo cambiamos',
    'Enviarlo igualmente',
    'Lo &lt;miro&gt;',
  ])
    assert.ok(html.includes(words), words)
  const now = seenIn(html)
  assert.ok(Number(now) > Number(before))
  const sent = await ask(`/conversations/${id}/replies`, form('POST', { text: 'Lo <miro>', seen: now }))
  assert.equal(sent.status, 303)
  const own = await ask(`/conversations/${id}/replies`, form('POST', { text: 'Otra vez', seen: now }))
  assert.ok((await own.text()).includes('Respondiste desde otra página'))
})

test('a program is told how far the conversation has come', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const { seen } = await (await world.as(nico)(`/conversations/${id}`, json('GET'))).json()
  assert.equal(seen, await seenNow(world.db, id))
  await say(id, 'Hola', marta)
  const held = await world.as(nico)(`/conversations/${id}/replies`, json('POST', { text: 'Yo también', seen }))
  assert.equal(held.status, 409)
  const wrong = await world.as(nico)(`/conversations/${id}/replies`, json('POST', { text: 'x', seen: 'ayer' }))
  assert.equal(wrong.status, 422)
})

const seenIn = (html: string): string => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? ''
