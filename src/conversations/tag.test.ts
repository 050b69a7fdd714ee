import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { findConversation } from './conversation.ts'
import { findInbox } from './inbox.ts'
import { tag, untag } from './tag.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

test('a tag has between one and sixty characters', async () => {
  const { id } = await someConversation(world.db)
  for (const name of ['', ' ', '#', 'x'.repeat(61), '\u0000'])
    await assert.rejects(
      world.tx((tx) => tag(tx, id, name, world.cast.marta)),
      (error) => error instanceof Refusal && error.status === 422 && 'name' in error.fields,
    )
})

test('capitals, spaces and the hash do not make another tag', async () => {
  const { id } = await someConversation(world.db)
  const { marta } = world.cast
  assert.equal(await world.tx((tx) => tag(tx, id, ' Pedido  mal molido ', marta)), true)
  assert.equal(await world.tx((tx) => tag(tx, id, '#pedido mal molido', marta)), false)
  assert.deepEqual((await findConversation(world.db, id)).tags, ['Pedido mal molido'])
  assert.equal(await world.tx((tx) => untag(tx, id, 'PEDIDO MAL MOLIDO', marta)), true)
  assert.equal(await world.tx((tx) => untag(tx, id, 'pedido mal molido', marta)), false)
  assert.deepEqual(await world.eventsOf(id), ['conversation.tagged', 'conversation.untagged'])
})

test('two of us who invent the same tag at once make one', async () => {
  const conversations = await Promise.all([1, 2, 3, 4].map(() => someConversation(world.db)))
  await Promise.all(conversations.map(({ id }) => world.tx((tx) => tag(tx, id, 'Navidad', world.cast.marta))))
  const tags = await world.db.selectFrom('tags').selectAll().where('name', '=', 'Navidad').execute()
  assert.equal(tags.length, 1)
  const found = await findInbox(world.db, world.cast.marta, { view: 'open', tag: 'navidad' })
  assert.deepEqual(found.rows.map((row) => row.id).sort(), conversations.map(({ id }) => id).sort())
})
