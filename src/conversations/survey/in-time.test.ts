import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { scripted, someChannel } from '../../../test/channel.ts'
import { heard, rosa, said, type TestChannel, us } from '../../../test/talk.ts'
import { type HeardMessage, registry } from '../../connectors/index.ts'
import { subscribe } from '../../core/events.ts'
import { close } from '../close.ts'
import { findConversation } from '../conversation.ts'
import { reply } from '../reply.ts'
import { createWorld, json } from '../world.test-kit.ts'
import { askDue } from './ask.ts'
import { secretsIn } from './link.ts'
import { findAsked, mark } from './mark.ts'
import { saveSetting, settingGiven } from './save-setting.ts'
import { usualQuestions } from './setting.ts'
import { surveySubscribers } from './subscribers.ts'

let now = new Date()
const world = await createWorld(registry([scripted]), { now: () => now })
after(() => world.drop())
subscribe({ inTx: new Map(), together: surveySubscribers(world.connectors).together, later: new Map() })
beforeEach(async () => {
  await sql`truncate survey_settings, surveys, survey_refusals cascade`.execute(world.db)
})

const at = (minutes: number) => new Date(Date.now() - 3_600_000 + minutes * 60_000)
const ours = (id: string, parentExternalId: string, more: Partial<HeardMessage> = {}) =>
  said(id, { author: us, parentExternalId, saidAt: at(3), ...more })
const someone = (id: string) => said(id, { author: { externalId: `p-${id}`, name: `P ${id}` }, saidAt: at(1) })
const closed = (id: string) => world.tx((tx) => close(tx, id, world.cast.marta))

/** A window that asks everybody. */
async function askingWindow(): Promise<TestChannel> {
  const channel = await someChannel(world.db)
  const { en, es } = usualQuestions
  const setting = { on: true, question_en: en, question_es: es, after_minutes: 60, every_days: 30, in_public: true }
  const long = new Date(Date.UTC(2020, 0, 1))
  await world.tx((tx) => saveSetting(tx, channel.id, settingGiven.parse(setting), world.cast.nico, long))
  return channel
}

const conversationsAt = async ({ id }: TestChannel): Promise<string[]> => {
  const rows = await world.db
    .selectFrom('conversations')
    .select('id')
    .where('channel_id', '=', id)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** So many days on, at noon. */
async function askedAfter(days: number): Promise<number> {
  now = new Date(Date.now() + days * 86_400_000)
  now.setUTCHours(10, 0, 0, 0)
  return askDue(world.core, world.connectors)
}

const saidAt = async ({ id }: TestChannel) =>
  world.db
    .selectFrom('deliveries')
    .selectAll()
    .where('channel_id', '=', id)
    .where('text', 'like', '%/asked/%')
    .orderBy('position')
    .execute()

test('what they answered stays, and its links work, when the network ties two threads that were closed together', async () => {
  const channel = await askingWindow()
  const b = said('b', { author: rosa, saidAt: at(2) })
  await heard(world.db, channel, said('a', { saidAt: at(1) }), b, ours('a1', 'a'), ours('b1', 'b'))
  const ids = await conversationsAt(channel)
  await world.tx(async (tx) => {
    for (const id of ids) await close(tx, id, world.cast.marta)
  })
  assert.equal(await askedAfter(1), 2)
  const secrets = (await saidAt(channel)).flatMap(({ text }) => secretsIn(text))
  assert.equal(secrets.length, 2)
  await sql`update deliveries set state = 'sent' where channel_id = ${channel.id}`.execute(world.db)
  for (const [nth, secret] of secrets.entries())
    await world.tx((tx) => mark(tx, secret, { mark: nth + 1, words: 'Gracias' }, now))
  await heard(world.db, channel, said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: at(4) }))
  const [into = '', ...others] = await conversationsAt(channel)
  assert.deepEqual(others, [])
  const found = await Promise.all(secrets.map((secret) => findAsked(world.db, secret)))
  assert.deepEqual(
    found.map((one) => [one?.conversationId, one?.mark, one?.words]),
    [
      [into, 1, 'Gracias'],
      [into, 2, 'Gracias'],
    ],
  )
})

test('a question on its way when its thread is tied to another still answers nobody', async () => {
  const channel = await askingWindow()
  await heard(
    world.db,
    channel,
    said('a', { saidAt: at(1) }),
    said('b', { author: rosa, saidAt: at(2) }),
    ours('b1', 'b'),
  )
  const { conversation_id: id } = await world.db
    .selectFrom('messages')
    .select('conversation_id')
    .where('channel_id', '=', channel.id)
    .where('external_id', '=', 'b')
    .executeTakeFirstOrThrow()
  await closed(id)
  assert.equal(await askedAfter(1), 1)
  const [question] = await saidAt(channel)
  await heard(world.db, channel, said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: at(4) }))
  const [into = ''] = await conversationsAt(channel)
  const { waitingSince } = await findConversation(world.db, into)
  assert.ok(waitingSince)
  await heard(world.db, channel, ours('q', 'b', { body: { text: question?.text ?? '' }, saidAt: new Date() }))
  assert.deepEqual((await findConversation(world.db, into)).waitingSince, waitingSince)
})

