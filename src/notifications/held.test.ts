import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted } from '../../test/channel.ts'
import { heard, said, someConversation } from '../../test/talk.ts'
import { registry } from '../connectors/index.ts'
import { reply } from '../conversations/reply.ts'
import { record } from '../core/events.ts'
import { choose, lettersOf } from './choices.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const bell = async (who: 'olga' | 'nico' | 'marta' | 'vera'): Promise<string[]> => {
  const { notifications } = await (await world.as(who).json('GET', '/notifications')).json()
  return notifications.map((line: { text: string }) => line.text)
}

async function scheduled() {
  const talk = await someConversation(world.app.core.db)
  const written = { text: 'Mañana te llega', leavesAt: new Date(Date.now() + 86_400_000) }
  const { id } = await world.tx((tx) => reply(tx, registry([scripted]), talk.id, written, world.cast.marta))
  return { ...talk, replyId: id }
}

test('whoever wrote a reply that is held is told why, once, and nobody else', async () => {
  const { channel } = await scheduled()
  for (const id of ['2', '3'])
    await heard(world.app.core.db, channel, said(id, { parentExternalId: '1', saidAt: new Date() }))
  assert.deepEqual(await bell('marta'), ['They wrote again: read it before your reply leaves: Lucas Prieto'])
  assert.deepEqual([...(await bell('nico')), ...(await bell('olga'))], [])
})

test('whoever wants a letter when a reply does not arrive gets one when it is held', async () => {
  await world.tx((tx) => choose(tx, world.cast.marta.id, lettersOf({ reply_failed: 'at-once' })))
  const { channel, replyId } = await scheduled()
  await heard(world.app.core.db, channel, said('2', { parentExternalId: '1', saidAt: new Date() }))
  const { rowCount } = await world.app.core.pool.query(
    `select 1 from notifications n join graphile_worker.jobs j on j.key = 'notifications.mail:' || n.id where n.about = $1`,
    [replyId],
  )
  assert.equal(rowCount, 1)
  await world.as('marta').json('PUT', '/notifications/reading')
})

test('when its writer leaves the team, those who manage it are told, also of what was held before', async () => {
  const { channel } = await scheduled()
  const failing = await scheduled()
  await heard(world.app.core.db, channel, said('2', { parentExternalId: '1', saidAt: new Date() }))
  const left = await world.as('olga').json('PUT', `/team/${world.cast.marta.id}/deactivation`)
  assert.ok(left.ok)
  const line = 'A reply by somebody who left the team waits for one of us: Lucas Prieto'
  // One was held in each of the tests before.
  for (const who of ['nico', 'olga'] as const) assert.deepEqual(await bell(who), [line, line, line, line])
  assert.deepEqual(await bell('vera'), [])
  const about = { conversation: { id: failing.id }, channel: failing.channel, data: { reply: failing.replyId } }
  await world.tx((tx) => record(tx, 'reply.failed', about))
  for (const who of ['nico', 'olga'] as const)
    assert.equal((await bell(who))[0], 'A reply by somebody who left the team did not arrive: Lucas Prieto')
})
