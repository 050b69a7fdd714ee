import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { minute, said, someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { findDraft, keepDraft, whoElseWrites } from './draft.ts'
import { reply } from './reply.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

test('an enormous text is refused and what was kept stands', async () => {
  const { id } = await someConversation(world.db)
  await world.tx((tx) => keepDraft(tx, id, { text: 'Hola' }, world.cast.marta))
  await assert.rejects(
    world.tx((tx) => keepDraft(tx, id, { text: 'x'.repeat(100_001) }, world.cast.marta)),
    (error) => error instanceof Refusal && error.status === 422,
  )
  assert.equal((await findDraft(world.db, id, world.cast.marta))?.text, 'Hola')
})

test('a draft is one of each of us, and what it answers is kept while it is typed', async () => {
  const { id, messageIds } = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', saidAt: minute(2) }),
  )
  const { marta, nico } = world.cast
  await world.tx((tx) => keepDraft(tx, id, { text: 'Ho', inReplyTo: messageIds[0] }, marta))
  await world.tx((tx) => keepDraft(tx, id, { text: 'Hola\u0000 Lucas' }, marta))
  await world.tx((tx) => keepDraft(tx, id, { text: 'Otra cosa' }, nico))
  const draft = await findDraft(world.db, id, marta)
  assert.deepEqual([draft?.text, draft?.inReplyTo], ['Hola Lucas', messageIds[0]])
  await world.tx((tx) => keepDraft(tx, id, { text: ' ' }, marta))
  assert.equal(await findDraft(world.db, id, marta), undefined)
  assert.equal((await findDraft(world.db, id, nico))?.text, 'Otra cosa')
  assert.deepEqual(await world.eventsOf(id), [])
})

test('a draft that arrives after its own reply was sent is no draft any more', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Hola Lucas' }, marta))
  await world.tx((tx) => keepDraft(tx, id, { text: 'Hola Lucas ' }, marta))
  await world.tx((tx) => keepDraft(tx, id, { text: 'Hola Lucas' }, nico))
  assert.equal(await findDraft(world.db, id, marta), undefined)
  assert.ok(await findDraft(world.db, id, nico))
})

test('a draft cannot answer a message of another conversation', async () => {
  const [here, elsewhere] = [await someConversation(world.db), await someConversation(world.db)]
  await world.tx((tx) => keepDraft(tx, here.id, { text: 'Hola', inReplyTo: elsewhere.messageIds[0] }, world.cast.marta))
  assert.equal((await findDraft(world.db, here.id, world.cast.marta))?.inReplyTo, null)
})

test('whoever else writes here is named while they write, and no longer', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await world.tx((tx) => keepDraft(tx, id, { text: 'Hola' }, nico))
  assert.deepEqual(await whoElseWrites(world.db, id, marta, new Date()), ['Nico'])
  assert.deepEqual(await whoElseWrites(world.db, id, nico, new Date()), [])
  assert.deepEqual(await whoElseWrites(world.db, id, marta, new Date(Date.now() + 600_000)), [])
  const page = await world.as(marta, 'es')(`/conversations/${id}`)
  assert.ok((await page.text()).includes('Nico también está escribiendo aquí.'))
})
