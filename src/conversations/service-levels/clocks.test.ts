import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { heard, said, someConversation, us } from '../../../test/talk.ts'
import { createTeam, removeTeam } from '../../access/teams.ts'
import { subscribe } from '../../core/events.ts'
import type { Reading } from '../../reading/index.ts'
import { close, reopen } from '../close.ts'
import { snooze, wake } from '../snooze.ts'
import { clearSpam, markSpam } from '../spam.ts'
import { tag, untag } from '../tag.ts'
import { unite } from '../unite.ts'
import { findToRead, keepReadings } from '../unread.ts'
import { createWorld, type World } from '../world.test-kit.ts'
import type { GivenLevel } from './level.ts'
import * as kit from './levels.test-kit.ts'
import { resettle } from './resettle.ts'
import { serviceLevels } from './save-level.ts'
import { serviceLevelSubscribers } from './subscribers.ts'

let world: World
const hourMs = 3_600_000
let now = new Date('2026-06-03T10:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * hourMs)

before(async () => {
  world = await createWorld()
  subscribe({ ...serviceLevelSubscribers({ now: () => now }), later: new Map() })
})
after(() => world.drop())

const tagged = (name: string, more: Partial<GivenLevel> = {}) => kit.tagged(world, name, more)
const asked = (name: string) => kit.asked(world, name, now)

async function dues(id: string) {
  const { rows } = await sql<{ answer_due: Date | null; resolve_due: Date | null }>`
    select answer_due, resolve_due from conversations where id = ${id}`.execute(world.db)
  const [row] = rows
  return [row?.answer_due ?? null, row?.resolve_due ?? null]
}

const results = async (id: string) => {
  const rows = await world.db
    .selectFrom('service_results')
    .select(['target', 'spent_ms'])
    .where('conversation_id', '=', id)
    .orderBy('ended_at')
    .orderBy('target')
    .execute()
  return rows.map((row) => [row.target, row.spent_ms / hourMs])
}

test('a conversation has its due times from the first rule that fits it, and without one it has none', async () => {
  const { id } = await someConversation(world.db, said('1', { saidAt: now }))
  assert.deepEqual(await dues(id), [null, null])
  await tagged('vip')
  await world.tx((tx) => tag(tx, id, 'VIP', world.cast.marta))
  assert.deepEqual(await dues(id), [hours(4), hours(24)])
  const { rows } = await sql<{ same: boolean }>`
    select answer_by = timezone('UTC', answer_due) and need = answer_by and due_at = answer_due as same
    from conversations where id = ${id}`.execute(world.db)
  assert.equal(rows[0]?.same, true)
})

test('our answer ends the one clock and stops the other, and their next words start both', async () => {
  await tagged('talk')
  const { id, channel } = await asked('talk')
  await heard(world.db, channel, said('2', { author: us, parentExternalId: '1', saidAt: hours(3) }))
  assert.deepEqual(await dues(id), [null, null])
  assert.deepEqual(await results(id), [['first-answer', 3]])
  await heard(world.db, channel, said('3', { parentExternalId: '2', saidAt: hours(10) }))
  assert.deepEqual(await dues(id), [hours(12), hours(31)])
})

test('what is put aside is not due, and goes on from where it was', async () => {
  await tagged('aside')
  const { id } = await asked('aside')
  const began = now
  now = hours(1)
  await world.tx((tx) => snooze(tx, id, hours(9), world.cast.marta, now))
  assert.deepEqual(await dues(id), [null, null])
  now = hours(8)
  await world.tx((tx) => wake(tx, id, world.cast.marta))
  assert.deepEqual(await dues(id), [hours(3), hours(23)])
  now = began
})

test('of spam nothing is due, whatever its author writes, and it goes on from where it was', async () => {
  await tagged('spam')
  const { id, channel } = await asked('spam')
  const began = now
  now = hours(1)
  await world.tx((tx) => markSpam(tx, id, world.cast.marta))
  assert.deepEqual(await dues(id), [null, null])
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: hours(3) }))
  assert.deepEqual([await dues(id), await results(id)], [[null, null], []])
  now = hours(8)
  await world.tx((tx) => clearSpam(tx, id, world.cast.marta))
  assert.deepEqual(await dues(id), [hours(3), hours(23)])
  now = began
})

test('closing ends the whole, and taking it back takes that back', async () => {
  await tagged('ends')
  const { id } = await asked('ends')
  now = hours(2)
  await world.tx((tx) => close(tx, id, world.cast.marta))
  assert.deepEqual(await results(id), [['resolution', 2]])
  await world.tx((tx) => reopen(tx, id, world.cast.marta))
  assert.deepEqual(await results(id), [])
  assert.deepEqual(await dues(id), [hours(2), hours(22)])
  now = hours(-2)
})

async function closeAt(id: string, at: Date) {
  await world.tx((tx) => close(tx, id, world.cast.marta))
  await sql`update conversation_closures set closed_at = ${at} where conversation_id = ${id}`.execute(world.db)
}

