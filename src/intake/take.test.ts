import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted, someChannel } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import type { Heard, HeardMessage } from '../connectors/index.ts'
import { untrustedHtml } from '../lib/html.ts'
import { LeaseLost, take } from './take.ts'

const world = { database: undefined as unknown as Awaited<ReturnType<typeof testDatabase>> }
before(async () => {
  world.database = await testDatabase()
})
after(() => world.database.drop())

const at = (minute: number) => new Date(Date.UTC(2026, 4, 3, 10, minute))
const said = (externalId: string, more: Partial<HeardMessage> = {}): Heard => ({
  kind: 'message',
  message: {
    externalId,
    author: { externalId: 'https://example.org/@lucas', name: 'Lucas' },
    body: { text: `Hola ${externalId}` },
    media: [],
    visibility: 'public',
    saidAt: at(1),
    ...more,
  },
})

const taking = async (heard: Heard[], channel: Awaited<ReturnType<typeof someChannel>>, cursor = 1) =>
  take(world.database.db, scripted, channel, { heard, cursor, more: false }, { moves: 'newest', now: at(50) })

const messagesOf = (channelId: string) =>
  world.database.db
    .selectFrom('messages')
    .selectAll()
    .where('channel_id', '=', channelId)
    .orderBy('external_id')
    .execute()

test('a message heard twice is here once, and the cursor has moved with it', async () => {
  const { db } = world.database
  const channel = await someChannel(db)
  const first = await taking([said('1'), said('2', { parentExternalId: '1' })], channel, 7)
  const again = await taking([said('2', { parentExternalId: '1' }), said('1')], channel, 8)
  assert.deepEqual([first.fresh, again.fresh], [2, 0])
  const rows = await messagesOf(channel.id)
  assert.equal(rows.length, 2)
  assert.equal(rows[0]?.conversation_id, rows[1]?.conversation_id)
  const hearing = await db
    .selectFrom('channel_hearings')
    .selectAll()
    .where('channel_id', '=', channel.id)
    .executeTakeFirstOrThrow()
  assert.equal(hearing.cursor, 8)
})

test('a reply heard before its parent waits for it, and two threads that turn out to be one become one', async () => {
  const { db } = world.database
  const channel = await someChannel(db)
  await taking([said('b', { parentExternalId: 'a' }), said('z')], channel)
  const before = await messagesOf(channel.id)
  assert.notEqual(before[0]?.conversation_id, before[1]?.conversation_id)
  await taking([said('a', { parentExternalId: 'z' })], channel)
  const after = await messagesOf(channel.id)
  assert.equal(new Set(after.map((row) => row.conversation_id)).size, 1)
  const unions = await db
    .selectFrom('conversation_unions')
    .selectAll()
    .where('conversation_id', '=', after[0]?.conversation_id ?? '')
    .execute()
  assert.equal(unions.length, 1)
  const conversation = await db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', after[0]?.conversation_id ?? '')
    .executeTakeFirstOrThrow()
  assert.equal(conversation.message_count, 3)
  assert.equal(
    (await db.selectFrom('awaited_messages').selectAll().where('channel_id', '=', channel.id).execute()).length,
    0,
  )
})

test('the latest edit stands, whatever the order, and what was said before is kept', async () => {
  const { db } = world.database
  const channel = await someChannel(db)
  await taking([said('1')], channel)
  await taking([said('1', { body: { text: 'tercera' }, editedAt: at(9) })], channel)
  await taking([said('1', { body: { text: 'segunda' }, editedAt: at(5) }), said('1')], channel)
  const [row] = await messagesOf(channel.id)
  assert.equal(row?.text, 'tercera')
  const revisions = await db
    .selectFrom('message_revisions')
    .select('text')
    .where('message_id', '=', row?.id ?? '')
    .execute()
  assert.deepEqual(
    revisions.map(({ text }) => text),
    ['Hola 1'],
  )
})

test('a deletion takes the words and leaves a marker, also when it is heard first', async () => {
  const channel = await someChannel(world.database.db)
  await taking([said('1'), { kind: 'deletion', externalId: '2' }], channel)
  await taking([{ kind: 'deletion', externalId: '1' }, said('2')], channel)
  const rows = await messagesOf(channel.id)
  assert.deepEqual(
    rows.map((row) => [row.text, row.deleted_at !== null]),
    [
      ['', true],
      ['', true],
    ],
  )
})

