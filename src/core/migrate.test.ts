import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDatabase } from '../../test/database.ts'
import { openDatabase } from './database.ts'
import { type Migration, migrate } from './migrate.ts'

const migration = (name: string, sql: string, checksum = name): Migration => ({ name, sql, checksum })
const first = migration('0001_a.sql', 'create table a (n int); insert into a values (1)')

async function onEmpty(work: (pool: ReturnType<typeof openDatabase>['pool']) => Promise<void>): Promise<void> {
  const empty = await emptyDatabase()
  const database = openDatabase({ connectionString: empty.url }, 4)
  try {
    await work(database.pool)
  } finally {
    await database.close()
    await empty.drop()
  }
}

test('each is applied once, in order, also when two start at the same moment', () =>
  onEmpty(async (pool) => {
    const both = await Promise.all([migrate(pool, [first]), migrate(pool, [first])])
    assert.deepEqual(both.map((applied) => applied.length).sort(), [0, 1])
    assert.deepEqual(await migrate(pool, [first, migration('0002_b.sql', 'alter table a add m int')]), ['0002_b.sql'])
    assert.equal((await pool.query('select n, m from a')).rows.length, 1)
  }))

test('one that fails leaves nothing behind, and the next start tries it again', () =>
  onEmpty(async (pool) => {
    await assert.rejects(migrate(pool, [first, migration('0002_b.sql', 'create table b (n int); select 1/0')]))
    assert.equal((await pool.query(`select to_regclass('b') as b, to_regclass('a') as a`)).rows[0].b, null)
    assert.deepEqual(await migrate(pool, [first, migration('0002_b.sql', 'create table b (n int)')]), ['0002_b.sql'])
  }))

test('a database that is newer than the code, and an edited migration, are refused', () =>
  onEmpty(async (pool) => {
    await migrate(pool, [first, migration('0002_b.sql', 'select 1')])
    await assert.rejects(migrate(pool, [first]), /newer Tertulia \(0002_b/)
    await assert.rejects(
      migrate(pool, [migration('0001_a.sql', 'select 2', 'other'), migration('0002_b.sql', 'select 1')]),
      /edited/,
    )
  }))
