import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someChannel } from '../../test/channel.ts'
import type { TestChannel } from '../../test/talk.ts'
import { countNeeding } from '../conversations/index.ts'
import { newId } from '../lib/ids.ts'
import { createQuery } from './save.ts'
import { createWorld, form, type World } from './world.test-kit.ts'

let world: World
let channel: TestChannel
let quiet: string
before(async () => {
  world = await createWorld()
  const { db } = world.app.core
  channel = await someChannel(db)
  const make = (text: string, takesUp: boolean) =>
    db.transaction().execute((tx) => createQuery(tx, { name: text, text, group: '', takesUp }, world.cast.marta))
  quiet = await make('tren', false)
  await make('incendio', true)
})
after(() => world.drop())

const overheard = (externalId: string, text: string) =>
  world.hear(channel, { externalId, body: { text }, concernsUs: false, saidAt: new Date() })
const needing = () => countNeeding(world.app.core.db)
const idOf = async (externalId: string) => {
  const rows = world.app.core.db.selectFrom('messages').select('id').where('external_id', '=', externalId)
  return (await rows.executeTakeFirstOrThrow()).id
}

test('what only matched waits for nobody until somebody takes it up, and can be let go again', async () => {
  await overheard('1', 'Otra vez el tren')
  assert.equal(await needing(), 0)
  const path = `/listening/messages/${await idOf('1')}/conversation`
  const list = `/listening/queries/${quiet}`
  assert.match(await (await world.as('marta', list)).text(), /Take it up/)
  assert.doesNotMatch(await (await world.as('vera', list)).text(), /Take it up/)
  assert.equal((await world.as('vera', path, form('PUT', {}))).status, 403)
  assert.equal((await world.as('marta', `/listening/messages/${newId()}/conversation`, form('PUT', {}))).status, 404)
  const taken = await world.as('marta', path, form('PUT', { back: list }))
  assert.deepEqual([taken.status, taken.headers.get('location')], [303, list])
  assert.equal(await needing(), 1)
  assert.doesNotMatch(await (await world.as('marta', list)).text(), /Take it up/)
  await world.as('marta', path, form('DELETE', {}))
  assert.equal(await needing(), 0)
})

test('a conversation that was closed opens again when its message is taken up', async () => {
  await overheard('2', 'El tren de las ocho')
  const { db } = world.app.core
  const { conversation_id: id } = await db
    .selectFrom('messages')
    .select('conversation_id')
    .where('external_id', '=', '2')
    .executeTakeFirstOrThrow()
  await world.as('marta', `/conversations/${id}/closure`, form('PUT', {}))
  await world.as('marta', `/listening/messages/${await idOf('2')}/conversation`, form('PUT', {}))
  const { state } = await db.selectFrom('conversations').select('state').where('id', '=', id).executeTakeFirstOrThrow()
  assert.equal(state, 'open')
})

test('by its query’s rule a mention waits for us at once', async () => {
  const before = await needing()
  await overheard('3', 'Hay un incendio en la tienda')
  assert.equal(await needing(), before + 1)
  const events = await world.app.core.db
    .selectFrom('events')
    .select('by_user')
    .where('kind', '=', 'conversation.taken-up')
    .execute()
  assert.equal(events.filter((event) => event.by_user === null).length, 1)
})
