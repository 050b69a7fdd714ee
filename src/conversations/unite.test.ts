import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { heard, minute, said, someConversation, type TestChannel, us } from '../../test/talk.ts'
import { close } from './close.ts'
import { findConversation } from './conversation.ts'
import { deliveriesOf } from './deliveries.ts'
import { reply } from './reply.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

/** Two threads, the smaller id first: the second is the one that will be absorbed. */
async function twoThreads({ db } = world): Promise<{ into: string; absorbed: string; channel: TestChannel }> {
  const { channel } = await someConversation(db, said('a'), said('b', { saidAt: minute(2) }))
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('channel_id', '=', channel.id)
    .orderBy('id')
    .execute()
  return { into: rows[0]?.id ?? '', absorbed: rows[1]?.id ?? '', channel }
}

const link = said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(3) })

test('a reply that is being decided while its conversation is absorbed is not lost', async () => {
  const { into, absorbed, channel } = await twoThreads()
  let uniting: Promise<unknown> = Promise.resolve()
  const decided = await world.tx(async (tx) => {
    const mine = await reply(tx, world.connectors, absorbed, { text: 'Sí, hasta las 8.' }, world.cast.marta)
    uniting = heard(world.db, channel, link)
    await wait(300)
    return mine
  })
  await uniting
  const [delivery] = await deliveriesOf(world.db, decided.id)
  assert.deepEqual([delivery?.text, delivery?.conversationId], ['Sí, hasta las 8.', into])
})

test('a closing under way does not make the union fail', async () => {
  const { into, absorbed, channel } = await twoThreads()
  await world.tx((tx) => close(tx, absorbed, world.cast.nico))
  let uniting: Promise<unknown> = Promise.resolve()
  await world.tx(async (tx) => {
    await close(tx, into, world.cast.marta)
    uniting = heard(world.db, channel, link)
    await wait(300)
  })
  await uniting
  const left = await world.db.selectFrom('conversations').select('id').where('channel_id', '=', channel.id).execute()
  assert.deepEqual(left, [{ id: into }])
})

test('what is deleted in the very batch that unites two threads waits for no answer', async () => {
  const { into, channel } = await twoThreads()
  await heard(world.db, channel, said('a2', { author: us, parentExternalId: 'a', saidAt: minute(4) }))
  const before = await findConversation(world.db, into)
  assert.equal(before.waitingSince, null)
  const reader = said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(1), concernsUs: false })
  await heard(world.db, channel, said('b2', { parentExternalId: 'b', saidAt: minute(5) }))
  await heard(world.db, channel, reader, { kind: 'deletion', externalId: 'b2' })
  const united = await findConversation(world.db, into)
  assert.deepEqual([united.messageCount, united.waitingSince], [5, null])
  assert.ok((await world.eventsOf(into)).includes('message.deleted'), 'the page of the thread is told')
})

test('what waits to be given, and what was left free, stays so in the thread that is left', async () => {
  const { into, absorbed, channel } = await twoThreads()
  await sql`insert into assignment_waits (conversation_id) values (${absorbed})`.execute(world.db)
  await sql`insert into conversations_left_free (conversation_id) values (${absorbed})`.execute(world.db)
  await heard(world.db, channel, link)
  for (const table of ['assignment_waits', 'conversations_left_free']) {
    const { rows } = await sql`select conversation_id as id from ${sql.table(table)}
      where conversation_id in (${into}, ${absorbed})`.execute(world.db)
    assert.deepEqual(rows, [{ id: into }])
  }
})

/** What says in which state it is goes with that state, and a link has two ends: each is tried by itself. */
const otherwise = [
  'conversation_closures',
  'conversation_snoozes',
  'conversation_spam',
  'conversations_left_free',
  'conversation_links',
]
/** Where a table would not take what any column of that type is given. */
const given = new Map([
  ['conversation_assignments.team_id', '00000000-0000-7000-8000-000000000001'],
  ['presences.doing', 'looking'],
  ['response_answers.question', 'is-so'],
  ['response_choices.chosen', 'watch'],
  ['service_clocks.kind', 'answer'],
  ['service_clocks.target', 'resolution'],
  ['service_clocks.paused_at', 'now'],
  ['service_results.target', 'resolution'],
])
const someOf = new Map([
  ['uuid', '00000000-0000-7000-8000-000000000001'],
  ['bytea', '\\x00'],
  ['timestamp with time zone', 'now'],
  ['date', 'today'],
  ['boolean', 'true'],
  ['jsonb', '{}'],
  ['text', 'x'],
])

test('whatever hangs on a conversation is there in the thread that is left', async (t) => {
  const apart = await createWorld()
  t.after(() => apart.drop())
  const { into, absorbed, channel } = await twoThreads(apart)
  await forgetWhatElseIsHungOn(apart)
  const tables = await fillAll(apart, absorbed)
  assert.ok(tables.length > 20, String(tables.length))
  await heard(apart.db, channel, link)
  const lost = []
  for (const table of tables) {
    const { rows } = await sql`select from ${sql.table(table)} where conversation_id = ${into}`.execute(apart.db)
    if (rows.length === 0) lost.push(table)
  }
  assert.deepEqual(lost, [])
})

/** Rows by themselves will do: which level or person they name is not what this is about. */
async function forgetWhatElseIsHungOn({ db }: World): Promise<void> {
  const { rows } = await sql<{ name: string; table: string }>`
    select conname as name, conrelid::regclass::text as table from pg_constraint
    where contype = 'f' and confrelid <> 'conversations'::regclass`.execute(db)
  for (const { name, table } of rows)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db)
}

/** One row of the conversation in every table that hangs on conversations. */
async function fillAll({ db }: World, conversationId: string): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string; type: string; must: boolean }>`
    select distinct c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
      a.attnotnull and not a.atthasdef as must
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where k.contype = 'f' and k.confrelid = 'conversations'::regclass
      and c.relname <> all(${['messages', ...otherwise]})`.execute(db)
  const tables = [...new Set(rows.map(({ table }) => table))].sort()
  for (const table of tables) {
    const values = new Map(
      rows
        .filter((row) => row.table === table && (row.must || given.has(`${table}.${row.column}`)))
        .map(({ column, type }) => [column, given.get(`${table}.${column}`) ?? someOf.get(type) ?? '1']),
    ).set('conversation_id', conversationId)
    await sql`insert into ${sql.table(table)} (${sql.join([...values.keys()].map((one) => sql.ref(one)))})
      values (${sql.join([...values.values()])})`.execute(db)
  }
  return tables
}
