import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, lucas, minute, rosa, said, someConversation, us } from '../../test/talk.ts'
import { close } from './close.ts'
import { findConversation } from './conversation.ts'
import { follow } from './follow.ts'
import { countInbox, findInbox, inboxViews } from './inbox.ts'
import { findNext } from './next/find-next.ts'
import { conversationsOf } from './of-person.ts'
import { search } from './search.ts'
import { snooze, wakeDue } from './snooze.ts'
import { clearSpam, markSpam } from './spam.ts'
import { takeUp } from './take-up.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const stateOf = async (id: string) => (await findConversation(world.db, id)).state
const mark = (id: string) => world.tx((tx) => markSpam(tx, id, world.cast.marta))
const clear = (id: string) => world.tx((tx) => clearSpam(tx, id, world.cast.marta))

test('an observer may not; nobody marks what is not there; twice is once, and says by whom', async () => {
  const { id } = await someConversation(world.db)
  const { vera, marta } = world.cast
  assert.equal((await world.as(vera)(`/conversations/${id}/spam`, json('PUT'))).status, 403)
  const nowhere = '00000000-0000-7000-8000-000000000000'
  assert.equal((await world.as(marta)(`/conversations/${nowhere}/spam`, json('PUT'))).status, 404)
  for (const _ of [1, 2]) {
    const marked = await world.as(marta)(`/conversations/${id}/spam`, json('PUT'))
    const { state, spam } = await marked.json()
    assert.deepEqual([state, spam.by.name], ['spam', 'Marta'])
  }
  const cleared = await (await world.as(marta)(`/conversations/${id}/spam`, json('DELETE'))).json()
  assert.deepEqual([cleared.state, cleared.spam], ['open', null])
  assert.deepEqual(await world.eventsOf(id), ['conversation.marked-spam', 'conversation.cleared-spam'])
})

test('it stands in its own list and in no other, is counted nowhere, is not next, and is found only when asked for', async () => {
  const { id, messageIds } = await someConversation(world.db, said('rolex', { body: { text: 'Relojes baratísimos' } }))
  const viewer = { ...world.cast.marta, teamIds: [] }
  const before = await countInbox(world.db, viewer)
  await mark(id)
  for (const view of inboxViews) {
    const { rows } = await findInbox(world.db, viewer, { view })
    assert.equal(
      rows.some((row) => row.id === id),
      view === 'spam',
      view,
    )
  }
  const counts = await countInbox(world.db, viewer)
  assert.deepEqual([counts.needs, counts.unassigned], [before.needs - 1, before.unassigned - 1])
  const others = await world.db.selectFrom('conversations').select('id').where('id', '<>', id).execute()
  const passed = others.map((row) => ({ id: row.id, at: new Date('2100-01-01') }))
  assert.equal(await findNext(world.db, viewer, passed), undefined)
  const found = async (text: string) =>
    (await search(world.db, { text, timeZone: 'UTC', viewerId: viewer.id })).rows.map((row) => row.id)
  assert.deepEqual(await found('relojes'), [])
  assert.deepEqual(await found('relojes state:closed'), [])
  assert.deepEqual(await found('relojes state:spam'), [id])
  assert.deepEqual(await found('relojes estado:spam state:open'), [])
  const speaker = await world.db
    .selectFrom('messages as m')
    .innerJoin('identities as i', 'i.id', 'm.identity_id')
    .select('i.person_id')
    .where('m.id', '=', messageIds[0] ?? '')
    .executeTakeFirstOrThrow()
  assert.ok(!(await conversationsOf(world.db, speaker.person_id)).some((row) => row.id === id))
  await clear(id)
  assert.deepEqual(await found('relojes'), [id])
})

