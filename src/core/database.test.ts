import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { emptyDatabase } from '../../test/database.ts'
import { isDatabaseLost, openDatabase, steadily } from './database.ts'

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => assert.fail('It did not fail.'),
    (error: unknown) => error,
  )

test('a wrong statement is not a lost database', async () => {
  const { url, drop } = await emptyDatabase()
  const { pool, close } = openDatabase({ connectionString: url }, 2)
  assert.equal(isDatabaseLost(await failure(pool.query('select from nowhere'))), false)
  await close()
  await drop()
  assert.equal(isDatabaseLost('Connection terminated'), false)
  assert.equal(isDatabaseLost(new Error('duplicate key value')), false)
})

test('a connection that is ended, and a server that is not there, are', async () => {
  const { url, drop } = await emptyDatabase()
  const { pool, close } = openDatabase({ connectionString: url }, 2)
  const client = await pool.connect()
  client.on('error', () => {})
  assert.ok(isDatabaseLost(await failure(client.query('select pg_terminate_backend(pg_backend_pid())'))))
  assert.ok(isDatabaseLost(await failure(client.query('select 1'))))
  client.release(true)
  await close()
  await drop()
  const nowhere = openDatabase({ host: '/nowhere', port: 1 }, 1)
  assert.ok(isDatabaseLost(await failure(nowhere.pool.query('select 1'))))
  await nowhere.close()
})

test('two that wait for each other both come through, and what was begun in vain leaves nothing', async () => {
  const { url, drop } = await emptyDatabase()
  const { db, close } = openDatabase({ connectionString: url }, 3)
  await sql`create table doors (id int primary key, passed int not null default 0)`.execute(db)
  await sql`insert into doors values (1), (2)`.execute(db)
  const both = Promise.withResolvers<void>()
  let inside = 0
  const pass = (first: number, second: number) =>
    steadily(db, async (tx) => {
      await sql`update doors set passed = passed + 1 where id = ${first}`.execute(tx)
      inside += 1
      if (inside === 2) both.resolve()
      await both.promise
      await sql`update doors set passed = passed + 1 where id = ${second}`.execute(tx)
    })
  await Promise.all([pass(1, 2), pass(2, 1)])
  assert.equal(inside, 3)
  const { rows } = await sql`select id, passed from doors order by id`.execute(db)
  assert.deepEqual(rows, [
    { id: 1, passed: 2 },
    { id: 2, passed: 2 },
  ])
  await assert.rejects(
    steadily(db, (tx) => sql`select from nowhere`.execute(tx)),
    /nowhere/,
  )
  await close()
  await drop()
})
