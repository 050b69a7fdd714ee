import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { someChannel } from '../../test/channel.ts'
import type { TestChannel } from '../../test/talk.ts'
import { markSpam } from '../conversations/spam.ts'
import { newId } from '../lib/ids.ts'
import { createQuery } from './save.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
let channel: TestChannel
let query: string
before(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  const { db } = world.app.core
  await db.deleteFrom('notifications').execute()
  await db.deleteFrom('queries').execute()
  channel = await someChannel(db)
  query = await db
    .transaction()
    .execute((tx) => createQuery(tx, { name: 'Incendios', text: 'incendio', group: '' }, world.cast.marta))
})
after(() => world.drop())

let count = 0
const say = (minutesAgo = 0) => {
  count += 1
  const saidAt = new Date(Date.now() - minutesAgo * 60_000)
  return world.hear(channel, { externalId: `a${count}`, body: { text: 'Hay un incendio' }, saidAt })
}
const alert = (fields: Record<string, string>) =>
  world.as(
    'marta',
    `/listening/queries/${query}/alerts`,
    form('POST', { to: 'me', times: '1', minutes: '60', ...fields }),
  )
const bell = async (who: 'marta' | 'vera' | 'nico') => {
  const { notifications } = await (await world.as(who, '/api/v1/notifications')).json()
  return notifications.map(({ text, href }: { text: string; href: string }) => [text, href])
}

test('the bell says what a search found, once for as long as was asked', async () => {
  await alert({})
  await say()
  const line = ['“Incendios” found 1 mention of late', `/listening/queries/${query}`]
  assert.deepEqual(await bell('marta'), [line])
  await say()
  assert.deepEqual(await bell('marta'), [line])
  await world.app.core.db
    .updateTable('query_alerts')
    .set({ fired_at: new Date(Date.now() - 61 * 60_000) })
    .execute()
  await say()
  assert.deepEqual(await bell('marta'), [['“Incendios” found 3 mentions of late', line[1]]])
  assert.deepEqual(await bell('nico'), [])
})

test('so many within so long; what was said long ago rings for nobody', async () => {
  await alert({ times: '2', minutes: '15' })
  await say(40)
  await say(30)
  await say()
  assert.deepEqual(await bell('marta'), [])
  await say(5)
  assert.equal((await bell('marta')).length, 1)
})

test('what was marked as spam counts for nothing', async () => {
  await alert({ times: '2' })
  await say()
  const { db } = world.app.core
  const { conversation_id: id } = await db
    .selectFrom('messages')
    .select('conversation_id')
    .where('channel_id', '=', channel.id)
    .executeTakeFirstOrThrow()
  await db.transaction().execute((tx) => markSpam(tx, id, world.cast.marta))
  await say()
  assert.deepEqual(await bell('marta'), [])
  await say()
  assert.deepEqual(await bell('marta'), [['“Incendios” found 2 mentions of late', `/listening/queries/${query}`]])
})

test('of a team, everybody is told, also who only looks', async () => {
  const { db } = world.app.core
  const team = newId()
  await db.insertInto('teams').values({ id: team, name: 'Prensa' }).execute()
  const members = [world.cast.vera, world.cast.nico].map(({ id }) => ({ team_id: team, user_id: id }))
  await db.insertInto('team_members').values(members).execute()
  await alert({ to: `team:${team}` })
  await say()
  assert.deepEqual([(await bell('vera')).length, (await bell('nico')).length, (await bell('marta')).length], [1, 1, 0])
})

test('set and taken away on the page of the search, by whoever writes searches', async () => {
  const path = `/listening/queries/${query}/text`
  await alert({ to: `user:${world.cast.nico.id}`, times: '5' })
  assert.match(await (await world.as('vera', path)).text(), /Nico.*5 mentions within 60 minutes/s)
  assert.doesNotMatch(await (await world.as('vera', path)).text(), /Add the alert/)
  const post = (fields: object) => world.as('marta', `/api/v1/listening/queries/${query}/alerts`, json('POST', fields))
  assert.equal((await post({ to: `user:${newId()}` })).status, 422)
  assert.equal((await post({ to: 'me', times: 0 })).status, 422)
  const forbidden = await world.as('vera', `/listening/queries/${query}/alerts`, form('POST', { to: 'me' }))
  assert.equal(forbidden.status, 403)
  const { id } = await world.app.core.db.selectFrom('query_alerts').select('id').executeTakeFirstOrThrow()
  await world.as('marta', `/listening/alerts/${id}`, form('DELETE', {}))
  assert.match(await (await world.as('vera', path)).text(), /Nobody is told/)
  assert.equal((await world.as('marta', `/listening/alerts/${id}`, form('DELETE', {}))).status, 404)
})
