import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { minute, said, someConversation } from '../../../test/talk.ts'
import { newId } from '../../lib/ids.ts'
import { findMessage } from '../message.ts'
import { createWorld, type World } from '../world.test-kit.ts'
import { countAlong } from './compare.ts'
import { rearrangementsAsked } from './find.ts'
import { relatedAsked } from './link.ts'
import { split } from './split.ts'
import { findPlaces, type Spot } from './spot.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

/** What a question asks of every row of a table, because no index finds them. */
const askedOfAll = (asked: RawBuilder<unknown>): Promise<string[]> =>
  world.tx(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${asked}`.execute(tx)
    return rows.map((row) => row['QUERY PLAN']).filter((line) => /Seq Scan on|Filter: .*SubPlan/.test(line))
  })

test('what a conversation has to do with others is found by indexes, whatever there is elsewhere', async () => {
  const id = newId()
  assert.deepEqual([await askedOfAll(relatedAsked(id)), await askedOfAll(rearrangementsAsked(id))], [[], []])
})

const tookMs = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

test('what would go along is counted in one pass, and is what goes', async () => {
  const { id, messageIds } = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', rootExternalId: '1', saidAt: minute(2) }),
    said('3', { parentExternalId: '2', rootExternalId: '1', saidAt: minute(3) }),
    // What it answers has not been heard: it hangs on the root.
    said('4', { parentExternalId: 'unheard', rootExternalId: '2', saidAt: minute(4) }),
    said('5', { parentExternalId: '1', rootExternalId: '1', saidAt: minute(5) }),
  )
  const messageId = messageIds[1] ?? ''
  assert.deepEqual(await countAlong(world.db, await findMessage(world.db, messageId)), { under: 3, after: 4, all: 5 })
  const { toId } = await world.tx((tx) => split(tx, world.connectors, { messageId, scope: 'under' }, world.cast.marta))
  const { rows } = await sql<{ count: number }>`
    select message_count as count from conversations where id in (${id}, ${toId}) order by 1`.execute(world.db)
  assert.deepEqual(
    rows.map(({ count }) => count),
    [2, 3],
  )
})

test('a chain of thousands of answers is counted at once', async () => {
  const chain = 5_000
  const { id, messageIds } = await someConversation(world.db)
  await sql`
    insert into messages (id, channel_id, conversation_id, identity_id, external_id, parent_external_id, root_external_id,
        visibility, text, said_at, is_ours, concerns_us, search)
    select gen_random_uuid(), channel_id, conversation_id, identity_id, (n + 1)::text, n::text, '1', visibility, '',
      said_at + n * interval '1 second', false, true, ''
    from messages, generate_series(1, ${chain - 1}) as n where conversation_id = ${id}`.execute(world.db)
  await sql`analyze messages`.execute(world.db)
  const message = await findMessage(world.db, messageIds[0] ?? '')
  assert.deepEqual(await countAlong(world.db, message), { under: chain, after: chain, all: chain })
  const took = await tookMs(() => countAlong(world.db, message))
  assert.ok(took < 2_000, `${Math.round(took)} ms`)
})

test('a batch into thousands of conversations finds its places at once', async () => {
  const spots = new Map<string, Spot>()
  const threadOf = new Map<string, string>()
  const fresh = Array.from({ length: 30_000 }, (_, at) => {
    const id = newId()
    spots.set(`above-${at}`, { conversationId: id, homeId: id, threadId: id, isAwaited: false })
    threadOf.set(`fresh-${at}`, id)
    return { externalId: `fresh-${at}`, parentExternalId: `above-${at}`, rootExternalId: null, saidAt: minute(at) }
  })
  const took = await tookMs(() => world.tx((tx) => findPlaces(tx, fresh, threadOf, spots)))
  assert.ok(took < 2_000, `${Math.round(took)} ms`)
})
