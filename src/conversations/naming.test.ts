import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { findConversation } from './conversation.ts'
import { note, readNotes } from './note.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const rename = (id: string, name: string) => world.db.updateTable('users').set({ name }).where('id', '=', id).execute()

test('a name that two have is refused with how to say which, and the note is kept where it was written', async () => {
  const { id } = await someConversation(world.db)
  const { marta, vera, nico } = world.cast
  await rename(marta.id, 'Marta Ruiz')
  await rename(vera.id, 'Marta Gil')
  await assert.rejects(
    world.tx((tx) => note(tx, id, '@marta, ¿lo miras?', nico)),
    (error) => error instanceof Refusal && error.status === 422,
  )
  const again = await world.as(nico, 'es')(`/conversations/${id}/notes`, form('POST', { text: '@marta, ¿lo miras?' }))
  const page = await again.text()
  assert.equal(again.status, 422)
  assert.match(page, /Hay varias personas que se llaman @marta\. Di quién: @Marta Gil, @Marta Ruiz\./)
  assert.match(page, />@marta, ¿lo miras\?<\/textarea>/)
  const answer = await world.as(nico)(`/conversations/${id}/notes`, json('POST', { text: '@MARTA GIL ya' }))
  assert.deepEqual((await answer.json()).named, [{ id: vera.id, name: 'Marta Gil', written: '@MARTA GIL' }])
  assert.equal((await readNotes(world.db, id, {})).length, 1)
  await rename(marta.id, 'Marta')
  await rename(vera.id, 'Vera')
})

test('whom a note names follows the conversation; the form sent twice, and oneself, change nothing', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico, vera } = world.cast
  const noteId = newId()
  const write = () => world.tx((tx) => note(tx, id, 'Lo vemos @Vera y yo, @nico. @vera sabe', nico, noteId))
  await write()
  await write()
  const { followers } = await findConversation(world.db, id)
  assert.deepEqual(followers, [{ id: vera.id, name: 'Vera' }])
  assert.deepEqual(await world.eventsOf(id), ['note.written', 'conversation.followed'])
  const html = await (await world.as(marta)(`/conversations/${id}`)).text()
  for (const name of ['@Vera', '@nico', '@vera'])
    assert.ok(html.includes(`<strong class="named">${name}</strong>`), name)
})

test('the same name in an address of the web or a handle elsewhere is not set off', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await world.tx((tx) => note(tx, id, '@vera: ve https://x.example/@vera, es @vera@x.example', nico))
  const html = await (await world.as(marta)(`/conversations/${id}`)).text()
  assert.equal(html.split('<strong class="named">').length, 2)
  assert.match(html, /<strong class="named">@vera<\/strong>: ve <a href="https:\/\/x\.example\/@vera"/)
})

test('who is no longer here is not named', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await world.db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', marta.id).execute()
  await world.tx((tx) => note(tx, id, 'Pregunta a @marta', nico))
  await world.db.updateTable('users').set({ deactivated_at: null }).where('id', '=', marta.id).execute()
  const [written] = await readNotes(world.db, id, {})
  assert.deepEqual(written?.named, [])
  assert.deepEqual((await findConversation(world.db, id)).followers, [])
})

test('the composer of notes knows the names, and only it', async () => {
  const { id } = await someConversation(world.db)
  const { marta } = world.cast
  const noting = await (await world.as(marta)(`/conversations/${id}?write=note`)).text()
  assert.match(noting, /<t-names data-into="note-text" data-names="\[&quot;Nico&quot;,&quot;Olga&quot;\]"/)
  assert.ok(!(await (await world.as(marta)(`/conversations/${id}`)).text()).includes('<t-names'))
})
