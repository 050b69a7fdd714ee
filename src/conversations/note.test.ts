import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { note, readNotes, removeNote, restoreNote } from './note.ts'
import { createWorld, form, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const status = (code: number) => (error: unknown) => error instanceof Refusal && error.status === code

test('a note without words, or with too many, is refused', async () => {
  const { id } = await someConversation(world.db)
  for (const text of ['', ' \n ', 'x'.repeat(20_001)])
    await assert.rejects(
      world.tx((tx) => note(tx, id, text, world.cast.marta)),
      status(422),
    )
  const again = await world.as(world.cast.marta)(`/conversations/${id}/notes`, form('POST', { text: ' ' }))
  assert.equal(again.status, 422)
  assert.ok((await again.text()).includes('The note has no words yet.'))
})

test('a form that is sent twice is one note, of the one who wrote it', async () => {
  const { id } = await someConversation(world.db)
  const noteId = newId()
  for (let times = 0; times < 2; times++)
    await world.tx((tx) => note(tx, id, 'Mañana viene el técnico', world.cast.nico, noteId))
  const notes = await readNotes(world.db, id, {})
  assert.deepEqual(
    notes.map((one) => [one.text, one.by?.name]),
    [['Mañana viene el técnico', 'Nico']],
  )
  assert.deepEqual(await world.eventsOf(id), ['note.written'])
})

test('its writer, or who manages the team, takes a note away and brings it back', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico, olga } = world.cast
  const noteId = await world.tx((tx) => note(tx, id, 'Solo para nosotros', nico))
  await assert.rejects(
    world.tx((tx) => removeNote(tx, noteId, marta)),
    status(403),
  )
  await assert.rejects(
    world.tx((tx) => removeNote(tx, newId(), marta)),
    status(404),
  )
  await world.tx((tx) => removeNote(tx, noteId, nico))
  await world.tx((tx) => removeNote(tx, noteId, olga))
  assert.deepEqual(await readNotes(world.db, id, {}), [])
  await world.tx((tx) => restoreNote(tx, noteId, olga))
  assert.equal((await readNotes(world.db, id, {})).length, 1)
  assert.deepEqual(await world.eventsOf(id), ['note.written', 'note.removed', 'note.restored'])
})
