import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { scripted, someChannel } from '../../test/channel.ts'
import type { TestChannel } from '../../test/talk.ts'
import { storedMessages } from '../conversations/index.ts'
import { take } from '../intake/take.ts'
import { beginFill, findFill, runFill } from './fill.ts'
import { forgetRemoved } from './jobs.ts'
import { createQuery } from './save.ts'
import type { StoredMessages } from './stored-message.ts'
import { createWorld, form, type World } from './world.test-kit.ts'

let world: World
let channel: TestChannel
before(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  await world.app.core.db.deleteFrom('queries').execute()
  channel = await someChannel(world.app.core.db)
})
after(() => world.drop())

const watch = (text: string, name = text): Promise<string> =>
  world.app.core.db.transaction().execute((tx) => createQuery(tx, { name, text, group: '' }, world.cast.marta))

/** The external ids of what a query found. */
async function found(queryId: string): Promise<string[]> {
  const rows = await world.app.core.db
    .selectFrom('mentions')
    .innerJoin('messages', 'messages.id', 'mentions.message_id')
    .select('external_id')
    .where('query_id', '=', queryId)
    .orderBy('external_id')
    .execute()
  return rows.map((row) => row.external_id)
}
const words = (text: string) => ({ body: { text } })

test('what is heard is noted by every query that it matches, once', async () => {
  const [train, both] = [await watch('tren'), await watch('tren OR avión')]
  await world.hear(
    channel,
    { externalId: '1', ...words('El TREN no llega') },
    { externalId: '2', ...words('Un avion') },
  )
  await world.hear(channel, { externalId: '1', ...words('El TREN no llega') })
  assert.deepEqual([await found(train), await found(both)], [['1'], ['1', '2']])
})

test('an edit is matched anew, and what is deleted mentions nothing', async () => {
  const [train, plane] = [await watch('tren'), await watch('avión')]
  const at = (minutes: number) => new Date(Date.UTC(2026, 4, 3, 10, minutes))
  await world.hear(channel, { externalId: '1', ...words('tren') }, { externalId: '2', ...words('tren') })
  await world.hear(channel, { externalId: '1', ...words('avión'), editedAt: at(30) })
  assert.deepEqual([await found(train), await found(plane)], [['2'], ['1']])
  const { db } = world.app.core
  const gone = { heard: [{ kind: 'deletion' as const, externalId: '2' }] }
  await take(db, scripted, channel, gone, { moves: 'nothing', now: new Date(), matching: world.app.board.matching })
  assert.deepEqual(await found(train), [])
})

test('a query that is changed, paused or removed is asked as it is from the next message on', async () => {
  const id = await watch('tren')
  const path = `/listening/queries/${id}`
  const say = (externalId: string, text: string) => world.hear(channel, { externalId, ...words(text) })
  await say('1', 'tren')
  await world.as('marta', path, form('PATCH', { name: 'x', text: 'avión' }))
  await say('2', 'tren')
  await say('3', 'avión')
  await world.as('marta', `${path}/pause`, form('PUT', {}))
  await say('4', 'avión')
  await world.as('marta', `${path}/pause`, form('DELETE', {}))
  await say('5', 'avión')
  await world.as('marta', `${path}/removal`, form('PUT', {}))
  await say('6', 'avión')
  assert.deepEqual(await found(id), ['1', '3', '5'])
})

test('what we say ourselves is no mention, unless the query asks for it', async () => {
  const [any, ours] = [await watch('tren'), await watch('tren is:mine')]
  await world.hear(channel, { externalId: '1', ...words('tren'), author: { externalId: 'us', name: 'Nosotros' } })
  assert.deepEqual([await found(any), await found(ours)], [[], ['1']])
})

