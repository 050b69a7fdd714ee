import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { heard, said, someConversation } from '../../test/talk.ts'
import { causing } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { assign } from './assign.ts'
import type { Changed } from './changed.ts'
import { close } from './close.ts'
import {
  applyDeed,
  type DeedName,
  type Doer,
  deedGiven,
  deedNames,
  type GivenDeed,
  settleDeed,
  undoDeed,
} from './deeds.ts'
import { merge } from './rearrange/merge.ts'
import { tag } from './tag.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const doer = (): Doer => ({ by: world.cast.marta, now: new Date(), timeZone: 'Europe/Madrid' })
const given = (name: DeedName): GivenDeed =>
  deedGiven.parse({
    do: name,
    ...(name === 'assign' ? { to: `user:${world.cast.nico.id}` } : {}),
    ...(name === 'snooze' ? { until: 'tomorrow' } : {}),
    ...(name === 'tag' || name === 'untag' ? { tag: 'Pedidos' } : {}),
  })
const apply = (name: DeedName, ids: readonly string[], run = newId()) =>
  world.tx((tx) => causing(tx, { bulk: run }, () => applyDeed(tx, ids, given(name), doer())))
const undo = (name: DeedName, changed: readonly Changed[], run = newId()) =>
  world.tx((tx) => causing(tx, { bulk: run }, () => undoDeed(tx, { do: name }, changed, doer())))

/** Every row that says how a conversation stands. */
async function rowsOf(ids: readonly string[]): Promise<unknown> {
  const all = ['closures', 'snoozes', 'spam', 'assignments', 'tags', 'reads'].map((name) => `conversation_${name}`)
  const tables = [...all, 'conversations_left_free']
  const parts = tables.map(
    (table) => sql`(select jsonb_agg(t order by to_jsonb(t)::text) from ${sql.table(table)} t
      where t.conversation_id = any(${[...ids]}::uuid[]))`,
  )
  const { rows } = await sql<{ all: unknown }>`select jsonb_build_array(${sql.join(parts)},
    (select jsonb_agg(c.state order by c.id) from conversations c where c.id = any(${[...ids]}::uuid[]))) as all`.execute(
    world.db,
  )
  return rows[0]?.all
}

test('a deed is understood with what it needs, and nothing else', () => {
  assert.deepEqual(deedGiven.parse({ do: 'close', tag: 'x' }), { do: 'close' })
  for (const wrong of [
    { do: 'explode' },
    { do: 'assign' },
    { do: 'assign', to: 'user:me' },
    { do: 'tag' },
    { do: 'snooze' },
    {},
  ])
    assert.equal(deedGiven.safeParse(wrong).success, false, JSON.stringify(wrong))
})

test('what cannot be is refused before anything is done: a past moment, somebody unknown, a tag without a name', async () => {
  const settle = (deed: unknown) => world.tx((tx) => settleDeed(tx, deedGiven.parse(deed), doer()))
  await assert.rejects(settle({ do: 'snooze', until: '2020-01-01T10:00' }), { name: 'Refusal', status: 422 })
  await assert.rejects(settle({ do: 'snooze', until: 'whenever' }), { name: 'Refusal' })
  await assert.rejects(settle({ do: 'assign', to: `user:${newId()}` }), { name: 'Refusal' })
  await assert.rejects(settle({ do: 'assign', to: `user:${world.cast.vera.id}` }), { name: 'Refusal' })
  await assert.rejects(settle({ do: 'tag', tag: ' # ' }), { name: 'Refusal' })
  assert.deepEqual(await settle({ do: 'tag', tag: ' #Pedidos ' }), { do: 'tag', tag: 'Pedidos' })
})

