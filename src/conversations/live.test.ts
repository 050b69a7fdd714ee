import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted, someChannel } from '../../test/channel.ts'
import { heard, rosa, said, someConversation, type TestChannel, us } from '../../test/talk.ts'
import { type RecordedEvent, record } from '../core/events.ts'
import { createTranslator } from '../core/i18n/translator.ts'
import { take } from '../intake/take.ts'
import { tinyInPlace } from '../intake/understand.test-kit.ts'
import { newId } from '../lib/ids.ts'
import { words as ui } from '../ui/words.ts'
import { assign } from './assign.ts'
import { close, reopen } from './close.ts'
import { correct } from './correct.ts'
import { liveFragments } from './live.tsx'
import { note, removeNote } from './note.ts'
import { sign } from './presence/sign.ts'
import { merge } from './rearrange/merge.ts'
import { reply } from './reply.ts'
import { tag } from './tag.ts'
import { withdraw } from './withdraw.ts'
import { conversationWords } from './words.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const translator = createTranslator([conversationWords, ui])
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

/** What is drawn of everything that a deed records. */
async function drawn(work: () => Promise<unknown>, language = 'en'): Promise<string> {
  const last = await lastEvent()
  await work()
  return drawnSince(last, { language })
}

async function lastEvent(): Promise<number> {
  const { last } = await world.db
    .selectFrom('events')
    .select((it) => it.fn.coalesce(it.fn.max('seq'), it.val(0)).as('last'))
    .executeTakeFirstOrThrow()
  return Number(last)
}

async function drawnSince(last: number, { language = 'en', mayReply = true }): Promise<string> {
  const rows = await world.db.selectFrom('events').selectAll().where('seq', '>', last).orderBy('seq').execute()
  const events = rows.map(
    (row): RecordedEvent => ({
      seq: row.seq,
      kind: row.kind,
      byUser: row.by_user,
      conversationId: row.conversation_id,
      messageId: row.message_id,
      personId: row.person_id,
      channelId: row.channel_id,
      data: row.data,
    }),
  )
  return liveFragments(world.core, world.connectors)(events, translator.for(language), mayReply)
}

/** The changes, as `action place`, in order. */
const changes = (html: string) =>
  [...html.matchAll(/<turbo-stream action="(\w+)" targets?="([^"]*)"/g)].map(
    ([, action, place]) => `${action} ${place}`,
  )

const news =
  (channel: TestChannel, ...messages: Parameters<typeof heard>[2][]) =>
  () =>
    heard(world.db, channel, ...messages)

test('nothing that is no conversation’s draws anything', async () => {
  assert.equal(await drawn(async () => {}), '')
})

test('what is said now arrives in its lists and at the end of its thread, as nobody’s in particular', async () => {
  const { id, channel } = await someConversation(world.db, said('1', { saidAt: ago(5) }))
  const html = await drawn(
    news(channel, said('2', { parentExternalId: '1', author: rosa, saidAt: ago(0), body: { text: '¿Y <yo>?' } })),
    'es',
  )
  const list = changes(html)
  for (const view of ['open', 'needs', 'unassigned'])
    assert.ok(list.includes(`arrive [data-inbox~='${view}'] > #inbox-list`), view)
  assert.ok(!list.includes(`arrive [data-inbox~='closed'] > #inbox-list`))
  assert.ok(list.includes(`append thread-${id}`) && list.includes(`replace seen-${id}`))
  for (const words of ['row--unread', 'Rosa Camacho y 1 más', '¿Y &lt;yo&gt;?', 'data-depth="1"'])
    assert.ok(html.includes(words), words)
  assert.ok(!html.includes('aria-current') && !html.includes('Marta'))
})

test('history that comes in takes its place at the end of the list, and moves nothing in the thread', async () => {
  const { id, channel } = await someConversation(world.db, said('1', { saidAt: ago(3000) }))
  const html = await drawn(news(channel, said('0', { saidAt: ago(4000), parentExternalId: '1' })))
  const list = changes(html)
  assert.ok(list.includes(`settle [data-inbox~='open'] > #inbox-list`))
  assert.ok(!list.some((change) => change.startsWith('arrive')))
  assert.match(html, new RegExp(`target="thread-${id}"><template><p class="happened" id="older-${id}"`))
  assert.ok(!html.includes('Hola 0</'))
})

