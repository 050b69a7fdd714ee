import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { heard, said, someConversation } from '../../../test/talk.ts'
import { record, subscribe } from '../../core/events.ts'
import { assign, unassign } from '../assign.ts'
import { close, reopen } from '../close.ts'
import { findConversation } from '../conversation.ts'
import { clearSpam, markSpam } from '../spam.ts'
import { tag, untag } from '../tag.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'
import { awaitBacklog, giveOutSoon } from './await.ts'
import { giveOut } from './give-out.ts'
import { letGo } from './let-go.ts'
import { assignmentSubscribers } from './subscribers.ts'

let world: World
before(async () => {
  world = await createWorld()
  subscribe({ ...assignmentSubscribers, later: new Map() })
})
after(() => world.drop())
beforeEach(async () => {
  await sql`update assignment_rules set removed_at = now()`.execute(world.db)
  await sql`update conversations set state = 'closed'`.execute(world.db)
  for (const table of ['assignment_people', 'assignment_waits', 'conversation_assignments'])
    await sql`delete from ${sql.table(table)}`.execute(world.db)
  await sql`delete from graphile_worker._private_jobs`.execute(world.db)
})

const ask = (path: string, init?: RequestInit) => world.as(world.cast.nico)(path, init)
const give = (anew = false) => giveOut(world.db, new Date(), { anew })
const holder = async (id: string) => (await findConversation(world.db, id)).assignment?.user?.name

async function make(more: object): Promise<void> {
  assert.equal((await ask('/settings/assignment', json('POST', { name: 'Pedidos', ...more }))).status, 201)
  await sql`delete from graphile_worker._private_jobs`.execute(world.db)
}

async function talk(saidAt = new Date()): Promise<string> {
  const { id } = await someConversation(world.db, said('1', { saidAt }))
  await sql`delete from readings_due`.execute(world.db)
  return id
}

async function jobs(name = 'conversations.give-out') {
  const { rows } = await sql<{ later: boolean; key: string | null }>`
    select run_at > now() as later, key from graphile_worker.jobs where task_identifier = ${name}`.execute(world.db)
  return rows
}