test('each of many has its row and its event; those that are so already are left out, and so is what is not there', async () => {
  const some = await Promise.all([1, 2, 3].map(() => someConversation(world.db)))
  const ids = some.map(({ id }) => id)
  const [first = ''] = ids
  await world.tx((tx) => close(tx, first, world.cast.nico))
  const changed = await apply('close', [...ids, newId()])
  assert.deepEqual(changed.map(({ id }) => id).sort(), ids.slice(1).sort())
  for (const id of ids) assert.deepEqual(await world.eventsOf(id), ['conversation.closed'])
  const closers = await world.db
    .selectFrom('conversation_closures')
    .select(['conversation_id', 'closed_by'])
    .where('conversation_id', 'in', ids)
    .execute()
  assert.equal(closers.filter((row) => row.closed_by === world.cast.marta.id).length, 2)
})

test('whatever is done to several and undone in turn, every row is as it was', async () => {
  const some = await Promise.all([1, 2, 3, 4].map(() => someConversation(world.db)))
  const ids = some.map(({ id }) => id)
  const names = fc.constantFrom(...deedNames)
  await fc.assert(
    fc.asyncProperty(
      fc.array(names, { maxLength: 4 }),
      fc.array(fc.record({ name: names, of: fc.subarray(ids, { minLength: 1 }) }), { minLength: 1, maxLength: 4 }),
      async (earlier, deeds) => {
        for (const name of earlier) await apply(name, ids.slice(0, 2))
        const before = await rowsOf(ids)
        const run = newId()
        const done: { name: DeedName; changed: Changed[] }[] = []
        for (const { name, of } of deeds) done.push({ name, changed: await apply(name, of, run) })
        for (const { name, changed } of done.toReversed()) {
          const back = await undo(name, changed, run)
          assert.deepEqual(back.sort(), changed.map(({ id }) => id).sort(), name)
        }
        assert.deepEqual(await rowsOf(ids), before)
      },
    ),
    { numRuns: 25 },
  )
})

test('what somebody changed since is left alone', async () => {
  const some = await Promise.all([1, 2, 3].map(() => someConversation(world.db)))
  const ids = some.map(({ id }) => id)
  const [first = '', second = '', third = ''] = ids
  const { nico, olga } = world.cast
  const given = await apply('assign', ids)
  await world.tx((tx) => assign(tx, first, { userId: olga.id }, nico))
  // As it was, but by somebody else, and later: it is theirs now.
  await world.tx((tx) => assign(tx, second, { userId: olga.id }, nico))
  await world.tx((tx) => assign(tx, second, { userId: nico.id }, olga))
  assert.deepEqual(await undo('assign', given), [third])
  const tagged = await apply('tag', ids)
  await world.tx((tx) => tag(tx, first, 'Otra cosa', nico))
  assert.deepEqual((await undo('tag', tagged)).sort(), [...ids].sort())
  const closed = await apply('close', ids)
  const { channel } = some[0] ?? { channel: undefined }
  if (channel) await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: new Date(Date.now() + 9000) }))
  assert.deepEqual((await undo('close', closed)).sort(), [second, third].sort())
})

test('what was brought back is not hidden again once somebody spoke', async () => {
  const { id, channel } = await someConversation(world.db)
  await apply('spam', [id])
  const cleared = await apply('not-spam', [id])
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: new Date() }))
  assert.deepEqual(await undo('not-spam', cleared), [])
})

test('what is merged into another is passed over, and what was done before is not put back under it', async () => {
  const some = await Promise.all([1, 2].map(() => someConversation(world.db)))
  const [fromId = '', intoId = ''] = some.map(({ id }) => id)
  const { marta } = world.cast
  const closed = await apply('close', [fromId, intoId])
  await world.tx((tx) => merge(tx, world.connectors, { fromId, intoId }, marta))
  assert.deepEqual(await undo('close', closed), [])
  const stateOf = async (id: string) =>
    (await world.db.selectFrom('conversations').select('state').where('id', '=', id).executeTakeFirst())?.state
  assert.equal(await stateOf(fromId), 'merged')
  assert.deepEqual(
    (await apply('spam', [fromId, intoId])).map(({ id }) => id),
    [intoId],
  )
  assert.equal(await stateOf(fromId), 'merged')
})
