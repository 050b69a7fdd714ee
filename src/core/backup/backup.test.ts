import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { sql } from 'kysely'
import { testCore } from '../../../test/cast.ts'
import { someChannel } from '../../../test/channel.ts'
import { emptyDatabase, testDatabase } from '../../../test/database.ts'
import type { Core } from '../core.ts'
import { type Database, openDatabase } from '../database.ts'
import { bringFile } from '../files/bring.ts'
import { startFakeS3 } from '../files/bucket.test-kit.ts'
import { type Bucket, bucketOf } from '../files/bucket.ts'
import { keepFile } from '../files/keep.ts'
import { moveFiles } from '../files/move.ts'
import { findFile, openFile } from '../files/read.ts'
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

/** A database with files in the bucket and in the database, backed up there, and the bucket it is in. */
async function withFiles(work: (given: Given) => Promise<void>): Promise<void> {
  await using fake = await startFakeS3()
  const source = await testDatabase()
  try {
    const home = testCore(source, fake.env)
    const bucket = bucketOf(home.config)
    assert.ok(bucket)
    const files = await Promise.all(
      [home, home, home, home, home, testCore(source)].map(async (core, index) => {
        const file = await bringFile(core, randomBytes(1000 * index))
        await keepFile(source.db, file)
        return file.sha256
      }),
    )
    await work({ fake, source, home, bucket, files, path: join(folder, 'files') })
  } finally {
    await source.drop()
  }
}

interface Given {
  fake: Awaited<ReturnType<typeof startFakeS3>>
  source: Awaited<ReturnType<typeof testDatabase>>
  home: Core
  bucket: Bucket
  files: Buffer[]
  path: string
}

const placesOf = async ({ db }: Pick<Database, 'db'>) =>
  (await db.selectFrom('files').select('place').orderBy('place').execute()).map(({ place }) => place)

/** Every file is what its name says. */
async function areWhole(core: Core, files: readonly Buffer[]): Promise<void> {
  for (const sha256 of files) {
    const bytes = await new Response(await openFile(core, await findFile(core, sha256))).arrayBuffer()
    assert.deepEqual(createHash('sha256').update(Buffer.from(bytes)).digest(), sha256)
  }
}

test('a bucket that fails, or that nobody names, makes no backup', () =>
  withFiles(async ({ fake, source, bucket, path }) => {
    await assert.rejects(backup(source.pool, path, { version: '0' }), /S3_BUCKET.*no backup was written/)
    fake.fault = 'forbidden'
    await assert.rejects(backup(source.pool, path, { version: '0', bucket }), /403 \(AccessDenied\).*no backup/)
    await assert.rejects(readFile(path), /ENOENT/)
  }))

test('a backup holds the bytes wherever they are; they are restored to where the settings say', () =>
  withFiles(async ({ fake, source, home, bucket, files, path }) => {
    const { fromBucket, lost } = await backup(source.pool, path, { version: '0', bucket })
    assert.deepEqual([fromBucket, lost], [5, 0])
    fake.objects.clear()
    await intoEmpty(async (database) => {
      await restore(database.pool, path, undefined)
      assert.deepEqual(new Set(await placesOf(database)), new Set(['database']))
      await areWhole(testCore(database), files)
    })
    await intoEmpty(async (database) => {
      await restore(database.pool, path, undefined)
      const core = testCore(database, fake.env)
      assert.equal((await moveFiles(core)).moved, files.length)
      assert.deepEqual(new Set(await placesOf(database)), new Set(['bucket']))
      assert.equal(fake.objects.size, files.length)
      await areWhole(core, files)
      // Under a name of its own: what it removes is never what another needs.
      const [one, two] = await Promise.all(
        [home, core].map(({ db }) => db.selectFrom('bucket_folder').select('name').execute()),
      )
      assert.notDeepEqual(one, two)
    })
  }))

test('a file that the bucket lost is counted and does not stand in the way of the rest', () =>
  withFiles(async ({ fake, source, bucket, files, path }) => {
    for (const name of fake.objects.keys())
      if (name.endsWith(files[2]?.toString('hex') ?? '')) fake.objects.delete(name)
    assert.equal((await backup(source.pool, path, { version: '0', bucket })).lost, 1)
    await intoEmpty(async (database) => {
      await restore(database.pool, path, undefined)
      assert.deepEqual(await placesOf(database), ['bucket', ...Array(5).fill('database')])
      await areWhole(testCore(database), files.toSpliced(2, 1))
    })
  }))

test('one changed byte of a file from the bucket is noticed, and nothing is left behind', () =>
  withFiles(async ({ source, bucket, path }) => {
    await backup(source.pool, path, { version: '0', bucket })
    const frames = zstdDecompressSync(await readFile(path))
    const end = frames.length - 5 - 1
    frames[end] = (frames[end] ?? 0) ^ 1
    await writeFile(`${path}-changed`, zstdCompressSync(frames))
    await intoEmpty(async (database) => {
      await assert.rejects(restore(database.pool, `${path}-changed`, undefined), /A file is not what was written/)
      assert.deepEqual(await placesOf(database), [])
    })
  }))