const waits = async () => {
  const { rows } = await sql<{ id: string }>`select conversation_id as id from assignment_waits`.execute(world.db)
  return rows.map(({ id }) => id)
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

test('one job stands for all that waits, and one more while it runs', async () => {
  await make({ user_ids: [world.cast.marta.id] })
  await talk()
  await talk()
  assert.deepEqual(await jobs(), [{ later: false, key: null }])
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody'`.execute(world.db)
  await talk()
  await talk()
  assert.equal((await jobs()).length, 2)
})

test('a job is not taken before what it was for is written, and nobody waits for that', async () => {
  await make({ user_ids: [world.cast.marta.id] })
  await talk()
  await world.tx(async (tx) => {
    await giveOutSoon(tx)
    const { rows } = await sql`select from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'conversations.give-out' for update of j skip locked`.execute(world.db)
    assert.equal(rows.length, 0)
    await talk()
  })
  assert.equal((await jobs()).length, 2)
})

test('whoever finds somebody else giving leaves it for a second later', async () => {
  await make({ user_ids: [world.cast.marta.id] })
  const id = await talk()
  await sql`delete from graphile_worker._private_jobs`.execute(world.db)
  await world.tx(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('assignment'), hashtext(current_schema()))`.execute(tx)
    assert.deepEqual([await give(), await give(), await give(true)], [0, 0, 0])
  })
  const left = await jobs()
  assert.ok(left.every((job) => job.later))
  assert.deepEqual(left.map(({ key }) => key).toSorted(), [
    'conversations.give-out:again',
    'conversations.give-out:anew',
  ])
  assert.equal(await give(true), 1)
  assert.equal(await holder(id), 'Marta')
})

test('many that nobody can take do not stand before the one somebody can', async () => {
  const { marta } = world.cast
  const skilled = await ask(`/skills/${marta.id}`, json('PUT', { languages: ['es'] }))
  assert.equal(skilled.status, 200)
  await make({ user_ids: [marta.id], skills: ['language'], without_skill: 'wait' })
  const ids = Array.from({ length: 230 }, (_, at) => `m${at}`)
  const { channel } = await someConversation(world.db, ...ids.map((id) => said(id, { saidAt: new Date() })))
  await heard(world.db, channel, said('last', { saidAt: new Date() }))
  await sql`delete from readings_due`.execute(world.db)
  await sql`update conversations set language = 'de' where state = 'open'`.execute(world.db)
  assert.equal(await give(), 0)
  assert.equal((await waits()).length, 231)
  const { rows } = await sql<{ id: string }>`update conversations set language = 'es'
    where id = (select conversation_id from assignment_waits order by since desc limit 1) returning id`.execute(
    world.db,
  )
  assert.equal(await give(), 1)
  assert.equal(await holder(rows[0]?.id ?? ''), 'Marta')
})

test('what opens again after more than a day is given; what is only heard so late is not', async () => {
  const { marta, nico } = world.cast
  await make({ user_ids: [marta.id] })
  const id = await talk(daysAgo(3))
  assert.equal(await give(), 0)
  await world.tx((tx) => close(tx, id, nico))
  await world.tx((tx) => reopen(tx, id, nico))
  assert.equal(await give(), 1)
  assert.equal(await holder(id), 'Marta')
})

test('spam is given to nobody, counts for nobody, and is given when it is none', async () => {
  const { marta, nico } = world.cast
  await make({ user_ids: [marta.id] })
  const waiting = await talk()
  await world.tx((tx) => markSpam(tx, waiting, nico))
  assert.equal(await give(), 0)
  assert.deepEqual(await waits(), [])
  await world.tx((tx) => clearSpam(tx, waiting, nico))
  assert.equal(await give(), 1)
  assert.equal(await holder(waiting), 'Marta')
  await world.tx((tx) => markSpam(tx, waiting, nico))
  const { people } = await (await ask('/settings/assignment', json('GET'))).json()
  assert.equal(people.find(({ id }: { id: string }) => id === marta.id).load, 0)
  assert.equal(await holder(waiting), 'Marta')
})

test('what somebody left free is not given with all the rest, nor when it waited already', async () => {
  const { marta, nico } = world.cast
  const [free, other] = [await talk(), await talk()]
  await world.tx((tx) => assign(tx, free, { userId: nico.id }, nico))
  await world.tx((tx) => unassign(tx, free, nico))
  await make({ user_ids: [marta.id] })
  assert.equal(await world.tx(awaitBacklog), 1)
  await sql`insert into assignment_waits (conversation_id) values (${free})`.execute(world.db)
  assert.equal(await give(), 1)
  assert.deepEqual([await holder(free), await holder(other), await waits()], [undefined, 'Marta', []])
})

test('what is tagged goes by the rule that asks for the tag, also where it waits by another', async () => {
  const { marta, nico, olga } = world.cast
  await make({ user_ids: [olga.id], conditions: { tags: ['vip'] } })
  const one = await talk()
  assert.equal(await give(), 0)
  await world.tx((tx) => tag(tx, one, 'vip', nico))
  assert.equal(await give(), 1)
  assert.equal(await holder(one), 'Olga')
  await make({ user_ids: [marta.id] })
  assert.equal((await ask(`/settings/assignment/people/${olga.id}`, json('PUT', { capacity: 1 }))).status, 200)
  const other = await talk()
  await world.tx((tx) => tag(tx, other, 'vip', nico))
  assert.equal(await give(), 0)
  await world.tx((tx) => untag(tx, other, 'vip', nico))
  assert.equal(await give(), 1)
  assert.equal(await holder(other), 'Marta')
})

test('what a removed colleague had closed does not come back to them', async () => {
  const { marta, nico } = world.cast
  const id = await talk()
  await world.tx((tx) => assign(tx, id, { userId: marta.id }, nico))
  await world.tx((tx) => close(tx, id, nico))
  await sql`update users set deactivated_at = now() where id = ${marta.id}`.execute(world.db)
  assert.equal(await letGo(world.db, marta.id), 0)
  await sql`update users set deactivated_at = null where id = ${marta.id}`.execute(world.db)
  await world.tx((tx) => reopen(tx, id, nico))
  assert.equal(await holder(id), undefined)
  assert.ok(!(await world.eventsOf(id)).includes('conversation.unassigned'))
})

test('who only looks from now on has nothing any more', async () => {
  const { marta, nico } = world.cast
  const id = await talk()
  await world.tx((tx) => assign(tx, id, { userId: marta.id }, nico))
  const changed = (from: string, to: string) =>
    world.tx(async (tx) => {
      await sql`update users set role = ${to} where id = ${marta.id}`.execute(tx)
      await record(tx, 'user.role-changed', { by: nico, data: { user: marta.id, from, to } })
    })
  await changed('agent', 'manager')
  assert.equal((await jobs('conversations.let-go')).length, 0)
  await changed('manager', 'observer')
  assert.equal((await jobs('conversations.let-go')).length, 1)
  assert.equal(await letGo(world.db, marta.id), 1)
  assert.equal(await holder(id), undefined)
  const page = await (await ask(`/conversations/${id}`, { headers: { accept: 'text/html' } })).text()
  assert.match(page, /Marta only looks now, so nobody has it now/)
  await changed('observer', 'agent')
})
