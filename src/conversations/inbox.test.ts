import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, minute, rosa, said, someConversation, us } from '../../test/talk.ts'
import { close } from './close.ts'
import { readCursor } from './cursor.ts'
import { countedTo, countInbox, findInbox, inboxViews } from './inbox.ts'
import { snooze } from './snooze.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const viewsOf = async (id: string) => {
  const all = await Promise.all(
    inboxViews.map(async (view) => {
      const { rows } = await findInbox(world.db, world.cast.marta, { view, limit: 100 })
      return rows.some((row) => row.id === id) ? [view] : []
    }),
  )
  return all.flat()
}

test('each state stands in its views', async () => {
  const { marta } = world.cast
  const open = await someConversation(world.db)
  assert.deepEqual(await viewsOf(open.id), ['needs', 'unassigned', 'open'])
  await world.tx((tx) => snooze(tx, open.id, new Date(Date.now() + 60_000), marta, new Date()))
  assert.deepEqual(await viewsOf(open.id), ['snoozed'])
  await world.tx((tx) => close(tx, open.id, marta))
  assert.deepEqual(await viewsOf(open.id), ['closed'])
  const answered = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', author: us, saidAt: minute(2) }),
  )
  assert.deepEqual(await viewsOf(answered.id), ['unassigned', 'open'])
  const overheard = await someConversation(world.db, said('1', { concernsUs: false }))
  assert.deepEqual(await viewsOf(overheard.id), ['unassigned', 'open'])
})

test('pages hold every conversation once, also where many spoke in the same moment', async () => {
  const { channel } = await someConversation(world.db, said('first', { saidAt: minute(90) }))
  await heard(world.db, channel, ...Array.from({ length: 24 }, (_, at) => said(`s${at}`, { saidAt: minute(at % 4) })))
  const seen: string[] = []
  const times: number[] = []
  let cursor: string | undefined
  do {
    const page = await findInbox(world.db, world.cast.marta, {
      view: 'open',
      channelId: channel.id,
      limit: 7,
      after: readCursor(cursor),
    })
    seen.push(...page.rows.map((row) => row.id))
    times.push(...page.rows.map((row) => row.lastAt.getTime()))
    cursor = page.after
  } while (cursor)
  assert.deepEqual([seen.length, new Set(seen).size], [25, 25])
  assert.deepEqual(
    times,
    times.toSorted((a, b) => b - a),
  )
})

test('a row says who spoke lately, the last one first and ourselves left out', async () => {
  const { id } = await someConversation(
    world.db,
    said('1', { subject: 'Molienda' }),
    said('2', { parentExternalId: '1', author: rosa, saidAt: minute(2) }),
    said('3', { parentExternalId: '1', author: us, saidAt: minute(3), body: { text: 'Lo miramos\n\nya' } }),
  )
  const { rows } = await findInbox(world.db, world.cast.marta, { view: 'open', limit: 100 })
  const row = rows.find((one) => one.id === id)
  assert.deepEqual(
    row?.faces.map((face) => face.name),
    ['Rosa Camacho', 'Lucas Prieto'],
  )
  assert.deepEqual(
    [row?.subject, row?.excerpt, row?.lastIsOurs, row?.unread, row?.messageCount],
    ['Molienda', 'Lo miramos ya', true, false, 3],
  )
})

test('counts stop where nobody reads on', async () => {
  const before = await countInbox(world.db, world.cast.marta)
  assert.ok(before.needs <= countedTo)
  const { channel } = await someConversation(world.db)
  await heard(world.db, channel, ...Array.from({ length: 120 }, (_, at) => said(`c${at}`)))
  assert.equal((await countInbox(world.db, world.cast.marta)).needs, countedTo + 1)
  const html = await (await world.as(world.cast.marta)('/conversations')).text()
  assert.ok(html.includes('99+'))
})

test('empty views teach what belongs there; without a window, how to begin', async () => {
  const fresh = await createWorld()
  try {
    const manager = await (await fresh.as(fresh.cast.nico)('/conversations')).text()
    assert.ok(manager.includes('No windows yet') && manager.includes('href="/channels/new"'))
    const agent = await (await fresh.as(fresh.cast.marta, 'es')('/conversations')).text()
    assert.ok(agent.includes('Aún no hay ventanas') && !agent.includes('href="/channels/new"'))
    const { id } = await someConversation(fresh.db)
    await fresh.tx((tx) => close(tx, id, fresh.cast.marta))
    const calm = await (await fresh.as(fresh.cast.marta)('/conversations')).text()
    assert.ok(calm.includes('Nobody waits for an answer') && !calm.includes('See what is open'))
    await someConversation(fresh.db, said('1'), said('2', { parentExternalId: '1', author: us, saidAt: minute(2) }))
    const answered = await (await fresh.as(fresh.cast.marta)('/conversations')).text()
    assert.ok(answered.includes('Nobody waits for an answer') && answered.includes('See what is open'))
    for (const view of ['mine', 'team', 'unassigned', 'open', 'snoozed'])
      assert.match(
        await (await fresh.as(fresh.cast.marta)(`/conversations?view=${view}`)).text(),
        /class="empty__title"/,
      )
  } finally {
    await fresh.drop()
  }
})
