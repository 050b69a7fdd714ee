import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { findConversation } from './conversation.ts'
import { handOver } from './hand-over.ts'
import { readNotes, removeNote } from './note.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

test('where the note is refused nothing is given, and the note comes back to be mended', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const tooLong = 'x'.repeat(20_001)
  await assert.rejects(
    world.tx((tx) => handOver(tx, id, { userId: marta.id }, { text: tooLong }, nico)),
    (error) => error instanceof Refusal && error.status === 422,
  )
  const again = await world.as(nico)(
    `/conversations/${id}/assignment`,
    form('PUT', { to: `user:${marta.id}`, note: tooLong }),
  )
  assert.equal(again.status, 422)
  assert.match(await again.text(), /The note is too long/)
  assert.equal((await findConversation(world.db, id)).assignment, null)
  assert.deepEqual(await readNotes(world.db, id, {}), [])
})

test('a refused note comes back with whom it was for: mended and sent as it stands there, it hands over', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const path = `/conversations/${id}/assignment`
  const to = `user:${marta.id}`
  const page = await (await world.as(nico)(path, form('PUT', { to, note: 'x'.repeat(20_001) }))).text()
  const drawn = page.slice(page.indexOf('<t-composer'), page.indexOf('</t-composer>'))
  assert.ok(drawn.includes(`action="${path}"`))
  assert.match(drawn, /name="_method" value="PUT"/)
  assert.match(drawn, /<textarea[^>]* name="note"[^>]*>x{20001}<\/textarea>/)
  assert.match(drawn, new RegExp(`<option value="${to}" selected`))
  const fields = Object.fromEntries([...drawn.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(pair))
  assert.equal((await world.as(nico)(path, form('PUT', { ...fields, to, note: 'Corta' }))).status, 303)
  const { assignment } = await findConversation(world.db, id)
  assert.deepEqual([assignment?.user?.name, assignment?.noteId], ['Marta', fields.note_id])
})

test('whoever it was to go to is no longer here: the form comes back with that beside them, and what was written', async () => {
  const { id } = await someConversation(world.db)
  const { nico, marta } = world.cast
  const path = `/conversations/${id}/assignment`
  for (const to of [`user:${newId()}`, 'user:nobody', ''])
    for (const note of ['Pide factura', '']) {
      const answer = await world.as(nico)(path, form('PUT', { to, note }))
      assert.equal(answer.status, 422)
      const page = await answer.text()
      const drawn = page.slice(page.indexOf('<t-composer'), page.indexOf('</t-composer>'))
      assert.match(drawn, new RegExp(`<textarea[^>]* name="note"[^>]*>${note}</textarea>`))
      assert.match(drawn, /<select[^>]*aria-invalid="true"[\s\S]*(is no longer here|Say who is to have it)/)
    }
  assert.equal((await world.as(nico)(path, json('PUT', { to: 'user:nobody' }))).status, 422)
  assert.equal((await findConversation(world.db, id)).assignment, null)
  assert.equal((await world.as(nico)(path, form('PUT', { to: `user:${marta.id}`, note: 'Pide factura' }))).status, 303)
})

test('it is given with its note in one go, and the form sent twice is one note', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const noteId = newId()
  const give = () =>
    world.as(nico)(
      `/conversations/${id}/assignment`,
      form('PUT', { to: `user:${marta.id}`, note: 'Pide factura', note_id: noteId }),
    )
  assert.equal((await give()).status, 303)
  assert.equal((await give()).status, 303)
  const { assignment } = await findConversation(world.db, id)
  assert.deepEqual([assignment?.user?.name, assignment?.noteId], ['Marta', noteId])
  assert.deepEqual(await world.eventsOf(id), ['conversation.assigned', 'note.written'])
  const page = await (await world.as(marta)(`/conversations/${id}`)).text()
  assert.match(page, new RegExp(`Nico gave it to Marta <a href="#note-${noteId}">with a note</a>`))
})

test('through the API; without a note nothing is written, and what is given on anew has that note no more', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const give = async (body: Record<string, string>) =>
    (await world.as(nico)(`/conversations/${id}/assignment`, json('PUT', body))).json()
  const { assignment } = await give({ user_id: marta.id, note: 'Mira esto' })
  const [written] = await readNotes(world.db, id, {})
  assert.equal(assignment.note_id, written?.id)
  assert.equal((await give({ user_id: nico.id })).assignment.note_id, null)
  assert.equal((await give({ user_id: marta.id, note: '  ' })).assignment.note_id, null)
  assert.equal((await readNotes(world.db, id, {})).length, 1)
  await world.tx((tx) => removeNote(tx, written?.id ?? '', nico))
})

const pair = ([, name = '', value = '']: RegExpMatchArray): [string, string] => [name, value]
