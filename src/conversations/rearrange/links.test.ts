import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { heard, minute, rosa, said, someConversation, type TestChannel } from '../../../test/talk.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'
import { link, relatedTo } from './link.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

/** Two threads at one window that nothing ties yet, the older first, and what ties them. */
async function twoThreads(): Promise<{ ids: [string, string]; channel: TestChannel; tie: () => Promise<unknown> }> {
  const { id, channel } = await someConversation(world.db, said('one'))
  await heard(world.db, channel, said('other', { author: rosa }))
  const { rows } = await sql<{ id: string }>`select conversation_id as id from messages
    where channel_id = ${channel.id} and external_id = 'other'`.execute(world.db)
  const both = { parentExternalId: 'other', rootExternalId: 'one', saidAt: minute(5) }
  return { ids: [id, rows[0]?.id ?? ''], channel, tie: () => heard(world.db, channel, said('both', both)) }
}

const linked = (id: string, otherId: string, why: string) =>
  world.tx((tx) => link(tx, { id, otherId, why }, world.cast.marta))

const relatedOf = async (id: string) => (await relatedTo(world.db, id)).map((one) => [one.id, one.linkId, one.why])

test('of links that both threads had, the one of the thread that is left stays; those between them go', async () => {
  const { ids, tie } = await twoThreads()
  const third = await someConversation(world.db)
  const { linkId } = await linked(ids[0], third.id, 'the same order')
  await linked(ids[1], third.id, 'also')
  await linked(ids[0], ids[1], 'each other')
  await tie()
  assert.deepEqual(await relatedOf(third.id), [[ids[0], linkId, 'the same order']])
  assert.deepEqual(await relatedOf(ids[0]), [[third.id, linkId, 'the same order']])
})

test('a link that only the absorbed thread had keeps its reason and its address', async () => {
  for (const at of [0, 1] as const) {
    const { ids, tie } = await twoThreads()
    const third = await someConversation(world.db)
    const { linkId } = await linked(ids[at], third.id, 'the same order')
    await tie()
    assert.deepEqual(await relatedOf(ids[0]), [[third.id, linkId, 'the same order']])
    assert.deepEqual(await relatedOf(third.id), [[ids[0], linkId, 'the same order']])
  }
})

test('who may not link reads what is linked, and is given no form for it', async () => {
  const [one, other] = [await someConversation(world.db), await someConversation(world.db)]
  await linked(one.id, other.id, 'the same order')
  const observer = world.as({ ...world.cast.marta, can: new Set(['read']) })
  const path = `/conversations/${one.id}/links`
  assert.equal((await observer(path, json('GET'))).status, 200)
  for (const asked of [path, `${path}?other=${other.id}`])
    assert.equal((await observer(asked, { headers: { accept: 'text/html' } })).status, 403)
})

test('a program that looks at both before merging them is told of both', async () => {
  const [one, other] = [await someConversation(world.db), await someConversation(world.db)]
  const ask = `/conversations/${one.id}/merge?other=${other.id}`
  const told = await (await world.as(world.cast.marta)(ask, json('GET'))).json()
  const shape = z.object({ here: z.object({ id: z.uuid() }), there: z.object({ id: z.uuid() }) })
  const { here, there } = shape.parse(told)
  assert.deepEqual([here.id, there.id], [one.id, other.id])
})