test('what we say ourselves is an answer; what is said after it waits', async () => {
  const { db } = world.database
  const channel = await someChannel(db)
  const us = { externalId: 'us', name: 'Café Alameda' }
  const waiting = async () =>
    (
      await db
        .selectFrom('conversations')
        .select('waiting_since')
        .where('channel_id', '=', channel.id)
        .executeTakeFirstOrThrow()
    ).waiting_since
  await taking([said('1', { saidAt: at(1) }), said('2', { parentExternalId: '1', saidAt: at(3) })], channel)
  assert.deepEqual(await waiting(), at(1))
  await taking([said('3', { parentExternalId: '2', saidAt: at(2), author: us })], channel)
  assert.deepEqual(await waiting(), at(3))
  await taking([said('4', { parentExternalId: '2', saidAt: at(4), author: us })], channel)
  assert.equal(await waiting(), null)
})

test('markup is sanitised once, and pictures in it become media', async () => {
  const { db } = world.database
  const channel = await someChannel(db)
  const html = untrustedHtml(
    '<p onclick="x()">Hola <b>mundo</b><script>alert(1)</script><img src="https://example.org/a.png" alt="Taza" onerror=x></p>',
  )
  await taking([said('1', { body: { html } })], channel)
  const [row] = await messagesOf(channel.id)
  assert.equal(row?.text, 'Hola mundo')
  assert.equal(row?.html, '<p>Hola <b>mundo</b></p>')
  const media = await db
    .selectFrom('message_media')
    .selectAll()
    .where('message_id', '=', row?.id ?? '')
    .execute()
  assert.deepEqual(
    media.map(({ url, alt }) => [url, alt]),
    [['https://example.org/a.png', 'Taza']],
  )
})

test('a link without a whole address leads nowhere: it would lead into our own pages', async () => {
  const channel = await someChannel(world.database.db)
  const html = untrustedHtml(
    '<p><a href="/conversations">a</a> <a href="\u3000javascript:alert(1)">b</a> <a href="https://example.org/x">c</a></p>',
  )
  await taking([said('1', { body: { html } })], channel)
  const [row] = await messagesOf(channel.id)
  assert.match(row?.html ?? '', /^<p><a rel="[^"]+">a<\/a> <a rel="[^"]+">b<\/a> <a href="https:\/\/example.org\/x"/)
})

test('what cannot be taken is kept with its reason, once', async () => {
  const { db } = world.database
  const channel = await someChannel(db)
  const bad = said('x', { saidAt: new Date(Number.NaN) })
  await taking([bad, said('ok'), said(' ')], channel)
  await taking([bad], channel)
  const refused = await db.selectFrom('refused_items').selectAll().where('channel_id', '=', channel.id).execute()
  assert.deepEqual(refused.map(({ reason }) => reason.key).sort(), ['intake.refused-no-date', 'intake.refused-no-id'])
  assert.equal((await messagesOf(channel.id)).length, 1)
})

test('a batch of somebody who lost the window is not taken', async () => {
  const { db } = world.database
  const channel = await someChannel(db)
  const how = { moves: 'newest' as const, now: at(50), lease: '00000000-0000-7000-8000-000000000001' }
  await assert.rejects(take(db, scripted, channel, { heard: [said('1')], cursor: 2 }, how), LeaseLost)
  assert.equal((await messagesOf(channel.id)).length, 0)
})

test('NUL, lone surrogates and bidirectional text do not stop a batch', async () => {
  const channel = await someChannel(world.database.db)
  await taking([said('1', { body: { text: 'a\0b\ud800c \u202e ñandú' }, subject: '\u0000' })], channel)
  const [row] = await messagesOf(channel.id)
  assert.equal(row?.text, 'ab\ufffdc \u202e ñandú')
  assert.equal(row?.subject, null)
})

test('what made a thread whole and turns out to speak to us, waits for an answer', async () => {
  const { db } = world.database
  const channel = await someChannel(db)
  const waiting = () =>
    db
      .selectFrom('conversations')
      .select('waiting_since')
      .where('channel_id', '=', channel.id)
      .executeTakeFirstOrThrow()
  await taking([said('1', { concernsUs: false })], channel)
  assert.equal((await waiting()).waiting_since, null)
  await taking([said('1')], channel)
  assert.deepEqual((await waiting()).waiting_since, at(1))
  await taking([said('1', { concernsUs: false })], channel)
  assert.deepEqual((await waiting()).waiting_since, at(1))
})
