import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted, scriptedAccount } from '../../test/channel.ts'
import { heard, minute, rosa, said, someConversation, us } from '../../test/talk.ts'
import { registry } from '../connectors/index.ts'
import { Refusal } from '../core/errors.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { deliveriesOf } from './deliveries.ts'
import { findDraft, keepDraft } from './draft.ts'
import { type NewReply, reply } from './reply.ts'
import { withdraw } from './withdraw.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const say = (conversationId: string, written: NewReply, by = world.cast.marta, connectors = world.connectors) =>
  world.tx((tx) => reply(tx, connectors, conversationId, written, by))

const refused =
  (key: string, status = 422) =>
  (error: unknown) =>
    error instanceof Refusal && error.status === status && error.words.key === key

test('nothing to say, and more than fits without saying so, are refused; nothing is kept', async () => {
  const { id } = await someConversation(world.db)
  const long = 'Hola. '.repeat(100)
  await assert.rejects(say(id, { text: ' \n' }), refused('conversations.reply-empty'))
  await assert.rejects(say(id, { text: long }), refused('conversations.reply-long'))
  await assert.rejects(say(id, { text: '', parts: ['bien', long] }), refused('conversations.reply-long'))
  await assert.rejects(say(id, { text: 'x'.repeat(100_001), split: true }), refused('conversations.text-enormous'))
  await assert.rejects(
    say(id, { text: 'palabra '.repeat(6_000), split: true }),
    refused('conversations.reply-many-parts'),
  )
  assert.deepEqual(await world.eventsOf(id), [])
})

test('a window that only hears says why nothing can be said there', async () => {
  const { id, channel } = await someConversation(world.db)
  const { speak: _, ...mute } = scripted
  await assert.rejects(
    say(id, { text: 'Hola' }, world.cast.marta, registry([mute])),
    refused('conversations.cannot-say', 409),
  )
  await assert.rejects(
    say(id, { text: 'Hola' }, world.cast.marta, registry([])),
    refused('conversations.cannot-say', 409),
  )
  const account = { ...scriptedAccount('x'), cannotSay: words('scripted.no-right') }
  await world.db
    .updateTable('channels')
    .set({ account: JSON.stringify(account) })
    .where('id', '=', channel.id)
    .execute()
  await assert.rejects(say(id, { text: 'Hola' }), refused('scripted.no-right', 409))
  await world.db.insertInto('channel_removals').values({ channel_id: channel.id, removed_by: null }).execute()
  await assert.rejects(say(id, { text: 'Hola' }), refused('conversations.window-down', 409))
})

test('what is elsewhere, or deleted, cannot be answered', async () => {
  const { id, channel, messageIds } = await someConversation(world.db)
  const other = await someConversation(world.db)
  await assert.rejects(
    say(id, { text: 'Hola', inReplyTo: other.messageIds[0] }),
    refused('conversations.target-elsewhere'),
  )
  await heard(world.db, channel, { kind: 'deletion', externalId: '1' })
  await assert.rejects(
    say(id, { text: 'Hola', inReplyTo: messageIds[0] }),
    refused('conversations.target-deleted', 409),
  )
  await assert.rejects(say(id, { text: 'Hola' }), refused('conversations.nothing-to-answer', 409))
})

test('a reply is decided with its delivery, its event and without its draft, all at once', async () => {
  const { id, channel, messageIds } = await someConversation(world.db)
  const { marta } = world.cast
  await world.tx((tx) => keepDraft(tx, id, { text: 'Hola L' }, marta))
  const decided = await say(id, { text: ' Hola Lucas\u0000 ' })
  const [delivery, ...more] = await deliveriesOf(world.db, decided.id)
  assert.deepEqual(
    [delivery?.text, delivery?.state, delivery?.by?.name, more.length],
    ['Hola Lucas', 'waiting', 'Marta', 0],
  )
  assert.equal(await findDraft(world.db, id), undefined)
  const event = await world.db
    .selectFrom('events')
    .selectAll()
    .where('kind', '=', 'reply.decided')
    .where('conversation_id', '=', id)
    .executeTakeFirstOrThrow()
  assert.deepEqual(
    [event.channel_id, event.message_id, event.by_user, event.data],
    [channel.id, messageIds[0], marta.id, { reply: decided.id, parts: 1 }],
  )
})

test('it answers what was said to us last, unless told otherwise', async () => {
  const { id, messageIds } = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', author: rosa, saidAt: minute(2) }),
    said('3', { parentExternalId: '2', concernsUs: false, saidAt: minute(3) }),
    said('4', { parentExternalId: '3', author: us, saidAt: minute(4) }),
  )
  const answered = async (replyId: string) =>
    (await world.db.selectFrom('replies').select('in_reply_to').where('id', '=', replyId).executeTakeFirstOrThrow())
      .in_reply_to
  assert.equal(await answered((await say(id, { text: 'Hola' })).id), messageIds[1])
  assert.equal(await answered((await say(id, { text: 'Hola', inReplyTo: messageIds[0] })).id), messageIds[0])
})