test('one of us who answers waits for a handful of questions at most, however many were closed', async () => {
  const channel = await askingWindow()
  const other = await askingWindow()
  const many = Array.from({ length: 12 }, (_, nth) => [someone(`m${nth}`), ours(`o${nth}`, `m${nth}`)]).flat()
  await heard(world.db, channel, ...many)
  await heard(world.db, other, someone('n'), ours('n1', 'n'))
  const [answered = '', ...ids] = await conversationsAt(channel)
  for (const id of [...ids, ...(await conversationsAt(other))]) await closed(id)
  await askedAfter(1)
  await askedAfter(1)
  assert.equal((await saidAt(other)).length, 1, 'a window that is behind holds up no other')
  const waiting = await saidAt(channel)
  assert.ok(waiting.length > 0 && waiting.length <= 3, String(waiting.length))
  // An answer of ours that waits is none of them, and keeps none from being asked.
  await world.tx((tx) => reply(tx, world.connectors, answered, { text: 'Ya voy.' }, world.cast.marta))
  await sql`update deliveries set state = 'sent' where channel_id = ${channel.id} and text like '%/asked/%'`.execute(
    world.db,
  )
  await askedAfter(1)
  assert.ok((await saidAt(channel)).length > waiting.length, 'it goes on when they have left')
})

test('nobody is asked how it went before our answer has left', async () => {
  const channel = await askingWindow()
  await heard(
    world.db,
    channel,
    someone('z'),
    ours('z1', 'z'),
    said('z2', { author: { externalId: 'p-z', name: 'P z' }, parentExternalId: 'z', saidAt: at(4) }),
  )
  const [id = ''] = await conversationsAt(channel)
  const leavesAt = new Date(Date.now() + 5 * 86_400_000)
  await world.tx(async (tx) => {
    await reply(tx, world.connectors, id, { text: 'El lunes abrimos.', leavesAt }, world.cast.marta)
    await close(tx, id, world.cast.marta)
  })
  assert.equal(await askedAfter(1), 0)
  const survey = await world.db.selectFrom('surveys').select(['state', 'ask_at']).executeTakeFirstOrThrow()
  assert.equal(survey.state, 'planned')
  assert.ok(survey.ask_at >= leavesAt, survey.ask_at.toISOString())
  await sql`update deliveries set state = 'sent' where channel_id = ${channel.id}`.execute(world.db)
  assert.equal(await askedAfter(7), 1)
})

test('none of us reads the link of a question, neither in what a search finds nor in what is quoted', async () => {
  const channel = await askingWindow()
  await heard(world.db, channel, someone('s'), ours('s1', 's'))
  const [id = ''] = await conversationsAt(channel)
  await closed(id)
  assert.equal(await askedAfter(1), 1)
  const [question] = await saidAt(channel)
  const [secret = assert.fail()] = secretsIn(question?.text ?? '')
  const text = `Valora zanahoria: http://localhost/asked/${secret}`
  const answer = said('s2', { author: { externalId: 'p-s', name: 'P s' }, parentExternalId: 'q', saidAt: new Date() })
  await heard(world.db, channel, ours('q', 's', { body: { text }, saidAt: new Date() }), answer)
  for (const path of ['/conversations?q=zanahoria', `/conversations/${id}`, '/conversations']) {
    const found = await (await world.as(world.cast.marta)(path, json('GET'))).text()
    assert.ok(!found.includes(secret.slice(0, 8)), path)
    if (path.includes('?q')) assert.match(found, /zanahoria/)
  }
  await sql`insert into message_revisions (message_id, replaced_at, text) select id, said_at, text from messages
    where external_id = 'q' and channel_id = ${channel.id}`.execute(world.db)
  await sql`update messages set edited_at = said_at where external_id = 'q' and channel_id = ${channel.id}`.execute(
    world.db,
  )
  await sql`update conversations set last_message_id = (select id from messages where external_id = 'q'
    and channel_id = ${channel.id}) where id = ${id}`.execute(world.db)
  for (const path of ['/conversations', `/conversations/${id}`]) {
    const found = await (await world.as(world.cast.marta)(path, json('GET'))).text()
    assert.match(found, /zanahoria/)
    assert.ok(!found.includes(secret.slice(0, 8)), `${path}, after it was changed there`)
  }
})
