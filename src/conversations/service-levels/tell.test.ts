import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { said, someConversation } from '../../../test/talk.ts'
import { createTeam } from '../../access/teams.ts'
import { subscribe } from '../../core/events.ts'
import { tag } from '../tag.ts'
import { unite } from '../unite.ts'
import { createWorld, type World } from '../world.test-kit.ts'
import type { GivenLevel } from './level.ts'
import * as kit from './levels.test-kit.ts'
import { resettle } from './resettle.ts'
import { serviceLevels } from './save-level.ts'
import { serviceLevelSubscribers } from './subscribers.ts'
import { tellDue } from './tell.ts'

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

test('a warning, a lateness and each step are said once, to whom the rule says', async () => {
  const { marta, nico, olga } = world.cast
  await tagged('bells', {
    warn_before: 60,
    steps: [
      { after_minutes: 0, deed: 'tell', to: 'holder' },
      { after_minutes: 30, deed: 'tell', to: `user:${olga.id}` },
      { after_minutes: 30, deed: 'give', to: `user:${nico.id}` },
    ],
  })
  const { id } = await asked('bells')
  await world.db
    .insertInto('conversation_assignments')
    .values({ conversation_id: id, user_id: marta.id, team_id: null, assigned_by: null })
    .execute()
  const told = async () => {
    const events = await world.db
      .selectFrom('events')
      .select(['kind', 'data'])
      .where('conversation_id', '=', id)
      .orderBy('seq')
      .execute()
    return events
      .filter(({ kind }) => /due|late|assigned/.test(kind))
      .map(({ kind, data }) => [kind, data.users ?? data.user])
  }
  await tellDue(world.db, hours(2.9))
  assert.deepEqual(await told(), [])
  await tellDue(world.db, hours(3))
  await tellDue(world.db, hours(3.1))
  assert.deepEqual(await told(), [['conversation.due-soon', [marta.id]]])
  await tellDue(world.db, hours(4.6))
  await tellDue(world.db, hours(4.7))
  assert.deepEqual((await told()).slice(1), [
    ['conversation.late', [marta.id]],
    ['conversation.still-late', [olga.id]],
    ['conversation.assigned', nico.id],
  ])
  // A change of the rule does not say again what was said.
  await resettle(world.db, hours(4.7))
  await tellDue(world.db, hours(4.7))
  assert.equal((await told()).length, 4)
  const { count } = await world.db
    .selectFrom('service_warnings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('conversation_id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(count, 3)
})

test('what is given to a team with a rule of its own is told by that rule', async () => {
  const { olga } = world.cast
  const team = await world.tx((tx) => createTeam(tx, 'Second line', olga))
  const conditions = kit.conditions({ tags: ['escalated'], teams: [team.id] })
  await world.tx((tx) =>
    serviceLevels.make(
      tx,
      kit.rule({ name: 'Second', first_answer: 480, warn_before: 60, resolution: null, conditions }),
      olga,
    ),
  )
  await tagged('escalated', {
    resolution: 240,
    steps: [
      { after_minutes: 0, deed: 'give', to: `team:${team.id}` },
      { after_minutes: 30, deed: 'tell', to: 'managers' },
    ],
  })
  const { id } = await asked('escalated')
  const began = now
  now = hours(4.6)
  await tellDue(world.db, now)
  now = began
  const { rows } = await sql`select next_at, due_at from service_clocks where conversation_id = ${id}`.execute(world.db)
  assert.deepEqual(rows, [{ next_at: hours(7), due_at: hours(8) }])
  const kinds = () => world.eventsOf(id)
  assert.equal((await kinds()).filter((kind) => kind === 'conversation.assigned').length, 1)
  assert.ok(!(await kinds()).includes('conversation.still-late'))
  await tellDue(world.db, hours(7))
  assert.equal((await kinds()).at(-1), 'conversation.due-soon')
  await tellDue(world.db, hours(8))
  assert.equal((await kinds()).at(-1), 'conversation.late')
})

test('a rule that leaves more time warns again, one that was left and comes back does not', async () => {
  const short = await tagged('retagged', { first_answer: 60, resolution: null })
  const conditions = kit.conditions({ tags: ['retagged'] })
  const change = async (first_answer: number, at: Date) => {
    const given = kit.rule({ name: 'retagged', first_answer, resolution: null, warn_before: 30, conditions })
    await world.tx((tx) => serviceLevels.change(tx, short, given, world.cast.nico))
    await resettle(world.db, at)
  }
  const { id } = await asked('retagged')
  const told = async () => (await world.eventsOf(id)).filter((kind) => /due-soon|late/.test(kind))
  await tellDue(world.db, hours(2))
  await change(480, hours(2))
  await tellDue(world.db, hours(7.5))
  await tellDue(world.db, hours(8))
  const all = ['conversation.late', 'conversation.due-soon', 'conversation.late']
  assert.deepEqual(await told(), all)
  await change(60, hours(8))
  await change(480, hours(8))
  await tellDue(world.db, hours(9))
  assert.deepEqual(await told(), all)
})

test('what was said of one is not said again of the conversation it becomes part of', async () => {
  await tagged('joined', { steps: [{ after_minutes: 0, deed: 'tell', to: 'managers' }] })
  const [into, other] = [await asked('joined'), await asked('joined')]
  await sql`delete from service_clocks where conversation_id = ${into.id}`.execute(world.db)
  await sql`update service_clocks set next_at = ${hours(100)} where conversation_id <> ${other.id}`.execute(world.db)
  await tellDue(world.db, hours(5))
  await world.tx((tx) => unite(tx, into.id, [other.id], true))
  const clocks = async () =>
    (
      await sql`select kind, told from service_clocks where conversation_id = ${into.id} order by kind`.execute(
        world.db,
      )
    ).rows
  assert.deepEqual(await clocks(), [
    { kind: 'answer', told: 0 },
    { kind: 'resolution', told: null },
  ])
  await sql`update service_clocks set told = null, next_at = ${now} where conversation_id = ${into.id}`.execute(
    world.db,
  )
  await tellDue(world.db, hours(5))
  assert.ok(!(await world.eventsOf(into.id)).includes('conversation.late'))
})

test('old history that comes in late rings nobody', async () => {
  await tagged('history', {
    warn_before: 60,
    steps: [{ after_minutes: 0, deed: 'give', to: `user:${world.cast.nico.id}` }],
  })
  const old = new Date(now.getTime() - 40 * 24 * hourMs)
  const { id } = await someConversation(world.db, said('1', { saidAt: old }))
  await world.tx((tx) => tag(tx, id, 'history', world.cast.marta))
  await tellDue(world.db, now)
  const kinds = await world.eventsOf(id)
  assert.deepEqual(kinds, ['conversation.tagged', 'conversation.late', 'conversation.late'])
  const late = await world.db
    .selectFrom('events')
    .select('data')
    .where('conversation_id', '=', id)
    .where('kind', '=', 'conversation.late')
    .execute()
  assert.ok(late.every(({ data }) => JSON.stringify(data.users) === '[]' && data.managers === false))
})