test('what was said to us before our last word and is heard after it arrives as unread', async () => {
  const { channel } = await someConversation(
    world.db,
    said('1', { saidAt: ago(5) }),
    said('3', { parentExternalId: '1', author: us, saidAt: ago(1) }),
  )
  const aside = said('aside', { parentExternalId: '1', concernsUs: false, saidAt: ago(3) })
  assert.ok(!(await drawn(news(channel, aside))).includes('row--unread'))
  assert.ok((await drawn(news(channel, said('2', { parentExternalId: '1', saidAt: ago(4) })))).includes('row--unread'))
})

test('a closed conversation leaves the lists it was in, and says so to whoever reads it', async () => {
  const { id } = await someConversation(world.db)
  const html = await drawn(() => world.tx((tx) => close(tx, id, world.cast.marta)))
  const [removed, ...rest] = changes(html)
  assert.equal(
    removed,
    `remove [data-inbox='needs'] #conversation-${id}, [data-inbox='unassigned'] #conversation-${id}, [data-inbox='open'] #conversation-${id}, [data-inbox='snoozed'] #conversation-${id}, [data-inbox='spam'] #conversation-${id}, [data-inbox^='user-'] #conversation-${id}, [data-inbox^='team-'] #conversation-${id}`,
  )
  assert.deepEqual(rest, [
    `arrive [data-inbox~='closed'] > #inbox-list`,
    `update chips-${id}`,
    `replace state-${id}`,
    `append thread-${id}`,
    'replace nav-count-inbox',
    'update tab-count-needs',
    'update tab-count-unassigned',
  ])
  assert.ok(html.includes('Marta closed it'))
  const opened = await drawn(() => world.tx((tx) => reopen(tx, id, world.cast.marta)))
  assert.ok(changes(opened).includes(`arrive [data-inbox~='needs'] > #inbox-list`))
})

test('what is given to somebody arrives in their list and leaves those of the others', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  const html = await drawn(() => world.tx((tx) => assign(tx, id, { userId: nico.id }, marta)))
  assert.ok(changes(html).includes(`arrive [data-inbox~='user-${nico.id}'] > #inbox-list`))
  assert.ok(
    changes(html)[0]?.includes(`[data-inbox^='user-']:not([data-inbox~='user-${nico.id}']) #conversation-${id}`),
  )
})

test('a thread that becomes part of another leaves the lists, and leads on whoever reads it', async () => {
  const { channel } = await someConversation(world.db, said('a', { saidAt: ago(9) }), said('b', { saidAt: ago(8) }))
  const html = await drawn(news(channel, said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: ago(0) })))
  const union = await world.db
    .selectFrom('conversation_unions as u')
    .innerJoin('conversations as c', 'c.id', 'u.conversation_id')
    .select(['absorbed_id', 'conversation_id'])
    .where('c.channel_id', '=', channel.id)
    .executeTakeFirstOrThrow()
  assert.ok(changes(html).includes(`remove conversation-${union.absorbed_id}`))
  assert.match(
    html,
    new RegExp(`target="thread-${union.absorbed_id}"><template>.*href="/conversations/${union.conversation_id}"`),
  )
})

test('how many need us follows what happens, on the rail of everybody', async () => {
  await world.db.updateTable('conversations').set({ waiting_since: null }).execute()
  const count = (html: string) => /id="nav-count-inbox"[^>]*>(\d*)</.exec(html)?.[1]
  const { id, channel } = await someConversation(world.db)
  assert.equal(count(await drawn(news(channel, said('2', { saidAt: ago(1) })))), '2')
  assert.equal(count(await drawn(() => world.tx((tx) => close(tx, id, world.cast.marta)))), '1')
})

