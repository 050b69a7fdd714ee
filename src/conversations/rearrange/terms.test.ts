import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { heard, minute, said, someConversation } from '../../../test/talk.ts'
import { assign } from '../assign.ts'
import { close } from '../close.ts'
import { findConversation } from '../conversation.ts'
import { findDraft, keepDraft } from '../draft.ts'
import { form, json, type World } from '../world.test-kit.ts'
import { merge } from './merge.ts'
import { asMarta, createNetworks, deed, idOf, saidIn, two } from './rearrange.test-kit.ts'
import { undoRearrangement } from './undo.ts'

let world: World
before(async () => {
  world = await createNetworks()
})
after(() => world.drop())

test('who may not close may not merge, split or link, and nobody does it without signing in', async () => {
  const { here, there } = await two(world)
  for (const path of [`/conversations/${here}/merge`, `/conversations/${here}/links`]) {
    const ask = json('POST', { other: there })
    assert.equal(
      (
        await world
          .as(undefined)(path, ask)
          .catch(() => ({ status: 401 }))
      ).status,
      401,
    )
    const observer = { ...world.cast.marta, can: new Set(['read']) }
    assert.equal((await world.as(observer)(path, ask)).status, 403)
  }
})

test('what stands on something is undone first', async () => {
  const { here, there, windows } = await two(world)
  const first = await deed(world, `/conversations/${here}/merge`, { other: there })
  const second = await deed(world, `/conversations/${here}/split`, { message_id: await idOf(world, windows[1], 'b') })
  assert.equal((await asMarta(world, `/rearrangements/${first.id}`, json('DELETE'))).status, 409)
  for (const { id } of [second, first])
    assert.equal((await asMarta(world, `/rearrangements/${id}`, json('DELETE'))).status, 200)
  assert.deepEqual([await saidIn(world, here), await saidIn(world, there)], [['a'], ['b']])
})

test('whoever had the one that goes follows the one that stays, until it is undone', async () => {
  const { here, there } = await two(world)
  const { marta, nico } = world.cast
  await world.tx((tx) => assign(tx, here, { userId: marta.id }, nico))
  await world.tx((tx) => assign(tx, there, { userId: nico.id }, marta))
  const { id } = await deed(world, `/conversations/${here}/merge`, { other: there })
  const now = await findConversation(world.db, here)
  assert.deepEqual([now.assignment?.user?.id, now.followers.map((one) => one.id)], [marta.id, [nico.id]])
  await world.tx((tx) => undoRearrangement(tx, id, marta))
  const [one, other] = [await findConversation(world.db, here), await findConversation(world.db, there)]
  assert.deepEqual([one.followers, other.assignment?.user?.id], [[], nico.id])
})

test('drafts stand one under the other, and part again while nobody wrote on', async () => {
  const { here, there } = await two(world)
  const { marta } = world.cast
  for (const [id, text] of [
    [here, 'Hola.'],
    [there, 'Te escribo mañana.'],
  ] as const)
    await world.tx((tx) => keepDraft(tx, id, { text }, marta))
  const { id } = await deed(world, `/conversations/${here}/merge`, { other: there })
  assert.equal((await findDraft(world.db, here))?.text, 'Hola.\n\nTe escribo mañana.')
  await world.tx((tx) => undoRearrangement(tx, id, marta))
  const texts = [await findDraft(world.db, here), await findDraft(world.db, there)].map((one) => one?.text)
  assert.deepEqual(texts, ['Hola.', 'Te escribo mañana.'])
})

test('a conversation with itself, with what is not here, or with spam on one side is refused', async () => {
  const { here, there } = await two(world)
  const ask = async (other: string) =>
    (await asMarta(world, `/conversations/${here}/merge`, json('POST', { other }))).status
  assert.deepEqual([await ask(here), await ask('01900000-0000-7000-8000-000000000001')], [422, 404])
  await sql`update conversations set state = 'spam' where id = ${there}`.execute(world.db)
  assert.equal(await ask(there), 422)
})

