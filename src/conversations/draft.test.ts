import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, minute, said, someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { findDraft, keepDraft, type Writing } from './draft.ts'
import { reply } from './reply.ts'
import { withdraw } from './withdraw.ts'
import { createWorld, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const keep = (id: string, written: Writing, by = world.cast.marta) => world.tx((tx) => keepDraft(tx, id, written, by))
const textOf = async (id: string) => (await findDraft(world.db, id))?.text
const say = (id: string, text: string, by = world.cast.marta, replyId = newId()) =>
  world.tx((tx) => reply(tx, world.connectors, id, { id: replyId, text }, by))

test('an enormous text is refused and what was kept stands', async () => {
  const { id } = await someConversation(world.db)
  await keep(id, { text: 'Hola' })
  const refused = (error: unknown) => error instanceof Refusal && error.status === 422
  await assert.rejects(keep(id, { text: 'x'.repeat(100_001) }), refused)
  await assert.rejects(keep(id, { text: 'y'.repeat(99_999), base: '' }, world.cast.nico), refused)
  assert.equal(await textOf(id), 'Hola')
})

test('a draft is kept as it is typed, and so is what it answers', async () => {
  const { id, messageIds } = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', saidAt: minute(2) }),
  )
  await keep(id, { text: 'Ho', inReplyTo: messageIds[0] })
  await keep(id, { text: 'Hola\u0000 Lucas' })
  const draft = await findDraft(world.db, id)
  assert.deepEqual([draft?.text, draft?.inReplyTo], ['Hola Lucas', messageIds[0]])
  await keep(id, { text: ' ' })
  assert.equal(await findDraft(world.db, id), undefined)
  assert.deepEqual(await world.eventsOf(id), [])
})

test('two who write at once find both their words in it, and both names', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await keep(id, { text: 'Hola, Lucas: te lo cambiamos.', base: '' }, marta)
  const base = await textOf(id)
  await Promise.all([
    keep(id, { text: `${base} Un abrazo.`, base }, marta),
    keep(id, { text: `Perdona. ${base}`, base }, nico),
  ])
  const draft = await findDraft(world.db, id)
  assert.equal(draft?.text, 'Perdona. Hola, Lucas: te lo cambiamos. Un abrazo.')
  assert.deepEqual(
    draft?.writers.map(({ name }) => name),
    ['Marta', 'Nico'],
  )
})

test('every change has a greater version, also after the draft was sent', async () => {
  const { id } = await someConversation(world.db)
  const versions: number[] = []
  for (const text of ['a', 'ab', 'abc']) {
    await keep(id, { text })
    versions.push((await findDraft(world.db, id))?.version ?? 0)
  }
  await say(id, 'abc')
  await keep(id, { text: 'otra' })
  versions.push((await findDraft(world.db, id))?.version ?? 0)
  assert.deepEqual(
    versions,
    [...new Set(versions)].sort((a, b) => a - b),
  )
  assert.ok(versions.every((one) => Number.isSafeInteger(one)))
})

test('who knows nothing of a colleague’s draft adds to it, and writes over their own', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await keep(id, { text: 'De Marta.' }, marta)
  await keep(id, { text: 'De Marta, otra vez.' }, marta)
  assert.equal(await textOf(id), 'De Marta, otra vez.')
  await keep(id, { text: 'De Nico.' }, nico)
  assert.equal(await textOf(id), 'De Marta, otra vez. De Nico.')
  await keep(id, { text: 'Solo esto.' }, nico)
  assert.match((await textOf(id)) ?? '', /De Marta, otra vez\..*Solo esto\./)
})

test('the same change kept twice stands once', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await keep(id, { text: 'Hola.', base: '' }, marta)
  await keep(id, { text: 'Hola. Gracias.', base: 'Hola.' }, nico)
  for (let times = 0; times < 2; times++) await keep(id, { text: 'Hola. Un abrazo.', base: 'Hola.' }, marta)
  assert.equal(await textOf(id), 'Hola. Gracias. Un abrazo.')
})

test('a draft that arrives after its own reply was sent is no draft any more', async () => {
  const { id } = await someConversation(world.db)
  const replyId = newId()
  await say(id, 'Hola Lucas', world.cast.marta, replyId)
  for (const text of ['Hola Luc', 'Hola Lucas ']) await keep(id, { text, base: 'Hola', replyId })
  assert.equal(await textOf(id), undefined)
  await keep(id, { text: 'Otra cosa', base: '' })
  await keep(id, { text: 'Hola Lucas', base: '', replyId })
  assert.equal(await textOf(id), 'Otra cosa')
})

test('what was taken back can be written on, and what begins like the last reply is a draft', async () => {
  const { id } = await someConversation(world.db)
  const { marta } = world.cast
  const said = await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Hola' }, marta))
  await keep(id, { text: 'Hola', base: '', replyId: newId() })
  assert.equal(await textOf(id), 'Hola', 'the next reply begins with the same word')
  await keep(id, { text: '' })
  await world.tx((tx) => withdraw(tx, said.id, marta))
  await keep(id, { text: 'Hola ', base: 'Hola', replyId: said.id })
  assert.equal(await textOf(id), 'Hola ')
})

