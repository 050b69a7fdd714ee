import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, minute, rosa, said, someConversation, us } from '../../test/talk.ts'
import { assign } from './assign.ts'
import { readCursor } from './cursor.ts'
import { note } from './note.ts'
import { reply } from './reply.ts'
import { findTimeline, type TimelineItem } from './timeline.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const told = (items: readonly TimelineItem[]) =>
  items.map((item) => {
    if (item.kind === 'message') return item.message.externalId
    if (item.kind === 'note') return `note ${item.note.text}`
    if (item.kind === 'delivery') return `delivery ${item.delivery.state}`
    if (item.kind === 'happening') return item.happening.kind
    return `(${item.externalId})`
  })

test('what was said and what we did stand in one order of time', async () => {
  const { id, channel } = await someConversation(world.db, said('1'))
  const { marta } = world.cast
  await world.tx((tx) => note(tx, id, 'Llamar a la tienda', marta))
  await world.tx((tx) => assign(tx, id, { userId: marta.id }, marta))
  await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Lo miro' }, marta))
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: new Date(Date.now() + 5_000) }))
  const { items, earlier } = await findTimeline(world.db, id)
  assert.deepEqual(told(items), ['1', 'note Llamar a la tienda', 'conversation.assigned', 'delivery waiting', '2'])
  assert.equal(earlier, undefined)
})

test('a thread of thousands is read by pages from its end, each with what was done in its time', async () => {
  const { id, channel } = await someConversation(world.db, said('0', { saidAt: minute(0) }))
  const chain = Array.from({ length: 1_000 }, (_, at) =>
    said(`${at + 1}`, {
      parentExternalId: `${at}`,
      saidAt: new Date(minute(0).getTime() + (at + 1) * 1000),
      author: at % 2 ? rosa : us,
    }),
  )
  await heard(world.db, channel, ...chain)
  const noteId = await world.tx((tx) => note(tx, id, 'a mitad', world.cast.marta))
  await world.db
    .updateTable('notes')
    .set({ written_at: new Date(minute(0).getTime() + 500_500) })
    .where('id', '=', noteId)
    .execute()
  const pages: string[][] = []
  let before: string | undefined
  do {
    const page = await findTimeline(world.db, id, { before: readCursor(before) })
    pages.push(told(page.items))
    before = page.earlier
  } while (before)
  assert.deepEqual(
    pages.map((page) => page.length),
    [100, 100, 100, 100, 100, 101, 100, 100, 100, 100, 1],
  )
  const all = pages.toReversed().flat()
  assert.deepEqual(
    all.filter((one) => !one.startsWith('note')),
    Array.from({ length: 1_001 }, (_, at) => `${at}`),
  )
  assert.equal(all[all.indexOf('note a mitad') - 1], '500')
})

test('what was found far up a thread is on the page that its row leads to', async () => {
  const { id, channel } = await someConversation(
    world.db,
    said('0', { saidAt: minute(0), body: { text: 'el primer clavicordio' } }),
  )
  await heard(
    world.db,
    channel,
    ...Array.from({ length: 400 }, (_, at) =>
      said(`y${at}`, { parentExternalId: '0', saidAt: new Date(minute(1).getTime() + at * 1000) }),
    ),
  )
  const marta = world.as(world.cast.marta)
  const list = await (await marta('/conversations?q=clavicordio')).text()
  const [, href = ''] = /href="(\/conversations\/[^"]*at=[^"]*)#message-/.exec(list) ?? []
  assert.ok(href.startsWith(`/conversations/${id}?`), href)
  const page = await (await marta(href.replaceAll('&amp;', '&'))).text()
  assert.ok(
    page.includes('clavicordio</') && page.includes('To what was said last') && !page.includes(`id="thread-${id}"`),
  )
  const latest = await (await marta(`/conversations/${id}`)).text()
  assert.ok(latest.includes(`id="thread-${id}"`) && latest.includes('What was said before'))
})

test('what failed to leave is on the latest page, however old it is', async () => {
  const { id, channel } = await someConversation(world.db, said('0', { saidAt: minute(0) }))
  const { id: replyId } = await world.tx((tx) =>
    reply(tx, world.connectors, id, { text: 'No llegó' }, world.cast.marta),
  )
  await world.db
    .updateTable('replies')
    .set({ written_at: minute(1) })
    .where('id', '=', replyId)
    .execute()
  await world.db.updateTable('deliveries').set({ state: 'failed' }).where('reply_id', '=', replyId).execute()
  await heard(
    world.db,
    channel,
    ...Array.from({ length: 30 }, (_, at) => said(`x${at}`, { parentExternalId: '0', saidAt: minute(10 + at) })),
  )
  const latest = await findTimeline(world.db, id, { limit: 10 })
  assert.equal(told(latest.items)[0], 'delivery failed')
})

test('what stands on the network says which of us sent it; what was edited says what it said', async () => {
  const { id, channel, messageIds } = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', author: us, saidAt: minute(2) }),
  )
  const { id: replyId } = await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Hola 2' }, world.cast.marta))
  await world.db
    .updateTable('deliveries')
    .set({ state: 'sent', message_id: messageIds[1] ?? null })
    .where('reply_id', '=', replyId)
    .execute()
  await heard(world.db, channel, said('1', { body: { text: 'Hola de nuevo' }, editedAt: minute(9) }))
  const { items } = await findTimeline(world.db, id)
  const [first, second, ...more] = items
  assert.equal(more.length, 0, 'a reply that arrived is not shown twice')
  assert.ok(first?.kind === 'message' && second?.kind === 'message')
  assert.deepEqual(
    first.message.revisions.map((one) => one.text),
    ['Hola 1'],
  )
  assert.equal(second.message.sent?.by?.name, 'Marta')
  const html = await (await world.as(world.cast.marta)(`/conversations/${id}`)).text()
  assert.ok(html.includes('Sent as Café Alameda') && html.includes('<blockquote>Hola 1</blockquote>'))
})

test('a text of a book’s length is shown by its beginning, and whole at its own address', async () => {
  const { id, messageIds } = await someConversation(
    world.db,
    said('1', { body: { text: `${'palabra '.repeat(5_000)}fin` } }),
  )
  const { items } = await findTimeline(world.db, id)
  assert.ok(items[0]?.kind === 'message' && items[0].message.isClipped && items[0].message.text.length === 20_000)
  const marta = world.as(world.cast.marta)
  const page = await (await marta(`/conversations/${id}`)).text()
  assert.ok(page.includes(`href="/messages/${messageIds[0]}"`) && !page.includes('palabra fin'))
  assert.ok((await (await marta(`/messages/${messageIds[0]}`)).text()).includes('palabra fin'))
})
