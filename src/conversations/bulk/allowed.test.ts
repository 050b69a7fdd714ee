import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { someConversation } from '../../../test/talk.ts'
import { abilitiesOf, type Role } from '../../access/index.ts'
import type { Viewer } from '../../core/web.ts'
import { lockConversation } from '../conversation.ts'
import { tag } from '../tag.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'
import { step } from './step.ts'
import { workBulk } from './work.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const ask = (path: string, init: RequestInit, who: Viewer = world.cast.marta) => world.as(who)(path, init)
const now = () => new Date()
const look = async (id: string) => (await ask(`/bulk/${id}`, json('GET'))).json()

/** A deed on more than a page of conversations: it goes on by itself. */
async function begin(deed: Record<string, string>, count = 120): Promise<{ id: string; ids: string[] }> {
  const { channel } = await someConversation(world.db)
  await sql`insert into conversations (id, channel_id, last_at)
    select gen_random_uuid(), ${channel.id}, now() from generate_series(2, ${count})`.execute(world.db)
  const rows = await world.db.selectFrom('conversations').select('id').where('channel_id', '=', channel.id).execute()
  const ids = rows.map(({ id }) => id)
  const { id } = await (await ask('/bulk', json('POST', { deed, ids }))).json()
  return { id, ids }
}

const become = (role: Role, deactivated_at: Date | null = null) =>
  world.db.updateTable('users').set({ role, deactivated_at }).where('id', '=', world.cast.marta.id).execute()

test('whoever may only read by now, or with this token, neither ends nor puts back what they did', async () => {
  const { id } = await begin({ do: 'close' })
  await world.tx((tx) => step(tx, id, now(), 3))
  const reader = { ...world.cast.marta, can: abilitiesOf('agent', ['read']) }
  for (const deed of ['cancellation', 'undoing']) {
    assert.equal((await ask(`/bulk/${id}/${deed}`, json('PUT'), reader)).status, 403, deed)
    const { state, changed, put_back } = await look(id)
    assert.deepEqual([state, changed, put_back], ['doing', 3, 0], deed)
  }
  const read = await begin({ do: 'unread' })
  assert.equal((await ask(`/bulk/${read.id}/cancellation`, json('PUT'), reader)).status, 200)
  assert.equal((await ask(`/bulk/${id}/cancellation`, json('PUT'))).status, 200)
})

for (const [what, role, left] of [
  ['only looks from now on', 'observer', null],
  ['leaves', 'agent', new Date()],
] as const)
  test(`whoever asked ${what}: it ends there, says why, and its undoing does not go on either`, async () => {
    const { id } = await begin({ do: 'close' })
    await world.tx((tx) => step(tx, id, now(), 3))
    await become(role, left)
    await workBulk(world.db, id, now)
    const failed = await look(id)
    assert.deepEqual([failed.state, failed.failure, failed.changed], ['failed', 'conversations.bulk-lost', 3])
    const page = await (await ask(`/bulk/${id}`, { headers: { accept: 'text/html' } })).text()
    assert.match(page, /Whoever asked for it may no longer do it/)
    await become('agent')
    await ask(`/bulk/${id}/undoing`, json('PUT'))
    await become(role, left)
    await workBulk(world.db, id, now)
    const again = await look(id)
    assert.deepEqual([again.state, again.put_back], ['failed', 0])
    await become('agent')
    await ask(`/bulk/${id}/undoing`, json('PUT'))
    await workBulk(world.db, id, now)
    const undone = await look(id)
    assert.deepEqual([undone.state, undone.put_back, undone.failure], ['undone', 3, null])
  })

/** Until somebody waits for a lock of somebody else's transaction. */
async function untilWaiting(): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: boolean }>`select exists (select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock') as waiting`.execute(world.db)
    if (rows[0]?.waiting) return
    await wait(5)
  }
}

test('a new tag put on many and on one of them at once: one waits for the other, and neither in a circle', async () => {
  const { id, ids } = await begin({ do: 'tag', tag: 'nuevo' })
  const [first = ''] = ids
  const { person } = await world.tx(async (tx) => {
    await lockConversation(tx, first)
    const person = world.tx((other) => tag(other, first, 'Nuevo', world.cast.nico))
    await untilWaiting()
    await step(tx, id, now())
    return { person }
  })
  assert.equal(await person, false)
  const tags = await world.db.selectFrom('tags').select('name').execute()
  assert.deepEqual(tags, [{ name: 'nuevo' }])
  assert.equal((await look(id)).changed, ids.length)
})