test('what its authors write changes nothing and rings nobody; somebody new who speaks brings it back', async () => {
  const { id, channel } = await someConversation(world.db, said('a1'), said('a2', { author: us, saidAt: minute(2) }))
  await world.tx((tx) => follow(tx, id, world.cast.nico))
  await mark(id)
  const now = (more: number) => new Date(Date.now() + more)
  await heard(world.db, channel, said('a3', { parentExternalId: 'a1', saidAt: now(0) }))
  await heard(world.db, channel, said('a4', { parentExternalId: 'a3', saidAt: now(1) }))
  assert.equal(await stateOf(id), 'spam')
  assert.deepEqual(await world.eventsOf(id), ['conversation.followed', 'conversation.marked-spam'])
  await heard(
    world.db,
    channel,
    said('a5', { parentExternalId: 'a4', author: lucas, saidAt: now(2) }),
    said('a6', { parentExternalId: 'a1', author: rosa, saidAt: now(3) }),
  )
  assert.equal(await stateOf(id), 'open')
  assert.deepEqual((await world.eventsOf(id)).slice(2), ['conversation.cleared-spam', 'conversation.spoken'])
  assert.equal((await findConversation(world.db, id)).spam, null)
})

test('closed or asleep below, it is so again when it is no spam; what its authors write does not open it meanwhile', async () => {
  const { id, channel } = await someConversation(world.db)
  const { marta } = world.cast
  await world.tx((tx) => close(tx, id, marta))
  await mark(id)
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: new Date(Date.now() + 1000) }))
  await clear(id)
  assert.equal(await stateOf(id), 'closed')
  const asleep = await someConversation(world.db)
  const later = new Date(Date.now() + 3_600_000)
  await world.tx((tx) => snooze(tx, asleep.id, later, marta, new Date()))
  await mark(asleep.id)
  assert.equal(await wakeDue(world.db, new Date(later.getTime() + 1)), 0)
  assert.equal(await stateOf(asleep.id), 'spam')
  await clear(asleep.id)
  assert.equal(await stateOf(asleep.id), 'snoozed')
})

test('one of us who takes a mention up means that it is none; a rule does not', async () => {
  const overheard = said('m1', { concernsUs: false })
  const { id, messageIds } = await someConversation(world.db, overheard)
  await mark(id)
  await world.tx((tx) => takeUp(tx, messageIds))
  assert.equal(await stateOf(id), 'spam')
  const other = await someConversation(world.db, overheard)
  await mark(other.id)
  await world.tx((tx) => takeUp(tx, other.messageIds, world.cast.marta))
  assert.equal(await stateOf(other.id), 'open')
})

test('two threads that turn out to be one are spam only if both were', async () => {
  for (const both of [true, false]) {
    const { id, channel } = await someConversation(world.db, said('root'))
    await heard(world.db, channel, said('far', { parentExternalId: 'unheard', author: rosa }))
    const { rows } = await findInbox(world.db, world.cast.marta, { view: 'open', channelId: channel.id })
    const far = rows.find((row) => row.id !== id)?.id ?? ''
    await mark(id)
    if (both) await mark(far)
    await heard(world.db, channel, said('unheard', { parentExternalId: 'root', author: us, saidAt: minute(2) }))
    assert.equal((await findConversation(world.db, id)).id, (await findConversation(world.db, far)).id)
    assert.equal(await stateOf(id), both ? 'spam' : 'open', String(both))
  }
})

test('the page offers it by a key, says what it is, and leads back with its undoing', async () => {
  const { id } = await someConversation(world.db)
  const asMarta = world.as(world.cast.marta, 'es')
  const page = async (path: string) => (await asMarta(path, { headers: { accept: 'text/html', cookie: '' } })).text()
  assert.match(await page(`/conversations/${id}`), /data-key="!"[^>]*>|Marcar como spam/)
  const back = `/conversations/${id}?view=open`
  const done = await asMarta(`/conversations/${id}/spam`, form('PUT', { back }))
  assert.deepEqual([done.status, done.headers.get('location')], [303, back])
  assert.match(decodeURIComponent(done.headers.get('set-cookie') ?? ''), /told-spam.*"method":"delete"/)
  const now = await page(`/conversations/${id}?view=spam`)
  assert.match(now, /No es spam/)
  assert.match(now, /data-spam=""/)
  assert.doesNotMatch(now, /Marcar como spam|data-key="e"|data-key="s"/)
  assert.match(await page('/conversations?view=spam'), new RegExp(`conversation-${id}`))
})