test('a tag changes what a row says, and does not make it jump', async () => {
  const { id } = await someConversation(world.db)
  const html = await drawn(() => world.tx((tx) => tag(tx, id, 'molienda', world.cast.marta)))
  assert.deepEqual(changes(html).slice(1, -3), [`update chips-${id}`, `replace state-${id}`, `append thread-${id}`])
  assert.ok(html.includes('molienda'))
})

test('an edit and a deletion change the message where it stands', async () => {
  const { channel, messageIds } = await someConversation(world.db, said('1', { saidAt: ago(9) }))
  const edited = await drawn(
    news(channel, said('1', { saidAt: ago(9), editedAt: ago(1), body: { text: 'Lo corrijo' } })),
  )
  assert.ok(changes(edited).includes(`replace message-${messageIds[0]}`))
  assert.ok(edited.includes('Lo corrijo') && edited.includes('Edited'))
  const deleted = await drawn(news(channel, { kind: 'deletion', externalId: '1' }))
  assert.ok(changes(deleted).includes(`replace message-${messageIds[0]}`) && deleted.includes('Deleted on Scripted'))
})

test('an answer is appended once, changes where it stands, and leaves when it is taken back', async () => {
  const { id } = await someConversation(world.db)
  const { marta } = world.cast
  let replyId = ''
  const decided = await drawn(async () => {
    replyId = (await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Lo miro' }, marta))).id
  })
  assert.ok(changes(decided).includes(`append thread-${id}`) && decided.includes('About to leave for Scripted'))
  const { id: deliveryId } = await world.db
    .selectFrom('deliveries')
    .select('id')
    .where('reply_id', '=', replyId)
    .executeTakeFirstOrThrow()
  const back = await drawn(() => world.tx((tx) => withdraw(tx, replyId, marta)))
  assert.ok(changes(back).includes(`remove delivery-${deliveryId}`))
})

test('words of ours that the network told us of before it answered say who sent them, once it has', async () => {
  const { id, channel } = await someConversation(world.db)
  const { marta } = world.cast
  const { id: replyId } = await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Lo miro' }, marta))
  const early = await drawn(news(channel, said('ours', { parentExternalId: '1', author: us, saidAt: ago(0) })))
  assert.ok(early.includes('Said on Scripted itself'), early)
  const message = await world.db
    .selectFrom('messages')
    .select('id')
    .where('channel_id', '=', channel.id)
    .where('external_id', '=', 'ours')
    .executeTakeFirstOrThrow()
  const sent = await drawn(() =>
    world.tx(async (tx) => {
      const settled = { state: 'sent' as const, message_id: message.id, settled_at: new Date() }
      await tx.updateTable('deliveries').set(settled).where('reply_id', '=', replyId).execute()
      await record(tx, 'reply.sent', { conversation: { id }, channel, data: { reply: replyId } })
    }),
  )
  assert.ok(changes(sent).includes(`replace message-${message.id}`))
  assert.ok(sent.includes('Sent as'))
})

test('who only looks is shown what is said and what becomes of our answers, and no deed', async () => {
  const { id, channel } = await someConversation(world.db)
  const both = async (work: () => Promise<unknown>) => {
    const last = await lastEvent()
    await work()
    return [await drawnSince(last, { mayReply: true }), await drawnSince(last, { mayReply: false })]
  }
  const deeds = /<form|<button|\?to=/
  const news = [said('2', { parentExternalId: '1', saidAt: ago(0) })]
  const decided = () => world.tx((tx) => reply(tx, world.connectors, id, { text: 'Lo miro' }, world.cast.marta))
  for (const work of [() => heard(world.db, channel, ...news), decided]) {
    const [answers = '', looks = ''] = await both(work)
    assert.match(answers, deeds)
    assert.doesNotMatch(looks, deeds)
    assert.deepEqual(changes(looks), changes(answers))
  }
})

test('a note comes and goes', async () => {
  const { id } = await someConversation(world.db)
  const { nico } = world.cast
  let noteId = ''
  const written = await drawn(async () => {
    noteId = await world.tx((tx) => note(tx, id, 'Mañana viene el técnico', nico))
  })
  assert.ok(written.includes('Mañana viene el técnico') && written.includes(`id="note-${noteId}"`))
  const removed = await drawn(() => world.tx((tx) => removeNote(tx, noteId, nico)))
  assert.ok(changes(removed).includes(`remove note-${noteId}`))
})

test('thousands of messages at once are drawn in bounds and in a bounded number of queries', async () => {
  const { channel } = await someConversation(world.db)
  const many = Array.from({ length: 600 }, (_, at) => said(`m${at}`, { saidAt: ago(1) }))
  const html = await drawn(news(channel, ...many))
  assert.ok(changes(html).filter((change) => change.startsWith('append thread')).length <= 100)
  assert.ok(html.length < 1_500_000, `${html.length}`)
})

test('in a flood, what one of us does and what somebody has before them is drawn all the same', async () => {
  const [given, read] = [await someConversation(world.db), await someConversation(world.db)]
  const channel = await someChannel(world.db)
  const { nico, marta } = world.cast
  await sign(world.db, read.id, { tab: newId(), doing: 'looking' }, nico)
  const last = await lastEvent()
  await world.tx((tx) => assign(tx, given.id, { userId: marta.id }, nico))
  await news(read.channel, said('again', { author: rosa, saidAt: ago(1), parentExternalId: '1' }))()
  await news(channel, ...Array.from({ length: 150 }, (_, at) => said(`f${at}`, { saidAt: ago(1) })))()
  const html = await drawnSince(last, {})
  const rows = new Set(changes(html).filter((change) => change.startsWith('update chips-')))
  assert.ok(rows.has(`update chips-${given.id}`), 'what one of us did')
  assert.ok(rows.has(`update chips-${read.id}`), 'what somebody has before them')
  assert.equal(rows.size, 62)
})

test('a correction changes the line under its message, the row, and why it is read so where that was opened', async () => {
  const channel = await someChannel(world.db)
  const how = { moves: 'nothing' as const, now: new Date(), understanding: tinyInPlace }
  const message = said('1', { body: { text: 'va mal' }, saidAt: ago(5) })
  await take(world.db, scripted, channel, { heard: [message] }, how)
  const { id, conversation_id: conversation } = await world.db
    .selectFrom('messages')
    .select(['id', 'conversation_id'])
    .where('channel_id', '=', channel.id)
    .executeTakeFirstOrThrow()
  const html = await drawn(() => world.tx((tx) => correct(tx, id, { urgency: 3 }, world.cast.marta)), 'es')
  const done = changes(html).filter((one) => !/remove|tab-count|nav-count/.test(one))
  const line = [`replace reading-${id}`, `replace spam-${id}`, `reload why-${id}`]
  assert.deepEqual(done, [`update chips-${conversation}`, `replace state-${conversation}`, ...line])
  assert.match(html, /Para ya[\s\S]*Para ya[\s\S]*Corregido por Marta/)
  assert.doesNotMatch(html, /Marcar como spam/)
  const spam = await drawn(() => world.tx((tx) => correct(tx, id, { intents: ['spam'] }, world.cast.marta)), 'es')
  assert.match(
    spam,
    new RegExp(`id="spam-${id}"[\\s\\S]*action="/conversations/${conversation}/spam"[\\s\\S]*Marcar como spam`),
  )
})

test('a conversation that is merged leaves the lists, leads on whoever reads it, and tells the other that more has come', async () => {
  const [one, other] = [await someConversation(world.db), await someConversation(world.db)]
  const html = await drawn(() =>
    world.tx((tx) => merge(tx, world.connectors, { fromId: other.id, intoId: one.id }, world.cast.marta)),
  )
  assert.ok(html.includes(`<turbo-stream action="remove" target="conversation-${other.id}"`))
  assert.ok(html.includes(`target="thread-${other.id}"`) && html.includes(`href="/conversations/${one.id}"`))
  assert.ok(html.includes(`id="older-${one.id}"`), 'more of it is there')
})
