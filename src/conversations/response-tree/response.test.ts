import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { heard, said, someConversation, us } from '../../../test/talk.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const marta = () => world.as(world.cast.marta)
const shape = z.object({ proposes: z.string().nullable(), asks: z.string().nullable(), why: z.string().nullable() })

/** A conversation that reads as a complaint. */
async function complaint() {
  const conversation = await someConversation(
    world.db,
    said('1', { body: { text: 'El café llegó molido y lo pedí en grano' } }),
  )
  await read(conversation.id)
  return conversation
}

const read = (id: string) =>
  world.db
    .updateTable('conversations')
    .set({ mood: -1, intents: 1, urgency: 1, abuse: 0, language: 'es' })
    .where('id', '=', id)
    .execute()

test('who only looks decides nothing', async () => {
  const { id } = await complaint()
  const put = (path: string, body: object) =>
    world.as(world.cast.vera)(`/conversations/${id}${path}`, json('PUT', body))
  assert.equal((await put('/response', { leaf: 'watch' })).status, 403)
  assert.equal((await put('/response/answers', { question: 'is-so', answer: true })).status, 403)
})

test('truth first: it asks, remembers who said so, and proposes to make good', async () => {
  const { id } = await complaint()
  const response = async () => shape.parse(await (await marta()(`/conversations/${id}/response`, json('GET'))).json())
  assert.deepEqual(await response(), { proposes: null, asks: 'is-so', why: 'ask-is-so' })
  const page = await (await marta()(`/conversations/${id}`)).text()
  assert.match(page, /Is what they say so\?/)
  assert.ok(page.indexOf('Is what they say so?') < page.indexOf('id="reply"'), 'above the composer')
  const fields = { question: 'is-so', answer: 'yes' }
  assert.equal((await marta()(`/conversations/${id}/response/answers`, form('PUT', fields))).status, 303)
  assert.deepEqual(await response(), { proposes: 'make-good', asks: null, why: 'harmed' })
  const told = await (await world.as(world.cast.nico)(`/conversations/${id}`)).text()
  assert.match(told, new RegExp(`Is what they say so\\?.*${world.cast.marta.name}`, 's'))
  await marta()(`/conversations/${id}/response/answers/is-so`, json('DELETE'))
  assert.equal((await response()).asks, 'is-so')
})

test('what was so of an earlier message is asked again of a later one, a “no” at once', async () => {
  for (const answer of [true, false]) {
    const { id, channel } = await complaint()
    const response = async () => shape.parse(await (await marta()(`/conversations/${id}/response`, json('GET'))).json())
    const hear = async (name: string, more: object) => {
      await heard(world.db, channel, said(name, { parentExternalId: '1', saidAt: new Date(), ...more }))
      await read(id)
    }
    await marta()(`/conversations/${id}/response/answers`, json('PUT', { question: 'is-so', answer }))
    await hear('2', {})
    assert.equal((await response()).asks, answer ? null : 'is-so', 'nobody answered between')
    await marta()(`/conversations/${id}/response/answers`, json('PUT', { question: 'is-so', answer }))
    await hear('3', { author: us })
    assert.equal((await response()).asks, null, 'our own answer changes nothing')
    await hear('4', {})
    assert.equal((await response()).asks, 'is-so')
    const page = await (await marta()(`/conversations/${id}`)).text()
    assert.match(page, new RegExp(`Before they wrote this, ${world.cast.marta.name} said “${answer ? 'Yes' : 'No'}”`))
  }
})

test('something else may be chosen: an event, and counted against the proposal', async () => {
  const { id } = await complaint()
  await marta()(`/conversations/${id}/response/answers`, json('PUT', { question: 'is-so', answer: false }))
  await marta()(`/conversations/${id}/response`, json('PUT', { leaf: 'correct' }))
  await marta()(`/conversations/${id}/response`, json('PUT', { leaf: 'let-stand' }))
  const page = await (await marta()(`/conversations/${id}`)).text()
  assert.match(page, /proposed: Correct the facts/)
  assert.match(page, new RegExp(`action="/conversations/${id}/closure"[^]*Close it`))
  const events = (await world.eventsOf(id)).filter((kind) => kind.startsWith('response'))
  assert.deepEqual(events, ['response.answered', 'response.chosen', 'response.chosen'])
  const settings = await (await world.as(world.cast.olga)('/settings/coach', json('GET'))).json()
  const tallies = z
    .object({ responses: z.array(z.object({ proposed: z.string().nullable() }).loose()) })
    .parse(settings)
  assert.deepEqual(
    tallies.responses.find(({ proposed }) => proposed === 'correct'),
    { proposed: 'correct', decided: 2, otherwise: 1 },
  )
})

test('who does not want to see it does not; everybody else does', async () => {
  const { id } = await complaint()
  const sees = async () => (await (await marta()(`/conversations/${id}`)).text()).includes(`id="response-${id}"`)
  assert.equal(await sees(), true)
  await marta()('/response-tree', json('DELETE'))
  assert.equal(await sees(), false)
  assert.match(await (await world.as(world.cast.nico)(`/conversations/${id}`)).text(), /Is what they say so/)
  await marta()('/response-tree', json('PUT'))
  assert.equal(await sees(), true)
})
