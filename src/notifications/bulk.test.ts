import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { someConversation } from '../../test/talk.ts'
import { step } from '../conversations/bulk/step.ts'
import { workBulk } from '../conversations/bulk/work.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const linesOf = async (who: 'olga' | 'nico' | 'marta') =>
  (
    await world.app.core.db
      .selectFrom('notifications')
      .select(['kind', 'missing'])
      .where('user_id', '=', world.cast[who].id)
      .orderBy('kind')
      .execute()
  ).map(({ kind, missing }) => `${kind} ${missing}`)

const post = async (deed: Record<string, string>, ids: readonly string[]) =>
  (await world.as('marta').json('POST', '/bulk', { deed, ids })).json()

/** Many conversations of one window. */
async function many(count: number): Promise<string[]> {
  const { db } = world.app.core
  const { channel } = await someConversation(db)
  await sql`insert into conversations (id, channel_id, last_at)
    select gen_random_uuid(), ${channel.id}, now() from generate_series(2, ${count})`.execute(db)
  const rows = await db.selectFrom('conversations').select('id').where('channel_id', '=', channel.id).execute()
  return rows.map(({ id }) => id)
}

test('a deed on many rings once for each who is concerned, with how many; its undoing for nobody', async () => {
  const { nico, olga } = world.cast
  const some = await Promise.all([1, 2, 3].map(() => someConversation(world.app.core.db)))
  const ids = some.map(({ id }) => id)
  const [first = ''] = ids
  await world.as('olga').json('PUT', `/conversations/${first}/following`)
  const given = await post({ do: 'assign', to: `user:${nico.id}` }, ids)
  assert.equal(given.changed, 3)
  assert.deepEqual(await linesOf('nico'), ['bulk-assigned 3'])
  assert.deepEqual(await linesOf('olga'), ['bulk-handed-on 1'])
  assert.deepEqual(await linesOf('marta'), [])
  const closed = await post({ do: 'close' }, ids.slice(0, 2))
  assert.deepEqual(await linesOf('nico'), ['bulk-assigned 3', 'bulk-closed 2'])
  await world.as('marta').json('PUT', `/bulk/${closed.id}/undoing`)
  await world.as('marta').json('PUT', `/bulk/${given.id}/undoing`)
  assert.deepEqual(await linesOf('nico'), ['bulk-assigned 3', 'bulk-closed 2'])
  await post({ do: 'assign', to: `user:${nico.id}` }, ids)
  await post({ do: 'assign', to: `user:${olga.id}` }, ids)
  assert.deepEqual(await linesOf('olga'), ['bulk-assigned 3', 'bulk-closed 1', 'bulk-handed-on 1', 'bulk-handed-on 1'])
  const bell = await (await world.as('nico').page('/notifications')).text()
  assert.match(bell, /Marta gave others 3 conversations that you had or follow/)
  assert.match(bell, /Marta gave 3 conversations at once to you or your team/)
  assert.match(bell, /Marta closed 2 conversations that you have or follow/)
})

test('each conversation says what was done, and its service level and assignment go by it', async () => {
  const { id } = await someConversation(world.app.core.db)
  const { id: run } = await post({ do: 'close' }, [id])
  const { events } = await (await world.as('nico').json('GET', `/conversations/${id}`)).json()
  assert.deepEqual(
    events.map(({ kind, by }: { kind: string; by: { name: string } }) => `${by.name} ${kind}`),
    ['Marta conversation.closed'],
  )
  const audit = await (await world.as('olga').page('/audit')).text()
  assert.match(audit, /Marta did the same to many conversations at once/)
  assert.equal((await world.as('olga').json('GET', `/bulk/${run}`)).status, 200)
})

test('one that is stopped, or cannot go on, rings for what it did until then', async () => {
  const { db } = world.app.core
  const { marta, nico } = world.cast
  await db.deleteFrom('notifications').execute()
  const ids = await many(120)
  const some = (run: string, most: number) => db.transaction().execute((tx) => step(tx, run, new Date(), most))
  const stop = (run: string) => world.as('marta').json('PUT', `/bulk/${run}/cancellation`)
  const none = await post({ do: 'assign', to: `user:${nico.id}` }, ids)
  await stop(none.id)
  assert.deepEqual(await linesOf('nico'), [])
  const given = await post({ do: 'assign', to: `user:${nico.id}` }, ids)
  await some(given.id, 3)
  for (const _ of [1, 2]) await stop(given.id)
  assert.deepEqual(await linesOf('nico'), ['bulk-assigned 3'])
  const closed = await post({ do: 'close' }, ids)
  await some(closed.id, 2)
  const leave = (deactivated_at: Date | null) =>
    db.updateTable('users').set({ deactivated_at }).where('id', '=', marta.id).execute()
  await leave(new Date())
  for (const _ of [1, 2]) await workBulk(db, closed.id, () => new Date())
  await leave(null)
  assert.deepEqual(await linesOf('nico'), ['bulk-assigned 3', 'bulk-closed 2'])
})

test('a macro on many rings as a deed on many does, also when it was stopped', async () => {
  const { db } = world.app.core
  const { nico, olga } = world.cast
  await db.deleteFrom('notifications').execute()
  const make = async (...deeds: Record<string, string>[]): Promise<string> =>
    (await (await world.as('marta').json('POST', '/macros', { name: `${deeds.length}`, deeds })).json()).id
  const run = async (macro: string, ids: readonly string[]): Promise<string> =>
    (await (await world.as('marta').json('POST', '/macros/batches', { macro, ids })).json()).id
  const [first, more] = [await many(3), await many(120)]
  await world.as('olga').json('PUT', `/conversations/${first[0]}/following`)
  const both = await make({ do: 'assign', to: `user:${nico.id}` }, { do: 'close' })
  const begun = await run(both, first)
  assert.deepEqual(await linesOf('nico'), ['bulk-assigned 3', 'bulk-closed 3'])
  assert.deepEqual(await linesOf('olga'), ['bulk-closed 1', 'bulk-handed-on 1'])
  assert.deepEqual(await linesOf('marta'), [])
  await world.as('marta').json('PUT', `/macros/batches/${begun}/undoing`)
  assert.equal((await linesOf('nico')).length, 2)
  const stopped = await run(await make({ do: 'assign', to: `user:${olga.id}` }, { do: 'tag', tag: 'muchas' }), more)
  assert.equal((await linesOf('olga')).length, 2)
  for (const _ of [1, 2]) await world.as('marta').json('PUT', `/macros/batches/${stopped}/cancellation`)
  assert.deepEqual(await linesOf('olga'), ['bulk-assigned 100', 'bulk-closed 1', 'bulk-handed-on 1'])
  await run(await make({ do: 'close' }, { do: 'reopen' }), first)
  assert.equal((await linesOf('nico')).length, 2)
})