test('what the same writer told before, without an answer, does not meet them as a colleague’s', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await keep(id, { text: 'Hello wor', base: '' }, marta)
  await keep(id, { text: 'Hello world', base: '', tried: ['Hello wor', 'Hello worl'] }, marta)
  assert.equal(await textOf(id), 'Hello world')
  await keep(id, { text: 'Hello world. Gracias.', base: 'Hello world' }, nico)
  await keep(id, { text: 'Hello, dear world', base: '', tried: ['Hello world'] }, marta)
  assert.equal(await textOf(id), 'Hello, dear world. Gracias.')
})

test('sending takes the draft away, but not what a colleague has put into it meanwhile', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await keep(id, { text: 'Hola, Lucas.', base: '' }, nico)
  await say(id, 'Hola, Lucas. Te lo cambiamos.', marta)
  assert.equal(await textOf(id), undefined)
  await keep(id, { text: 'Hola otra vez.', base: '' }, marta)
  await keep(id, { text: 'Hola otra vez. Mira el enlace.', base: 'Hola otra vez.' }, nico)
  await say(id, 'Hola otra vez.', marta)
  assert.equal(await textOf(id), 'Hola otra vez. Mira el enlace.')
  await keep(id, { text: 'Hola otra vez, Lucas. Mira el enlace.', base: 'Hola otra vez. Mira el enlace.' }, marta)
  await say(id, 'Hola otra vez, Lucas.', marta)
  assert.equal(
    await textOf(id),
    'Hola otra vez, Lucas. Mira el enlace.',
    'whoever kept it last has not written all of it',
  )
})

test('what two changed in two ways is not sent before somebody chose', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await keep(id, { text: 'Te llega mañana.', base: '' }, marta)
  const base = 'Te llega mañana.'
  await keep(id, { text: 'Te llega el martes.', base }, nico)
  await keep(id, { text: 'Te llega hoy.', base }, marta)
  assert.equal(await textOf(id), 'Te llega hoy ⟪el martes⟫.')
  await assert.rejects(
    say(id, 'Te llega hoy ⟪el martes⟫.'),
    (error) => error instanceof Refusal && error.words.key === 'conversations.reply-undecided',
  )
})

test('a draft cannot answer a message of another conversation', async () => {
  const [here, elsewhere] = [await someConversation(world.db), await someConversation(world.db)]
  await keep(here.id, { text: 'Hola', inReplyTo: elsewhere.messageIds[0] })
  assert.equal((await findDraft(world.db, here.id))?.inReplyTo, null)
})

test('threads that become one have one draft with both texts and all who wrote them', async () => {
  const { id, channel, messageIds } = await someConversation(world.db, said('a'), said('b', { saidAt: minute(2) }))
  const other = await world.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('id', '=', messageIds[1] ?? '')
    .executeTakeFirstOrThrow()
  await keep(id, { text: 'Para una' }, world.cast.marta)
  await keep(other.conversation_id, { text: 'Para otra' }, world.cast.nico)
  await heard(world.db, channel, said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(4) }))
  const { conversation_id: united } = await world.db
    .selectFrom('conversation_unions')
    .select('conversation_id')
    .where('absorbed_id', 'in', [id, other.conversation_id])
    .executeTakeFirstOrThrow()
  const draft = await findDraft(world.db, united)
  assert.deepEqual(draft?.text.split('\n\n').sort(), ['Para otra', 'Para una'])
  assert.deepEqual(draft?.writers.map(({ name }) => name).sort(), ['Marta', 'Nico'])
})

test('drafts that are too long together can still be shortened, and do not grow', async () => {
  const { id, channel, messageIds } = await someConversation(world.db, said('a'), said('b', { saidAt: minute(2) }))
  const other = await world.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('id', '=', messageIds[1] ?? '')
    .executeTakeFirstOrThrow()
  await keep(id, { text: 'a'.repeat(60_000) })
  await keep(other.conversation_id, { text: 'b'.repeat(60_000) })
  await heard(world.db, channel, said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(4) }))
  const { conversation_id: united } = await world.db
    .selectFrom('conversation_unions')
    .select('conversation_id')
    .where('absorbed_id', 'in', [id, other.conversation_id])
    .executeTakeFirstOrThrow()
  const base = (await textOf(united)) ?? ''
  assert.equal(base.length, 120_002)
  await assert.rejects(keep(united, { text: `${base} más`, base }), Refusal)
  await keep(united, { text: base.slice(1), base })
  assert.equal(await textOf(united), base.slice(1))
})

test('a program reads the draft, and keeps its own into it', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico, vera } = world.cast
  await keep(id, { text: 'Hola.' }, marta)
  const path = `/conversations/${id}/draft`
  assert.equal((await world.as(vera)(path, json('GET'))).status, 403)
  const { draft } = await (await world.as(nico)(path, json('GET'))).json()
  const put = await world.as(nico)(path, json('PUT', { text: `${draft.text} Gracias.`, base: draft.text }))
  const kept = (await put.json()).draft
  assert.deepEqual([kept.text, kept.writers.length, kept.version > draft.version], ['Hola. Gracias.', 2, true])
  const enormous = { text: 'Hola', base: 'x'.repeat(400_001) }
  assert.equal((await world.as(nico)(path, json('PUT', enormous))).status, 422)
  const many = { text: 'Hola', base: '', tried: Array.from({ length: 5 }, () => 'Ho') }
  assert.equal((await world.as(nico)(path, json('PUT', many))).status, 422)
})
