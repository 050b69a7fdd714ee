import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { someChannel } from '../../../test/channel.ts'
import { emptyDatabase, testDatabase } from '../../../test/database.ts'
import { type Database, openDatabase } from '../database.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'
import { tablesInOrder } from './tables.ts'

let folder: string
let full: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertulia-backup-'))
  full = await testDatabase()
  await someChannel(full.db)
  await full.db
    .insertInto('people')
    .values({ id: '01900000-0000-7000-8000-000000000001', name: 'Lucía "la de siempre"\t\\N\n' })
    .execute()
  await full.db
    .insertInto('files')
    .values({ sha256: Buffer.alloc(32, 7), mime: 'image/png', bytes: 3, content: Buffer.from([0, 255, 10]) })
    .execute()
  await full.db
    .insertInto('events')
    .values([
      { kind: 'a', data: '{"x":1}' },
      { kind: 'b', data: '{}' },
    ] as never)
    .execute()
})
after(async () => {
  await full.drop()
  await rm(folder, { recursive: true })
})

async function intoEmpty<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const empty = await emptyDatabase()
  const database = openDatabase({ connectionString: empty.url }, 3)
  try {
    return await work(database)
  } finally {
    await database.close()
    await empty.drop()
  }
}

/** Every row of every table as text, in an order of its own. */
async function contents({ pool }: Pick<Database, 'pool'>): Promise<Record<string, string[]>> {
  const client = await pool.connect()
  try {
    const all: Record<string, string[]> = {}
    for (const { name, columns } of await tablesInOrder(client)) {
      const { rows } = await client.query<{ row: string }>(
        `select row(${columns.join(', ')})::text as row from ${name} order by 1`,
      )
      all[name] = rows.map(({ row }) => row)
    }
    return all
  } finally {
    client.release()
  }
}

test('what was backed up is what is restored, and ids go on after the highest', async () => {
  const file = join(folder, 'whole')
  const { rows } = await backup(full.pool, file, { version: '0' })
  assert.ok(rows >= 5)
  await intoEmpty(async (database) => {
    assert.equal((await restore(database.pool, file, undefined)).rows, rows)
    assert.deepEqual(await contents(database), await contents(full))
    const { rows: next } = await sql<{ seq: number }>`insert into events (kind) values ('c') returning seq`.execute(
      database.db,
    )
    assert.equal(next[0]?.seq, 3)
  })
})

test('a round trip keeps any text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), { maxLength: 8 }),
      async (names) => {
        await full.db.deleteFrom('people').where('name', 'like', '~%').execute()
        const clean = names.map((name) => `~${name.replaceAll('\0', '')}`)
        for (const name of clean)
          await sql`insert into people (id, name) values (gen_random_uuid(), ${name})`.execute(full.db)
        const file = join(folder, 'texts')
        await backup(full.pool, file, { version: '0' })
        await intoEmpty(async (database) => {
          await restore(database.pool, file, undefined)
          const back = await database.db.selectFrom('people').select('name').where('name', 'like', '~%').execute()
          assert.deepEqual(back.map(({ name }) => name).sort(), [...clean].sort())
        })
      },
    ),
    { numRuns: 5 },
  )
})

test('a place that is not empty, a file cut short, one byte changed: refused, and nothing is left behind', async () => {
  const file = join(folder, 'whole')
  const bytes = await readFile(file)
  const users = { name: 'Olga', email: 'o@example.org', role: 'owner' }
  await sql`insert into users (id, name, email, role) values (gen_random_uuid(), ${users.name}, ${users.email}, ${users.role})`.execute(
    full.db,
  )
  await assert.rejects(restore(full.pool, file, undefined), /already/)
  await sql`delete from users`.execute(full.db)
  for (const [name, damaged] of Object.entries({
    short: bytes.subarray(0, bytes.length - 20),
    other: Buffer.from('not a backup at all'),
  })) {
    await writeFile(join(folder, name), damaged)
    await intoEmpty(async (database) => {
      await assert.rejects(restore(database.pool, join(folder, name), undefined), /damaged|cut short|cannot be read/)
      const { rows } = await database.pool.query(`select to_regclass('people') as there`)
      if (rows[0]?.there) assert.equal((await database.db.selectFrom('people').selectAll().execute()).length, 0)
    })
  }
})

test('the key travels only under its passphrase', async () => {
  const file = join(folder, 'with-key')
  const key = 'ab'.repeat(32)
  await backup(full.pool, file, { version: '0', key: { key, passphrase: 'correct horse battery' } })
  await intoEmpty(async (database) => {
    await assert.rejects(restore(database.pool, file, 'another passphrase'), /passphrase/)
  })
  await intoEmpty(async (database) => {
    assert.equal((await restore(database.pool, file, 'correct horse battery')).key, key)
  })
  await intoEmpty(async (database) => {
    assert.equal((await restore(database.pool, file, undefined)).key, undefined)
  })
})