test('a message that a person reads otherwise is matched anew', async () => {
  const id = await watch('tren sentiment:negative')
  await world.hear(channel, { externalId: '1', ...words('tren') })
  const { db } = world.app.core
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('channel_id', '=', channel.id)
    .executeTakeFirstOrThrow()
  const reading = { model: 1, depth: 3, mood: 0, score: 0, intents: 0, urgency: 1, abuse: 0, language: 'es' }
  await db
    .insertInto('message_readings')
    .values({ message_id: row.id, ...reading, certainty: Buffer.alloc(12) })
    .execute()
  const correct = (mood: string) => world.as('marta', `/messages/${row.id}/reading`, form('PUT', { mood }))
  await correct('negative')
  assert.deepEqual(await found(id), ['1'])
  const { mood } = await db.selectFrom('mentions').select('mood').executeTakeFirstOrThrow()
  assert.equal(mood, -1)
  const page = await world.as('marta', `/listening/queries/${id}`, { headers: { accept: 'text/html' } })
  assert.match(await page.text(), /id="heard-[\s\S]*?Negative/)
  await correct('positive')
  assert.deepEqual(await found(id), [])
})

test('history is looked through in parts, goes on where it was, and finds what was said in thirty days', async () => {
  const now = Date.now()
  const many = Array.from({ length: 30 }, (_, at) => ({
    externalId: String(at).padStart(2, '0'),
    ...words(at % 3 === 0 ? 'tren' : 'nada'),
    saidAt: new Date(now - (at < 27 ? 1 : 40) * 86_400_000),
  }))
  await world.hear(channel, ...many)
  const { db, clock } = world.app.core
  const id = await watch('tren')
  await db.transaction().execute((tx) => beginFill(tx, id, clock.now()))
  const part: StoredMessages = {
    ...storedMessages,
    before: (at, asked) => storedMessages.before(at, { ...asked, limit: 7 }),
  }
  const once = new AbortController()
  const stopping: StoredMessages = {
    ...part,
    before(at, asked) {
      once.abort()
      return part.before(at, asked)
    },
  }
  // As long as anything that began before the query is being stored, it waits.
  for (let tries = 0; tries < 100 && !once.signal.aborted; tries += 1)
    await runFill(world.app.core, stopping, id, once.signal)
  const halfway = await findFill(db, id)
  assert.deepEqual([halfway?.looked, halfway?.doneAt], [4, null])
  await runFill(world.app.core, part, id, new AbortController().signal)
  assert.equal((await found(id)).length, 9)
  const done = await findFill(db, id)
  assert.ok(done?.doneAt)
  assert.equal(done?.found, 9)
})

test('what was removed long ago goes for good with what it found; the rest stays', async () => {
  const [old, kept] = [await watch('tren'), await watch('tren', 'otra')]
  await world.hear(channel, { externalId: '1', ...words('tren') })
  const { db } = world.app.core
  await world.as('marta', `/listening/queries/${old}/removal`, form('PUT', {}))
  await forgetRemoved(db)
  assert.deepEqual(await found(old), ['1'])
  await db
    .updateTable('query_removals')
    .set({ removed_at: new Date(Date.now() - 31 * 86_400_000) })
    .execute()
  await forgetRemoved(db)
  const left = await db.selectFrom('queries').select('id').execute()
  assert.deepEqual([left.map((query) => query.id), await found(kept)], [[kept], ['1']])
})

test('a topic that a person puts on a message is found by its name from then on, and no more when it is taken off', async () => {
  const { db } = world.app.core
  const messageTopic = (method: string) => {
    const name = encodeURIComponent('Molienda')
    return async (id: string) => world.as('marta', `/messages/${id}/topics/${name}`, form(method, {}))
  }
  await world.hear(channel, { externalId: '1', ...words('El café viene molido') })
  const { id } = await db
    .selectFrom('messages')
    .select('id')
    .where('channel_id', '=', channel.id)
    .executeTakeFirstOrThrow()
  await messageTopic('PUT')(id)
  const query = await watch('topic:molienda')
  assert.deepEqual(await found(query), [], 'nothing was said since')
  await messageTopic('DELETE')(id)
  await messageTopic('PUT')(id)
  assert.deepEqual(await found(query), ['1'])
  await messageTopic('DELETE')(id)
  assert.deepEqual(await found(query), [])
})
