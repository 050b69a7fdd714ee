import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { scripted, someChannel } from '../../test/channel.ts'
import { minute, said, us } from '../../test/talk.ts'
import type { Heard } from '../connectors/index.ts'
import { take } from '../intake/take.ts'
import { tinyInPlace } from '../intake/understand.test-kit.ts'
import { correct, undoCorrections } from './correct.ts'
import { findMessage } from './message.ts'
import { createWorld, form, type World } from './world.test-kit.ts'

const world: { it?: World } = {}
const w = (): World => {
  if (!world.it) throw new Error('Before the world was made.')
  return world.it
}
before(async () => {
  world.it = await createWorld()
})
after(() => w().drop())

type Channel = Awaited<ReturnType<typeof someChannel>>

const taking = (channel: Channel, heard: Heard[]) =>
  take(w().db, scripted, channel, { heard }, { moves: 'nothing', now: minute(50), understanding: tinyInPlace })

/** A message of theirs, read; and where it stands. */
async function read(text: string, ...more: Heard[]): Promise<{ id: string; conversationId: string; channel: Channel }> {
  const channel = await someChannel(w().db)
  await taking(channel, [said('1', { body: { text } }), ...more])
  const row = await w()
    .db.selectFrom('messages')
    .select(['id', 'conversation_id as conversationId'])
    .where('channel_id', '=', channel.id)
    .where('external_id', '=', '1')
    .executeTakeFirstOrThrow()
  return { ...row, channel }
}

const readingOf = async (id: string) => (await findMessage(w().db, id)).reading
const stateOf = (conversationId: string) =>
  w()
    .db.selectFrom('conversations')
    .select(['mood', 'urgency', 'intents'])
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()

test('what a person says stands from then on, with who and when, in the message and its conversation', async () => {
  const { marta } = w().cast
  const { id, conversationId } = await read('va mal')
  await w().tx((tx) => correct(tx, id, { mood: 'positive', intents: ['praise', 'other'], urgency: 3 }, marta))
  const reading = await readingOf(id)
  assert.deepEqual(
    [reading?.mood, reading?.intents, reading?.urgency, reading?.abuse],
    ['positive', ['praise'], 3, 'none'],
  )
  assert.deepEqual(
    reading?.corrections.map(({ what, was, becomes, by }) => [what, was, becomes, by?.name]).toSorted(),
    [
      ['intents', 'complaint', 'praise', marta.name],
      ['mood', 'negative', 'positive', marta.name],
      ['urgency', '1', '3', marta.name],
    ],
  )
  assert.deepEqual(await stateOf(conversationId), { mood: 1, urgency: 3, intents: 8 })
  assert.deepEqual(await w().eventsOf(conversationId), ['message.corrected'])
})

test('an edit and another reader leave alone what a person decided', async () => {
  const { id, channel } = await read('va mal')
  await w().tx((tx) => correct(tx, id, { mood: 'neutral' }, w().cast.marta))
  await taking(channel, [said('1', { body: { text: 'va mal, lo quiero hoy' }, editedAt: minute(9) })])
  const reading = await readingOf(id)
  assert.deepEqual([reading?.mood, reading?.urgency], ['neutral', 2])
})

test('corrected twice and taken back, it reads as the machine had said; all of it is remembered', async () => {
  const { marta } = w().cast
  const { id, conversationId } = await read('va mal')
  await w().tx((tx) => correct(tx, id, { mood: 'neutral' }, marta))
  await w().tx((tx) => correct(tx, id, { mood: 'positive', abuse: 'insult' }, marta))
  await w().tx((tx) => undoCorrections(tx, id, 'mood', marta))
  const reading = await readingOf(id)
  assert.deepEqual([reading?.mood, reading?.abuse], ['negative', 'insult'])
  await w().tx((tx) => undoCorrections(tx, id, undefined, marta))
  assert.deepEqual([(await readingOf(id))?.abuse, (await stateOf(conversationId)).mood], ['none', -1])
  const { rows } = await sql<{ what: string; was: string; stands: boolean }>`
    select what, was, undone_at is null as stands from reading_corrections where message_id = ${id} order by what, at`.execute(
    w().db,
  )
  assert.deepEqual(
    rows.map(({ what, was, stands }) => [what, was, stands]),
    [
      ['abuse', 'none', false],
      ['mood', 'negative', false],
      ['mood', 'negative', false],
    ],
  )
})

