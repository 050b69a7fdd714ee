import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { minute, rosa, said, someConversation, us } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { findInbox } from './inbox.ts'
import { keepLearned } from './learned.ts'
import { findMessage } from './message.ts'
import { dropTopic, putTopic } from './message-topics.ts'
import { search } from './search.ts'
import { countTopics, findTopics, makeTopic, removeTopic, renameTopic } from './topics.ts'
import { createWorld, form, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const first = async (): Promise<{ id: string; messageId: string }> => {
  const { id, messageIds } = await someConversation(world.db)
  const [messageId = ''] = messageIds
  return { id, messageId }
}
const namesOf = async (messageId: string) => (await findMessage(world.db, messageId)).topics.map(({ name }) => name)
const isWrong = (error: unknown) => error instanceof Refusal && error.status === 422

test('a topic is put on a message by its name, once, whatever its capitals; and taken off again', async () => {
  const { marta, nico } = world.cast
  const { id, messageId } = await first()
  await world.tx((tx) => putTopic(tx, messageId, '  Envíos  a casa ', marta))
  await world.tx((tx) => putTopic(tx, messageId, 'envíos a casa', nico))
  assert.deepEqual(await namesOf(messageId), ['Envíos a casa'])
  assert.deepEqual(await world.eventsOf(id), ['message.corrected'])
  await world.tx((tx) => dropTopic(tx, messageId, 'ENVÍOS A CASA', marta))
  assert.deepEqual(await namesOf(messageId), [])
  await assert.rejects(
    world.tx((tx) => putTopic(tx, messageId, ' ', marta)),
    isWrong,
  )
  await assert.rejects(
    world.tx((tx) => putTopic(tx, messageId, 'x'.repeat(61), marta)),
    isWrong,
  )
})

test('what we say ourselves has no topics', async () => {
  const { messageIds } = await someConversation(world.db, said('1'), said('2', { author: us, saidAt: minute(2) }))
  const ours = (await Promise.all(messageIds.map((id) => findMessage(world.db, id)))).find(({ isOurs }) => isOurs)
  assert.ok(ours)
  await assert.rejects(
    world.tx((tx) => putTopic(tx, ours.id, 'Horarios', world.cast.marta)),
    { status: 404 },
  )
})

test('a topic is renamed, removed and brought back with all that people said of it', async () => {
  const { olga } = world.cast
  const { messageId } = await first()
  await world.tx((tx) => putTopic(tx, messageId, 'Molienda', olga))
  const other = await world.tx((tx) => makeTopic(tx, 'Precios', olga))
  const topic = (await findTopics(world.db)).find(({ name }) => name === 'Molienda')
  assert.ok(topic)
  await assert.rejects(
    world.tx((tx) => renameTopic(tx, other.id, 'molienda', olga)),
    isWrong,
  )
  await world.tx((tx) => removeTopic(tx, topic.id, olga))
  assert.deepEqual(await namesOf(messageId), [])
  await world.tx((tx) => renameTopic(tx, topic.id, 'Molido', olga))
  assert.deepEqual(await namesOf(messageId), ['Molido'])
  assert.equal((await countTopics(world.db)).find(({ id }) => id === topic.id)?.messages, 1)
  await world.tx((tx) => removeTopic(tx, topic.id, olga))
  assert.equal((await world.tx((tx) => makeTopic(tx, 'MOLIDO', olga))).id, topic.id)
})

test('lists and searches are narrowed by a topic', async () => {
  const about = await first()
  await someConversation(world.db, said('1', { author: rosa }))
  await world.tx((tx) => putTopic(tx, about.messageId, 'Tueste', world.cast.marta))
  const { rows } = await findInbox(world.db, world.cast.marta, { view: 'open', readings: { topic: 'tueste' } })
  assert.deepEqual(
    rows.map(({ id }) => id),
    [about.id],
  )
  const found = await search(world.db, { text: 'tema:tueste', timeZone: 'UTC', viewerId: world.cast.marta.id })
  assert.deepEqual(
    found.rows.map(({ id }) => id),
    [about.id],
  )
})

test('the page of what it has learned: for who may, in both languages, with corrections and their undoing', async () => {
  const html = { headers: { accept: 'text/html' } }
  assert.equal((await world.as(world.cast.marta)('/settings/learning', html)).status, 403)
  for (const [language, empty] of [
    ['en', 'Nobody has corrected anything yet'],
    ['es', 'Nadie ha corregido nada todavía'],
  ] as const) {
    const ask = world.as(world.cast.olga, language)
    assert.match(await (await ask('/settings/learning', html)).text(), new RegExp(empty))
  }
  const ask = world.as(world.cast.olga)
  const made = await ask('/settings/learning/topics', form('post', { name: 'Filtros' }))
  assert.deepEqual([made.status, made.headers.get('location')], [303, '/settings/learning'])
  assert.match(await (await ask('/settings/learning', html)).text(), /value="Filtros"/)
})

test('the page says whether what was taught is used, and by what figures that was decided', async () => {
  const page = async (language: 'en' | 'es') =>
    (await world.as(world.cast.olga, language)('/settings/learning', { headers: { accept: 'text/html' } })).text()
  assert.match(await page('en'), /Nothing was taught yet/)
  const figures = [{ what: 'sentiment', language: 'es', shipped: 0.612, taught: 0.634 }]
  const layer = { over: 'x', lessons: 2, added: [], topics: {}, heldBack: 0 }
  await world.tx((tx) => keepLearned(tx, 2, 'x', { layer, figures }))
  assert.match(await page('en'), /2 lessons are used[\s\S]*Mood, Spanish[\s\S]*61\.2[\s\S]*63\.4/)
  await world.tx((tx) => keepLearned(tx, 3, 'x', { layer: { ...layer, added: [[1, [0.5]]], heldBack: 2 }, figures }))
  assert.match(await page('es'), /3 lecciones se usan en cada mensaje nuevo, salvo sus palabras más corrientes/)
  await world.tx((tx) => keepLearned(tx, 1, 'x', { layer: { ...layer, heldBack: 2 }, figures }))
  assert.match(await page('es'), /1 lección se guarda pero no se usa/)
})

test('two who make the same topic at once make one', async () => {
  const { marta, nico } = world.cast
  const made = await Promise.all([
    world.tx(async (tx) => {
      const topic = await makeTopic(tx, 'Molienda', marta)
      await sleep(150)
      return topic
    }),
    sleep(50).then(() => world.tx((tx) => makeTopic(tx, 'molienda', nico))),
  ])
  assert.equal(made[0]?.id, made[1]?.id)
  assert.equal((await findTopics(world.db)).filter(({ name }) => name === 'Molienda').length, 1)
})
