import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted, someChannel, testCipher } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { minute, rosa, said } from '../../test/talk.ts'
import type { Heard } from '../connectors/index.ts'
import { findLearned, findLessons } from '../conversations/index.ts'
import { readConfig } from '../core/config.ts'
import { createLog } from '../core/log.ts'
import { newId } from '../lib/ids.ts'
import { learn } from './learn.ts'
import { take } from './take.ts'
import { tinyProgram } from './understand.test-kit.ts'
import { createUnderstanding, type Intake } from './understand.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let board: Intake
const log = createLog('silent')
const patience = { perQuestionMs: 30_000, perBatchMs: 30_000, toBeginMs: 30_000, toLearnMs: 60_000 }
const understanding = createUnderstanding(log, { program: tinyProgram, patience })
before(async () => {
  database = await testDatabase()
  const config = readConfig({ DATABASE_URL: database.url, TERTULIA_KEY: '11'.repeat(32) })
  const { db, pool } = database
  const http = () => {
    throw new Error('Nobody is asked.')
  }
  const core = { config, db, pool, log, clock: { now: () => new Date() }, cipher: testCipher }
  board = { core, connectors: new Map(), http, understanding }
})
after(async () => {
  await understanding.stop()
  await database.drop()
})

const hear = async (...heard: Heard[]) => {
  const channel = await someChannel(database.db)
  await take(database.db, scripted, channel, { heard }, { moves: 'nothing', now: minute(50), understanding })
  return database.db
    .selectFrom('messages')
    .selectAll()
    .where('channel_id', '=', channel.id)
    .orderBy('external_id')
    .execute()
}
const words = (id: string, text: string, more: Parameters<typeof said>[1] = {}) => said(id, { body: { text }, ...more })

const decide = (messageId: string, becomes: string) =>
  database.db
    .insertInto('reading_corrections')
    .values({
      id: newId(),
      message_id: messageId,
      what: 'mood',
      was: 'negative',
      becomes,
      by: null,
      undone_by: null,
      undone_at: null,
    })
    .execute()

test('what people said of messages becomes lessons; undone ones, suggestions and removed topics do not', async () => {
  const { db } = database
  const [one] = await hear(words('1', 'va mal', { subject: 'Café' }))
  assert.ok(one)
  await decide(one.id, 'positive')
  const topics = ['Molinos', 'Viejo'].map((name) => ({
    id: newId(),
    name,
    made_by: null,
    removed_at: name === 'Viejo' ? new Date() : null,
  }))
  await db.insertInto('topics').values(topics).execute()
  const said = { message_id: one.id, p: null, by: null }
  await db
    .insertInto('message_topics')
    .values(topics.map(({ id }) => ({ ...said, topic_id: id, says: 'yes' as const })))
    .execute()
  const about = { text: 'Café\n\nva mal', language: 'es' }
  assert.deepEqual(await findLessons(db), [
    { ...about, what: 'mood', becomes: 'positive' },
    { ...about, what: `topic:${topics[0]?.id}`, becomes: 'yes' },
  ])
})

test('a topic that was learned is suggested for what comes in from then on; what a person said stands', async () => {
  const { db } = database
  await learn(board)
  assert.equal((await findLearned(db))?.lessons, 2)
  const [one] = await hear(words('1', 'se rompió el molino'), words('2', 'hola'))
  const suggested = await db.selectFrom('message_topics').selectAll().where('says', '=', 'perhaps').execute()
  assert.deepEqual(
    suggested.map(({ message_id, p }) => [message_id, p]),
    [[one?.id, 0.75]],
  )
})

test('what does harm is kept as not used, and the thread reads as it was shipped', async () => {
  const { db } = database
  const [one] = await hear(words('1', 'va mal'))
  assert.ok(one)
  await decide(one.id, 'neutral')
  await learn(board)
  const learned = await findLearned(db)
  assert.deepEqual([learned?.lessons, learned?.layer, learned?.figures[0]?.taught], [3, null, 0.5])
  assert.equal(await understanding.version(), 'tiny-1')
  await db.updateTable('reading_corrections').set({ undone_at: new Date() }).execute()
  await learn(board)
  assert.equal(await understanding.version(), 'tiny-1+1')
  await db.deleteFrom('message_topics').execute()
  await learn(board)
  assert.equal(await understanding.version(), 'tiny-1')
})

test('what somebody says again is read with what they said before, in this batch or an earlier one; others are not', async () => {
  const again = (id: string, minutes: number, more = {}) =>
    words(id, 'otra vez', { parentExternalId: '1', saidAt: minute(minutes), ...more })
  const channel = await someChannel(database.db)
  const how = { moves: 'nothing' as const, now: minute(50), understanding }
  await take(database.db, scripted, channel, { heard: [words('1', 'va mal'), again('2', 2)] }, how)
  await take(database.db, scripted, channel, { heard: [again('3', 3), again('4', 4, { author: rosa })] }, how)
  const rows = await database.db
    .selectFrom('messages as m')
    .innerJoin('message_readings as r', 'r.message_id', 'm.id')
    .select(['m.external_id', 'r.intents', 'r.mood', 'r.urgency'])
    .where('m.channel_id', '=', channel.id)
    .orderBy('m.external_id')
    .execute()
  assert.deepEqual(
    rows.map(({ intents, mood, urgency }) => [intents, mood, urgency]),
    [
      [1, -1, 1],
      [1, -1, 2],
      [1, -1, 2],
      [128, 0, 1],
    ],
  )
})