test('what was closed without an answer begins anew when they speak after it', async () => {
  for (const resolution of [1440, null]) {
    const name = resolution ? 'anew' : 'anew-answers'
    await tagged(name, { resolution })
    const { id, channel } = await asked(name)
    const began = now
    now = hours(3)
    await closeAt(id, now)
    now = began
    const ended = resolution ? [['resolution', 3]] : []
    assert.deepEqual(await results(id), ended)
    const whole = (count: number) => (resolution ? hours(count) : null)
    await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: hours(170) }))
    await heard(world.db, channel, said('3', { parentExternalId: '2', saidAt: hours(171) }))
    assert.deepEqual(await dues(id), [hours(174), whole(194)])
    await resettle(world.db, hours(171))
    assert.deepEqual(await dues(id), [hours(174), whole(194)])
    assert.deepEqual(await results(id), ended)
    const { rows } = await sql<{ spent: number; told: number | null }>`
      select spent_ms as spent, told from service_clocks where conversation_id = ${id} and kind = 'answer'`.execute(
      world.db,
    )
    assert.deepEqual(rows, [{ spent: 0, told: null }])
    // The second closing is taken back: it goes on from where they spoke anew.
    now = hours(172)
    await closeAt(id, now)
    await world.tx((tx) => reopen(tx, id, world.cast.marta))
    now = began
    assert.deepEqual(await dues(id), [hours(174), whole(194)])
  }
})

test('a rule that stops fitting and fits again takes no result back', async () => {
  await tagged('again')
  const { id, channel } = await asked('again')
  const began = now
  now = hours(3)
  await closeAt(id, now)
  now = began
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: hours(170) }))
  await heard(world.db, channel, said('3', { author: us, parentExternalId: '2', saidAt: hours(171) }))
  const ended = [
    ['resolution', 3],
    ['first-answer', 1],
  ]
  assert.deepEqual(await results(id), ended)
  assert.equal(await world.tx((tx) => untag(tx, id, 'again', world.cast.marta)), true)
  await world.tx((tx) => tag(tx, id, 'again', world.cast.marta))
  assert.deepEqual(await results(id), ended)
})

test('what had been said before the closing, and reached us after it, goes on from there', async () => {
  await tagged('unread')
  const { id, channel } = await asked('unread')
  const began = now
  now = hours(3)
  await closeAt(id, now)
  now = began
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: hours(2) }))
  assert.deepEqual(await results(id), [])
  const { rows } = await sql`select asked_at, spent_ms from service_clocks where conversation_id = ${id}`.execute(
    world.db,
  )
  const gone = { asked_at: now, spent_ms: 3 * hourMs }
  assert.deepEqual(rows, [gone, gone])
})

test('a change of a rule reckons what is open again; without the rule nothing is due', async () => {
  const levelId = await tagged('changing')
  const { id } = await asked('changing')
  const conditions = kit.conditions({ tags: ['changing'] })
  await world.tx((tx) =>
    serviceLevels.change(tx, levelId, kit.rule({ name: 'changing', first_answer: 60, conditions }), world.cast.nico),
  )
  await resettle(world.db, now)
  assert.deepEqual((await dues(id))[0], hours(1))
  await world.tx((tx) => serviceLevels.remove(tx, levelId, world.cast.nico))
  await resettle(world.db, now)
  assert.deepEqual(await dues(id), [null, null])
})

test('of two conversations that become one the clocks are those of the one', async () => {
  await tagged('united')
  const first = await asked('united')
  const second = await asked('united')
  await heard(world.db, second.channel, said('2', { author: us, parentExternalId: '1', saidAt: hours(1) }))
  await world.tx((tx) => unite(tx, first.id, [second.id], true))
  assert.deepEqual((await results(first.id)).toSorted(), [
    ['first-answer', 1],
    ['first-answer', 1],
  ])
  const { rows } = await sql`select from service_clocks where conversation_id = ${second.id}`.execute(world.db)
  assert.equal(rows.length, 0)
})

test('what is read later settles its clocks all together, also when nobody is told', async () => {
  const conditions = kit.conditions({ urgency: 3 })
  await world.tx((tx) => serviceLevels.make(tx, kit.rule({ name: 'Urgent', conditions }), world.cast.nico))
  const talks = [await asked('danger'), await asked('danger')]
  const reading: Reading = {
    language: { value: 'en', p: 1 },
    depth: 'whole',
    sentiment: { value: 'negative', p: 1, score: -1 },
    intents: [{ value: 'complaint', p: 1 }],
    urgency: { value: 3, p: 1 },
    abuse: { value: 'none', p: 1 },
  }
  const unread = await world.tx((tx) =>
    findToRead(
      tx,
      talks.flatMap(({ messageIds }) => messageIds),
    ),
  )
  const read = unread.map((message) => ({ message, reading, topics: [] }))
  await world.tx((tx) => keepReadings(tx, 1, read, { tell: false }))
  for (const { id } of talks) assert.deepEqual(await dues(id), [hours(4), hours(24)])
})

test('what a team had alone is reckoned again when the team ends', async () => {
  const { olga } = world.cast
  const team = await world.tx((tx) => createTeam(tx, 'Short-lived', olga))
  const jobs = () => sql`select from graphile_worker.jobs where key = 'resettle'`.execute(world.db)
  await sql`delete from graphile_worker._private_jobs`.execute(world.db)
  await world.tx((tx) => removeTeam(tx, team.id, olga))
  assert.equal((await jobs()).rows.length, 1)
})

test('what somebody is at just then is reckoned too, and holds up nothing else', async () => {
  const levelId = await tagged('busy')
  const [held, free] = [await asked('busy'), await asked('busy')]
  const conditions = kit.conditions({ tags: ['busy'] })
  const given = kit.rule({ name: 'busy', first_answer: 60, conditions })
  await world.tx((tx) => serviceLevels.change(tx, levelId, given, world.cast.nico))
  let reckoned: Promise<number> | undefined
  await world.tx(async (tx) => {
    await sql`select from conversations where id = ${held.id} for update`.execute(tx)
    reckoned = resettle(world.db, now)
    while ((await dues(free.id))[0]?.getTime() !== hours(1).getTime()) await sleep(5)
    assert.deepEqual((await dues(held.id))[0], hours(4))
  })
  await reckoned
  assert.deepEqual((await dues(held.id))[0], hours(1))
})
