import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDatabase } from '../../test/database.ts'
import { isDatabaseLost, openDatabase } from './database.ts'

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