test('saying what it says already changes nothing', async () => {
  const { id, conversationId } = await read('va mal')
  await w().tx((tx) => correct(tx, id, { mood: 'negative', intents: ['complaint'] }, w().cast.marta))
  assert.deepEqual((await readingOf(id))?.corrections, [])
  assert.deepEqual(await w().eventsOf(conversationId), [])
})

test('who may, and what cannot be', async () => {
  const { id } = await read('va mal')
  const put = (by: Parameters<World['as']>[0], body: Record<string, string>, path = id) =>
    w().as(by)(`/messages/${path}/reading`, form('put', body))
  assert.equal((await put(w().cast.vera, { mood: 'neutral' })).status, 403)
  assert.equal((await put(w().cast.marta, { mood: 'furious' })).status, 422)
  assert.equal((await put(w().cast.marta, { mood: 'neutral' }, '0190a0a0-0000-7000-8000-000000000000')).status, 404)
  const unread = await someChannel(w().db)
  await take(
    w().db,
    scripted,
    unread,
    { heard: [said('1'), said('2', { author: us })] },
    { moves: 'nothing', now: minute(5) },
  )
  const ids = await w()
    .db.selectFrom('messages')
    .select('id')
    .where('channel_id', '=', unread.id)
    .orderBy('external_id')
    .execute()
  const statuses = await Promise.all(
    ids.map(async (row) => (await put(w().cast.marta, { mood: 'neutral' }, row.id)).status),
  )
  assert.deepEqual(statuses, [409, 404])
})

test('the page tells why, marks the words, and takes a correction without script; its way back is there', async () => {
  for (const [language, what, undo] of [
    ['en', 'Negative', 'Undo'],
    ['es', 'Negativo', 'Deshacer'],
  ] as const) {
    const { id, conversationId } = await read('mal y <b>peor</b>')
    const ask = w().as(w().cast.marta, language)
    const page = async () => (await ask(`/messages/${id}/reading`, { headers: { accept: 'text/html' } })).text()
    const before = await page()
    assert.match(before, new RegExp(`<b>${what}</b>`))
    assert.match(before, /<mark>mal<\/mark> y &lt;b&gt;peor/)
    const sent = await ask(
      `/messages/${id}/reading`,
      form('put', { intents: 'question', back: `/messages/${id}/reading` }),
    )
    assert.deepEqual([sent.status, sent.headers.get('location')], [303, `/messages/${id}/reading`])
    assert.match(await page(), new RegExp(undo))
    const thread = await (await ask(`/conversations/${conversationId}`, { headers: { accept: 'text/html' } })).text()
    assert.match(thread, new RegExp(`id="reading-${id}"[\\s\\S]*${what}[\\s\\S]*${w().cast.marta.name}`))
    const taken = await ask(`/messages/${id}/reading`, form('delete', { what: 'intents' }))
    assert.equal(taken.status, 303)
    assert.doesNotMatch(await page(), new RegExp(undo))
  }
})

test('a program reads it with its reasons', async () => {
  const { id } = await read('mal')
  const answer = await w().as(w().cast.vera)(`/messages/${id}/reading`, { headers: { accept: 'application/json' } })
  const { reasons, mood } = JSON.parse(await answer.text())
  assert.equal(mood, 'negative')
  assert.deepEqual(reasons[0], { of: 'sentiment:negative', words: 'mal', weight: 1.5 })
})
