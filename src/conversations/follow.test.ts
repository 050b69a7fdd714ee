import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, minute, said, someConversation } from '../../test/talk.ts'
import { Refusal } from '../core/errors.ts'
import { createTranslator } from '../core/i18n/translator.ts'
import { newId } from '../lib/ids.ts'
import { words as ui } from '../ui/words.ts'
import { assign } from './assign.ts'
import { findConversation } from './conversation.ts'
import { follow, unfollow } from './follow.ts'
import { liveFragments } from './live.tsx'
import { conversationWords } from './words.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const names = async (id: string) => (await findConversation(world.db, id)).followers.map((one) => one.name)

test('what is not there is not followed', async () => {
  await assert.rejects(
    world.tx((tx) => follow(tx, newId(), world.cast.marta)),
    (error) => error instanceof Refusal && error.status === 404,
  )
  const answer = await world.as(undefined)(`/conversations/${newId()}/following`, json('PUT'))
  assert.equal(answer.status, 401)
})

test('somebody follows a conversation once, whoever has it, and stops', async () => {
  const { id } = await someConversation(world.db)
  const { marta, vera, nico } = world.cast
  await world.tx((tx) => assign(tx, id, { userId: nico.id }, nico))
  assert.equal(await world.tx((tx) => follow(tx, id, vera)), true)
  assert.equal(await world.tx((tx) => follow(tx, id, vera)), false)
  assert.equal(await world.tx((tx) => follow(tx, id, marta, nico)), true)
  assert.deepEqual(await names(id), ['Marta', 'Vera'])
  assert.equal(await world.tx((tx) => unfollow(tx, id, vera)), true)
  assert.equal(await world.tx((tx) => unfollow(tx, id, vera)), false)
  assert.deepEqual(await names(id), ['Marta'])
  assert.deepEqual(await world.eventsOf(id), [
    'conversation.assigned',
    'conversation.followed',
    'conversation.followed',
    'conversation.unfollowed',
  ])
})

test('who is no longer here follows nothing', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await world.tx((tx) => follow(tx, id, nico))
  await world.tx((tx) => follow(tx, id, marta))
  await world.db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', nico.id).execute()
  assert.deepEqual(await names(id), ['Marta'])
  await world.db.updateTable('users').set({ deactivated_at: null }).where('id', '=', nico.id).execute()
})

test('the page has the button for oneself and the names for all; a form leads back with its undoing', async () => {
  const { id } = await someConversation(world.db)
  const { marta, vera } = world.cast
  await world.tx((tx) => follow(tx, id, marta))
  const page = async (who: typeof marta) => (await world.as(who, 'es')(`/conversations/${id}`)).text()
  assert.match(await page(marta), /aria-label="Dejar de seguir"[^>]*data-key="f"/)
  const seen = await page(vera)
  assert.match(seen, /aria-label="Seguir"/)
  assert.match(seen, /Seguida por Marta/)
  const back = `/conversations/${id}?view=open`
  const followed = await world.as(vera)(`/conversations/${id}/following`, form('PUT', { back }))
  assert.deepEqual([followed.status, followed.headers.get('location')], [303, back])
  const cookie = followed.headers.get('set-cookie')?.split(';')[0] ?? ''
  const after = await (await world.as(vera)(`/conversations/${id}`, { headers: { cookie } })).text()
  assert.match(after, /You follow it/)
  assert.match(after, new RegExp(`action="/conversations/${id}/following"`))
  const answer = await world.as(vera)(`/conversations/${id}/following`, json('DELETE'))
  assert.deepEqual((await answer.json()).followers, [{ id: marta.id, name: 'Marta' }])
})

test('open pages are told who follows', async () => {
  const { id } = await someConversation(world.db)
  await world.tx((tx) => follow(tx, id, world.cast.nico))
  const row = { byUser: null, messageId: null, personId: null, channelId: null, data: {} }
  const events = [{ ...row, seq: 1, kind: 'conversation.followed', conversationId: id }]
  const t = createTranslator([conversationWords, ui]).for('en')
  const html = await liveFragments(world.core, world.connectors)(events, t, true)
  assert.match(html, new RegExp(`action="replace" target="followers-${id}".*Followed by Nico`, 's'))
})

test('those who follow one of two threads follow what they become, each once', async () => {
  const { id, channel } = await someConversation(world.db, said('a'), said('b', { saidAt: minute(2) }))
  const rows = await world.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('channel_id', '=', channel.id)
    .execute()
  const [one, other] = [...new Set(rows.map((row) => row.conversation_id))]
  assert.ok(one && other)
  const { marta, nico } = world.cast
  for (const thread of [one, other]) await world.tx((tx) => follow(tx, thread, marta))
  await world.tx((tx) => follow(tx, other, nico))
  await heard(world.db, channel, said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(4) }))
  assert.deepEqual(await names(id), ['Marta', 'Nico'])
})
