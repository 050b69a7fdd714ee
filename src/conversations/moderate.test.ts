import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted } from '../../test/channel.ts'
import { heard, said, someConversation } from '../../test/talk.ts'
import { registry } from '../connectors/index.ts'
import { newId } from '../lib/ids.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  const moderated = { ...scripted, moderate: { approve: async () => {}, spam: async () => {} } }
  world = await createWorld(registry([moderated]))
})
after(() => world.drop())

const jobs = () =>
  world.core.pool
    .query<{ payload: unknown }>(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'outbox.moderate'`,
    )
    .then(({ rows }) => rows.map((row) => row.payload))

test('what the network does not offer, what is deleted and what is not there is refused', async () => {
  const { channel, messageIds } = await someConversation(world.db)
  const marta = world.as(world.cast.marta)
  const ask = async (id: string | undefined, as: string) =>
    (await marta(`/messages/${id}/moderation`, json('PUT', { as }))).status
  assert.deepEqual(
    [await ask(messageIds[0], 'hold'), await ask(messageIds[0], 'burn'), await ask(newId(), 'spam')],
    [409, 422, 404],
  )
  await heard(world.db, channel, { kind: 'deletion', externalId: '1' })
  assert.equal(await ask(messageIds[0], 'spam'), 409)
  assert.deepEqual(await jobs(), [])
})

test('the network is asked once, after the decision, and the thread says who decided', async () => {
  const { id, messageIds } = await someConversation(world.db, said('1', { moderation: 'held' }))
  const { marta, vera } = world.cast
  const path = `/messages/${messageIds[0]}/moderation`
  assert.equal((await world.as(vera)(path, json('PUT', { as: 'approve' }))).status, 403)
  await world.as(marta)(path, form('PUT', { as: 'spam' }))
  await world.as(marta)(path, form('PUT', { as: 'approve' }))
  assert.deepEqual(await jobs(), [{ message_id: messageIds[0], as: 'approve', by: marta.id }])
  const html = await (await world.as(marta)(`/conversations/${id}`)).text()
  for (const words of ['Marta approved a message', 'Waits for approval there', 'Approve it there', 'It is spam'])
    assert.ok(html.includes(words), words)
  assert.ok(!html.includes('Hold it there'))
})