test('in private every part names who it is for: to others, or to nobody, it would not go', async () => {
  const { id } = await someConversation(world.db, said('1', { visibility: 'direct' }))
  const text = `@rosa@places.example ${'Te contamos cómo va tu pedido. '.repeat(30)}`
  const { id: replyId } = await say(id, { text, split: true })
  const parts = await deliveriesOf(world.db, replyId)
  assert.ok(parts.length > 1)
  for (const part of parts) assert.match(part.text, /^@rosa@places\.example Te contamos/)
})

test('a long text leaves as numbered parts in order, when its author says so', async () => {
  const { id } = await someConversation(world.db)
  const text = Array.from({ length: 60 }, (_, at) => `Esta es la frase número ${at}.`).join(' ')
  const { id: replyId } = await say(id, { text, split: true })
  const parts = await deliveriesOf(world.db, replyId)
  assert.ok(parts.length > 2)
  assert.deepEqual(
    parts.map((one) => one.part),
    parts.map((_, at) => at),
  )
  assert.ok(parts.every((one, at) => one.text.endsWith(` ${at + 1}/${parts.length}`)))
  const rows = await world.db
    .selectFrom('deliveries')
    .select(['part', 'position'])
    .where('reply_id', '=', replyId)
    .orderBy('position')
    .execute()
  assert.deepEqual(
    rows.map((row) => row.part),
    rows.map((_, at) => at),
  )
  const own = await say(id, { text: '', parts: ['Uno', ' Dos ', ''] })
  assert.deepEqual(
    (await deliveriesOf(world.db, own.id)).map((one) => one.text),
    ['Uno', 'Dos'],
  )
})

test('a form that is sent twice says it once, and the id of somebody else is refused', async () => {
  const { id } = await someConversation(world.db)
  const replyId = newId()
  const twice = await Promise.all([say(id, { id: replyId, text: 'Hola' }), say(id, { id: replyId, text: 'Hola' })])
  assert.deepEqual(
    twice.map((one) => one.id),
    [replyId, replyId],
  )
  assert.equal((await deliveriesOf(world.db, replyId)).length, 1)
  assert.deepEqual(await world.eventsOf(id), ['reply.decided'])
  await assert.rejects(
    say(id, { id: replyId, text: 'Hola' }, world.cast.nico),
    refused('conversations.reply-known', 409),
  )
})

test('another text under an id that was sent is refused and comes back, never told to be on its way', async () => {
  const { id } = await someConversation(world.db)
  const ask = world.as(world.cast.marta)
  const replyId = newId()
  await say(id, { id: replyId, text: 'Hola' })
  const sent = await ask(`/conversations/${id}/replies`, form('POST', { id: replyId, text: 'Otra cosa' }))
  assert.equal(sent.status, 422)
  const html = await sent.text()
  for (const part of ['Otra cosa', 'This page had already sent a reply']) assert.ok(html.includes(part), part)
  assert.ok(!html.includes(`value="${replyId}"`), 'the next one has an id of its own')
  await world.tx((tx) => withdraw(tx, replyId, world.cast.marta))
  await assert.rejects(say(id, { id: replyId, text: 'Hola' }), refused('conversations.reply-other', 409))
  assert.equal((await deliveriesOf(world.db, replyId)).length, 1)
})

test('a program that asks twice with one key says it once', async () => {
  const { id } = await someConversation(world.db)
  const init = json('POST', { text: 'Hola' })
  const once = { ...init, headers: { ...init.headers, 'idempotency-key': newId() } }
  const marta = world.as(world.cast.marta)
  const [first, second] = [
    await marta(`/conversations/${id}/replies`, once),
    await marta(`/conversations/${id}/replies`, once),
  ]
  assert.equal((await first.json()).id, (await second.json()).id)
  assert.deepEqual(await world.eventsOf(id), ['reply.decided'])
})

test('a paused window keeps what is sent, and says that it waits', async () => {
  const { id, channel } = await someConversation(world.db)
  await world.db.insertInto('channel_pauses').values({ channel_id: channel.id, paused_by: null }).execute()
  const marta = world.as(world.cast.marta)
  assert.ok(
    (await (await marta(`/conversations/${id}`)).text()).includes('is paused: what you send leaves when it goes on.'),
  )
  const sent = await marta(`/conversations/${id}/replies`, form('POST', { text: 'Hola' }))
  assert.match(decodeURIComponent(sent.headers.get('set-cookie') ?? ''), /told-paused/)
})

test('one button answers and closes, in one transaction', async () => {
  const { id } = await someConversation(world.db)
  const marta = world.as(world.cast.marta)
  const refusedBoth = await marta(`/conversations/${id}/replies`, json('POST', { text: '', close: true }))
  assert.equal(refusedBoth.status, 422)
  assert.deepEqual(await world.eventsOf(id), [])
  await marta(`/conversations/${id}/replies`, form('POST', { text: 'Gracias a ti', close: '1' }))
  assert.deepEqual(await world.eventsOf(id), ['reply.decided', 'conversation.closed'])
})
