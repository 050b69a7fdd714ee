import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { note, readNotes, removeNote, restoreNote } from './note.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

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

test('the same id with another text, in another place or of somebody else is another note, and refused in words', async () => {
  const { id } = await someConversation(world.db)
  const elsewhere = await someConversation(world.db)
  const { marta, nico } = world.cast
  const noteId = await world.tx((tx) => note(tx, id, 'Mañana viene', nico))
  const others = [
    [id, 'Hoy viene', nico, /already sent a note/],
    [elsewhere.id, 'Mañana viene', nico, /already sent a note/],
    [id, 'Mañana viene', marta, /Another note already has this id/],
  ] as const
  for (const [place, text, by, said] of others) {
    const answer = await world.as(by)(`/conversations/${place}/notes`, json('POST', { text, id: noteId }))
    assert.equal(answer.status, 409)
    assert.match((await answer.json()).detail, said)
  }
  const page = await world.as(nico)(`/conversations/${id}/notes`, form('POST', { text: 'Hoy viene', id: noteId }))
  const html = await page.text()
  assert.match(html, /already sent a note/)
  assert.match(html, />Hoy viene<\/textarea>/)
  assert.ok(!html.includes(`name="id" value="${noteId}"`))
  assert.deepEqual(
    (await readNotes(world.db, id, {})).map((one) => one.text),
    ['Mañana viene'],
  )
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
