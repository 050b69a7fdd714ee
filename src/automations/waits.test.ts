import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { heard, said } from '../../test/talk.ts'
import { findConversation, tag } from '../conversations/index.ts'
import { createActing } from './acting.test-kit.ts'
import { callWaits } from './waits.ts'

let acting: Awaited<ReturnType<typeof createActing>>
before(async () => {
  acting = await createActing()
})
after(() => acting.world.drop())
beforeEach(() => acting.forget())

const answeredAgo = (id: string, ago: string) =>
  sql`update conversations set waiting_since = null, answered_at = now() - ${ago}::interval where id = ${id}`.execute(
    acting.world.db,
  )

test('whoever answers between the call and the deed is not closed upon', async () => {
  const { world, on, talk, read, run } = acting
  await on({ when: { on: 'waits-for-them', minutes: 60 }, deeds: [{ do: 'close' }] })
  const { id, channel } = await talk()
  await answeredAgo(id, '60 minutes 1 second')
  assert.equal(await callWaits(world.db, new Date()), 1)
  await heard(world.db, channel, said('2', { parentExternalId: '1', body: { text: 'No va' }, saidAt: new Date() }))
  await read()
  assert.equal(await run(), 0)
  assert.equal((await findConversation(world.db, id)).state, 'open')
})

test('nor is one late that was answered meanwhile, and a new waiting calls anew', async () => {
  const { world, on, talk, run, tagsOf } = acting
  await on({ when: { on: 'waits-for-us', minutes: 60 }, deeds: [{ do: 'tag', tag: 'late' }] })
  const { id } = await talk('Hola', { saidAt: new Date(Date.now() - 3_599_000) })
  // Their moment comes in a second; a slow machine has half a minute until then.
  const soon = new Date(Date.now() + 30_000)
  assert.equal(await callWaits(world.db, soon), 1)
  await answeredAgo(id, '0')
  assert.equal(await run(soon), 0)
  await sql`update conversations set waiting_since = now() - interval '59 minutes 59 seconds'
    where id = ${id}`.execute(world.db)
  assert.equal(await callWaits(world.db, soon), 1)
  assert.equal(await run(soon), 1)
  assert.deepEqual(await tagsOf(id), ['late'])
})

test('who was asked is not asked every minute, unless something has become known', async () => {
  const { world, on, talk } = acting
  const { db } = world
  await on({ when: { on: 'waits-for-us', minutes: 60 }, deeds: [{ do: 'tag', tag: 'late' }] })
  await sql`update automations set on_since = now() - interval '1 day'`.execute(db)
  const { id } = await talk('Hola', { saidAt: new Date(Date.now() - 100 * 60_000) })
  const { id: other } = await talk('Hola', { saidAt: new Date(Date.now() - 90 * 60_000) })
  const at = new Date()
  assert.equal(await callWaits(db, at), 2)
  // As if they had not been called: whoever is asked is called.
  await sql`delete from automation_waits`.execute(db)
  assert.equal(await callWaits(db, at), 0)
  await world.tx((tx) => tag(tx, id, 'woken', world.cast.marta))
  assert.equal(await callWaits(db, at), 1)
  // An hour later everybody is asked.
  await callWaits(db, new Date(at.getTime() + 3_600_000))
  const { rows } = await sql`select from automation_dues where conversation_id = ${other}`.execute(db)
  assert.equal(rows.length, 2)
})
