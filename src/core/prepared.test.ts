import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../test/database.ts'
import type { Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

let database: Awaited<ReturnType<typeof testDatabase>>

before(async () => {
  database = await testDatabase()
  await sql`create table rooms (id int primary key, name text not null)`.execute(database.db)
  await sql`insert into rooms select n, 'room ' || n from generate_series(1, 20) as n`.execute(database.db)
})
after(() => database.drop())

const roomNamed = async (db: Db | Tx, id: number): Promise<string | undefined> =>
  (await prepared(db, sql<{ name: string }>`select name from rooms where id = ${id}`)).rows[0]?.name

const kept = async (db: Db | Tx): Promise<number> =>
  (
    await sql<{ count: number }>`
      select count(*) as count from pg_prepared_statements where statement like 'select name from rooms%'`.execute(db)
  ).rows[0]?.count ?? 0

test('a connection keeps what it is asked in the same words, once, and answers each time anew', async () => {
  await database.db.transaction().execute(async (tx) => {
    for (let id = 1; id <= 12; id += 1) assert.equal(await roomNamed(tx, id), `room ${id}`)
    assert.equal(await roomNamed(tx, 99), undefined)
    assert.equal(await kept(tx), 1)
  })
})

test('what is written meanwhile is seen, also after the table changed and after a transaction was undone', async () => {
  const { db } = database
  assert.equal(await roomNamed(db, 1), 'room 1')
  await sql`alter table rooms add column floor int not null default 0`.execute(db)
  await sql`update rooms set name = 'hall' where id = 1`.execute(db)
  for (let time = 0; time < 20; time += 1) assert.equal(await roomNamed(db, 1), 'hall')
  const undone = db.transaction().execute(async (tx) => {
    await sql`update rooms set name = 'cellar' where id = 1`.execute(tx)
    assert.equal(await roomNamed(tx, 1), 'cellar')
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  assert.equal(await roomNamed(db, 1), 'hall')
})

test('a mistake in it is told, and the connection goes on', async () => {
  const { db } = database
  const wrong = () => prepared(db, sql`select 1 / ${0}::int as nothing`)
  for (let time = 0; time < 3; time += 1) await assert.rejects(wrong, /division by zero/)
  assert.equal(await roomNamed(db, 2), 'room 2')
})

test('what is asked in ever other words is answered, and fills nothing', async () => {
  await database.db.transaction().execute(async (tx) => {
    for (let id = 1; id <= 150; id += 1) {
      const { rows } = await prepared(tx, sql<{ at: number }>`select ${sql.lit(id)}::int as at`)
      assert.deepEqual(rows, [{ at: id }])
    }
    const { rows } = await sql<{ count: number }>`select count(*) as count from pg_prepared_statements`.execute(tx)
    assert.ok((rows[0]?.count ?? 0) <= 100)
  })
})
