import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted, someChannel, testCipher } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { minute, said, us } from '../../test/talk.ts'
import type { Heard } from '../connectors/index.ts'
import { modelOf } from '../conversations/index.ts'
import { readConfig } from '../core/config.ts'
import { createLog } from '../core/log.ts'
import { untrustedHtml } from '../lib/html.ts'
import type { Said } from '../reading/index.ts'
import { readDue } from './read-due.ts'
import { take } from './take.ts'
import { tinyProgram, tinyReader } from './understand.test-kit.ts'
import { createUnderstanding, type Intake, type Understanding } from './understand.ts'

const world = { database: undefined as unknown as Awaited<ReturnType<typeof testDatabase>> }
const log = createLog('silent')
const patience = { perQuestionMs: 1_500, perBatchMs: 30_000, toBeginMs: 30_000, toLearnMs: 60_000 }
const understanding = createUnderstanding(log, { program: tinyProgram, patience })
before(async () => {
  world.database = await testDatabase()
})
after(async () => {
  await understanding.stop()
  await world.database.drop()
})

const intake = (reader: Understanding): Intake => ({
  core: {
    config: readConfig({ DATABASE_URL: world.database.url, TERTULIA_KEY: '11'.repeat(32) }),
    db: world.database.db,
    pool: world.database.pool,
    log,
    clock: { now: () => new Date() },
    cipher: testCipher,
  },
  connectors: new Map(),
  http: () => {
    throw new Error('Nobody is asked.')
  },
  understanding: reader,
})
const never = new AbortController().signal

type Channel = Awaited<ReturnType<typeof someChannel>>
const taking = (channel: Channel, heard: Heard[], reader: Understanding | undefined = understanding) =>
  take(world.database.db, scripted, channel, { heard }, { moves: 'nothing', now: minute(50), understanding: reader })

const words = (externalId: string, text: string, more: Parameters<typeof said>[1] = {}) =>
  said(externalId, { body: { text }, ...more })

const readingsOf = (channel: Channel) =>
  world.database.db
    .selectFrom('messages as m')
    .leftJoin('message_readings as r', 'r.message_id', 'm.id')
    .select(['m.external_id', 'r.model', 'r.depth', 'r.mood', 'r.intents', 'r.urgency', 'r.abuse', 'r.language'])
    .where('m.channel_id', '=', channel.id)
    .orderBy('m.external_id')
    .execute()

const conversationOf = (channel: Channel) =>
  world.database.db
    .selectFrom('conversations')
    .select(['language', 'mood', 'intents', 'urgency', 'abuse'])
    .where('channel_id', '=', channel.id)
    .executeTakeFirstOrThrow()

const due = () => world.database.db.selectFrom('readings_due').selectAll().execute()

test('what comes in is stored with what was understood of it; our own words are not read', async () => {
  const channel = await someChannel(world.database.db)
  await taking(channel, [
    words('1', 'esto va mal', { subject: 'hoy' }),
    words('2', '¿cuándo?', { parentExternalId: '1', saidAt: minute(2) }),
    words('3', 'mal', { parentExternalId: '1', author: us, saidAt: minute(3) }),
  ])
  const model = modelOf('tiny-1')
  assert.deepEqual(await readingsOf(channel), [
    { external_id: '1', model, depth: 3, mood: -1, intents: 1, urgency: 2, abuse: 0, language: 'es' },
    { external_id: '2', model, depth: 3, mood: 0, intents: 2, urgency: 1, abuse: 0, language: 'es' },
    {
      external_id: '3',
      model: null,
      depth: null,
      mood: null,
      intents: null,
      urgency: null,
      abuse: null,
      language: null,
    },
  ])
  assert.deepEqual(await due(), [])
})

test('a conversation reads as what was said since we last spoke, whether it came at once or bit by bit', async () => {
  const talk = [
    words('1', 'idiota, esto va mal', { saidAt: minute(1) }),
    words('2', 'lo vemos', { parentExternalId: '1', author: us, saidAt: minute(2) }),
    words('3', '¿cuándo? lo quiero hoy', { parentExternalId: '1', saidAt: minute(3) }),
    words('4', 'gracias', { parentExternalId: '1', saidAt: minute(4) }),
  ]
  const expected = { language: 'es', mood: 1, intents: 2 | 16, urgency: 2, abuse: 0 }
  for (const batches of [[talk], talk.map((one) => [one]), talk.toReversed().map((one) => [one])]) {
    const channel = await someChannel(world.database.db)
    for (const batch of batches) await taking(channel, batch)
    assert.deepEqual(await conversationOf(channel), expected)
  }
})

test('an edit is read again, a deletion takes the reading with the words', async () => {
  const channel = await someChannel(world.database.db)
  await taking(channel, [words('1', 'va mal')])
  await taking(channel, [words('1', 'gracias', { editedAt: minute(9) })])
  assert.deepEqual([(await readingsOf(channel))[0]?.mood, (await conversationOf(channel)).mood], [1, 1])
  await taking(channel, [{ kind: 'deletion', externalId: '1' }])
  assert.deepEqual([(await readingsOf(channel))[0]?.mood, (await conversationOf(channel)).mood], [null, null])
})

test('what its reader dies of is stored unread, and called unreadable after some tries; its neighbours are read', async () => {
  const channel = await someChannel(world.database.db)
  await taking(channel, [
    words('1', 'muere'),
    words('2', 'va mal'),
    words('3', 'x', { body: { html: untrustedHtml('<b>mal</b>') } }),
  ])
  assert.equal((await due()).length, 3)
  await readDue(intake(understanding), never)
  assert.deepEqual(
    (await readingsOf(channel)).map((row) => [row.depth, row.mood]),
    [
      [0, 0],
      [3, -1],
      [3, -1],
    ],
  )
  assert.deepEqual(await due(), [])
})

test('what came without a reader, and what an older one read, is read from the newest back; the place is kept', async () => {
  const { db } = world.database
  const channel = await someChannel(db)
  await taking(channel, [words('1', 'va mal'), words('2', 'hola'), words('3', 'mal', { author: us })])
  const before = await readingsOf(channel)
  const harmless = (all: readonly Said[]) => all.map(({ text }) => ({ text: text.replace('muere', 'hola') }))
  const newer: Understanding = {
    ...understanding,
    version: async () => 'tiny-2',
    read: async (all) =>
      tinyReader()
        .read(harmless(all))
        .map((reading) => ({ reading, topics: [] })),
  }
  await readDue(intake(newer), never)
  const model = modelOf('tiny-2')
  assert.deepEqual(
    await readingsOf(channel),
    before.map((row) => (row.model === null ? row : { ...row, model })),
  )
  const walk = await db.selectFrom('reading_walks').selectAll().where('model', '=', model).executeTakeFirstOrThrow()
  assert.ok(walk.done_at)
  assert.ok(walk.read >= 2)
})

test('when there is no reader at all, everything waits for one', async () => {
  const channel = await someChannel(world.database.db)
  const none: Understanding = { ...understanding, version: async () => undefined, read: async () => [] }
  await taking(channel, [words('1', 'va mal')], none)
  await readDue(intake(none), never)
  assert.deepEqual(
    (await due()).map(({ tries }) => tries),
    [0],
  )
  await readDue(intake(understanding), never)
  assert.equal((await readingsOf(channel))[0]?.mood, -1)
})