test('where nothing can be answered nobody waits for it, merged or not', async () => {
  const { here, there, windows } = await two(world)
  await sql`update channels set network = 'mute' where id = ${windows[1].id}`.execute(world.db)
  await sql`update conversations set waiting_since = null where id = ${there}`.execute(world.db)
  const { id } = await deed(world, `/conversations/${there}/merge`, { other: here })
  assert.deepEqual((await findConversation(world.db, there)).waitingSince, minute(1))
  await world.tx((tx) => undoRearrangement(tx, id, world.cast.marta))
  assert.equal((await findConversation(world.db, there)).waitingSince, null)
})

for (const closedOne of ['goes', 'stays'] as const)
  test(`what was closed and is merged with what is open wakes nobody’s waiting; the closed one ${closedOne}`, async () => {
    const { here, there, windows } = await two(world)
    const [closed, open] = closedOne === 'goes' ? [there, here] : [here, there]
    await world.tx((tx) => close(tx, closed, world.cast.marta))
    const before = await findConversation(world.db, closed)
    const { id } = await deed(world, `/conversations/${here}/merge`, { other: there })
    const merged = await findConversation(world.db, here)
    const openSince = closedOne === 'goes' ? minute(1) : minute(2)
    assert.deepEqual([merged.state, merged.waitingSince], ['open', openSince])
    const [mine, theirs] = closedOne === 'goes' ? [windows[1], 'b'] : [windows[0], 'a']
    await heard(world.db, mine, said('c', { parentExternalId: theirs, saidAt: minute(3) }))
    assert.deepEqual((await findConversation(world.db, here)).waitingSince, openSince)
    await world.tx((tx) => undoRearrangement(tx, id, world.cast.nico))
    assert.deepEqual((await findConversation(world.db, open)).waitingSince, openSince)
    assert.deepEqual((await findConversation(world.db, closed)).waitingSince, before.waitingSince)
  })

test('links stand on both sides with their reason, follow a merge, and are taken away', async () => {
  const { here, there } = await two(world)
  const made = await asMarta(
    world,
    `/conversations/${here}/links`,
    json('POST', { other: there, why: 'El mismo pedido' }),
  )
  assert.equal(made.status, 201)
  const shape = z.object({ links: z.array(z.object({ id: z.uuid(), link_id: z.uuid(), why: z.string().nullable() })) })
  const of = async (id: string) =>
    shape.parse(await (await asMarta(world, `/conversations/${id}/links`, json('GET'))).json()).links
  const [one] = await of(there)
  assert.deepEqual([one?.id, one?.why], [here, 'El mismo pedido'])
  const third = await someConversation(world.db)
  await world.tx((tx) => merge(tx, world.connectors, { fromId: there, intoId: third.id }, world.cast.marta))
  assert.deepEqual(
    (await of(here)).map((link) => link.id),
    [third.id],
  )
  assert.equal((await asMarta(world, `/conversation-links/${one?.link_id}`, json('DELETE'))).status, 200)
  assert.deepEqual([await of(here), await of(third.id)], [[], []])
})

test('the pages offer the same person’s others first, show both, and do it without script', async () => {
  const { here, there, windows } = await two(world, {
    externalId: 'https://example.org/@pau',
    name: 'Pau Soler',
    handle: '@pau@example.org',
  })
  const read = async (path: string) => (await asMarta(world, path, { headers: { accept: 'text/html' } })).text()
  assert.ok(new RegExp(`other=${there}[\\s\\S]*La misma persona`).test(await read(`/conversations/${here}/merge`)))
  const both = await read(`/conversations/${here}/merge?other=${there}`)
  assert.ok(/¿Unir estas dos\?[\s\S]*Hola a[\s\S]*Hola b/.test(both))
  const done = await asMarta(world, `/conversations/${here}/merge`, form('POST', { other: there, stays: 'this' }))
  assert.deepEqual([done.status, done.headers.get('location')], [303, `/conversations/${here}`])
  const page = await read(`/conversations/${here}`)
  assert.ok(/Adónde va la respuesta/.test(page))
  assert.ok(/Conversaciones relacionadas[\s\S]*Deshacer/.test(page))
  const message = await idOf(world, windows[1], 'b')
  assert.ok(/Hacer una conversación aparte/.test(await read(`/conversations/${here}/split?message=${message}`)))
  assert.ok(/A qué conversación/.test(await read(`/conversations/${here}/move?message=${message}`)))
})
