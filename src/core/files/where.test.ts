import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { testCore } from '../../../test/cast.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Core } from '../core.ts'
import { Refusal } from '../errors.ts'
import type { Env } from '../web.ts'
import { bringFile } from './bring.ts'
import { startFakeS3 } from './bucket.test-kit.ts'
import { bucketOf } from './bucket.ts'
import { fileJobs } from './jobs.ts'
import { keepFile } from './keep.ts'
import { moveFiles } from './move.ts'
import { removeUnusedObjects } from './objects.ts'
import { findFile, openFile } from './read.ts'
import { fileRoutes, fileUrl } from './routes.ts'
import { removeUnusedFiles } from './tidy.ts'

let fake: Awaited<ReturnType<typeof startFakeS3>>
let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  fake = await startFakeS3()
  database = await testDatabase()
})
after(async () => {
  await fake[Symbol.asyncDispose]()
  await database.drop()
})
beforeEach(async () => {
  fake.fault = undefined
  fake.objects.clear()
  fake.asked.length = 0
  await database.db.deleteFrom('files').execute()
  await database.db.deleteFrom('bucket_objects').execute()
})

/** A process with these settings; what one learnt of the bucket another does not know. */
const core = (env: Record<string, string> = fake.env): Core => testCore(database, env)
const back = () => core({ ...fake.env, FILES_IN: 'database' })
const plain = () => core({})

async function keep(home: Core, bytes: Uint8Array = randomBytes(2000)) {
  const brought = await bringFile(home, bytes)
  await keepFile(database.db, brought)
  return { bytes: Buffer.from(bytes), sha256: brought.sha256, brought }
}

const ask = (home: Core, sha256: Buffer, method = 'GET') => appOf(home).request(fileUrl(sha256), { method })

function appOf(home: Core): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((error) => {
    if (!(error instanceof Refusal)) throw error
    return new Response(error.words.key, { status: error.status, headers: { 'retry-after': `${error.retryAfterS}` } })
  })
  app.route(
    '/',
    fileRoutes(home, async (_c, next) => next()),
  )
  return app
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())
const places = async () =>
  (await database.db.selectFrom('files').select(['place', 'content']).orderBy('sha256').execute()).map((row) => {
    assert.equal(row.content !== null, row.place === 'database')
    return row.place
  })
const expected = async () => (await database.db.selectFrom('bucket_objects').selectAll().execute()).length
const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const job = (home: Core, name: string) => fileJobs(home, new AbortController().signal)[name]?.({})

test('while the bucket fails, whatever is in it is 503 with when to try again; what it lost is 404', async () => {
  const { sha256 } = await keep(core())
  for (const fault of ['broken', 'busy', 'forbidden', 'no-bucket', 'reset'] as const) {
    fake.fault = fault
    const answer = await ask(core(), sha256)
    assert.deepEqual([answer.status, await answer.text()], [503, 'core.file-away'], fault)
    assert.equal(answer.headers.get('retry-after'), '60')
  }
  const nowhere = await ask(plain(), sha256)
  assert.deepEqual([nowhere.status, await nowhere.text()], [503, 'core.file-away'])
  fake.fault = undefined
  fake.objects.clear()
  const lost = await ask(core(), sha256)
  assert.deepEqual([lost.status, await lost.text()], [404, 'core.file-lost'])
})

test('what the bucket gives back is never whole when it is not what was put there', async () => {
  const { sha256, bytes } = await keep(core(), randomBytes(500_000))
  const server = serve({ fetch: appOf(core()).fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${fileUrl(sha256)}`
  try {
    for (const fault of ['other', 'longer', 'cut'] as const) {
      fake.fault = fault
      await assert.rejects(async () => (await fetch(url)).arrayBuffer(), fault)
    }
    fake.fault = undefined
    assert.deepEqual(await bytesOf(await fetch(url)), bytes)
  } finally {
    server.close()
  }
})

test('a new file goes into the bucket, its row says so, and it is served with the same headers', async () => {
  const { sha256, bytes } = await keep(core())
  assert.deepEqual(await places(), ['bucket'])
  assert.equal(fake.objects.size, 1)
  const answer = await ask(core(), sha256)
  assert.deepEqual(await bytesOf(answer), bytes)
  const there = await keep(plain())
  const same = await ask(plain(), there.sha256)
  assert.deepEqual(await bytesOf(same), there.bytes)
  const headers = ({ headers }: Response) =>
    [...headers].filter(([name]) => !['etag', 'content-disposition'].includes(name))
  assert.deepEqual(headers(answer), headers(same))
})

test('who asks for the head only, or has it already, costs the bucket nothing', async () => {
  const { sha256, bytes } = await keep(core())
  fake.asked.length = 0
  const head = await ask(core(), sha256, 'HEAD')
  assert.equal(head.headers.get('content-length'), String(bytes.length))
  assert.deepEqual(fake.asked, [])
})

test('the same twice is put once; known already, it is not put again and stays a day longer', async () => {
  const home = core()
  const { bytes } = await keep(home)
  await database.db
    .updateTable('files')
    .set({ stored_at: later(-48) })
    .execute()
  fake.asked.length = 0
  assert.equal((await keep(home, bytes)).brought.place, 'kept')
  assert.deepEqual(fake.asked, [])
  assert.equal(await removeUnusedFiles(database.db, new Date()), 0)
})

test('while the bucket fails new files go into the database, without asking for each; the job moves them later', async () => {
  const home = core()
  fake.fault = 'broken'
  const kept = [await keep(home), await keep(home), await keep(home)]
  assert.equal(fake.asked.length, 2)
  assert.deepEqual(await places(), ['database', 'database', 'database'])
  await job(core(), 'core.move-files')
  assert.deepEqual(await places(), ['database', 'database', 'database'])
  fake.fault = undefined
  await job(core(), 'core.move-files')
  assert.deepEqual(await places(), ['bucket', 'bucket', 'bucket'])
  for (const { sha256, bytes } of kept) assert.deepEqual(await bytesOf(await ask(core(), sha256)), bytes)
})

test('switched on, old files move in batches; stopped anywhere all are somewhere, and it goes on', async () => {
  const kept = await Promise.all(Array.from({ length: 50 }, () => keep(plain())))
  let rounds = 0
  const first = await moveFiles(core(), () => ++rounds > 3)
  assert.ok(first.moved > 0 && first.moved < kept.length)
  for (const { sha256, bytes } of kept) assert.deepEqual(await bytesOf(await ask(core(), sha256)), bytes)
  const rest = await moveFiles(core())
  assert.equal(first.moved + rest.moved, kept.length)
  assert.equal(fake.objects.size, kept.length)
  assert.deepEqual(await moveFiles(core()), { moved: 0, failed: 0, trouble: undefined })
})

test('switched back, files return to the database, and their objects go after a day', async () => {
  const kept = await Promise.all(Array.from({ length: 30 }, () => keep(core())))
  assert.equal((await moveFiles(back())).moved, kept.length)
  for (const { sha256, bytes } of kept) assert.deepEqual(await bytesOf(await ask(plain(), sha256)), bytes)
  const bucket = bucketOf(back().config)
  assert.ok(bucket)
  assert.equal(await removeUnusedObjects(database.db, bucket, later(23)), 0)
  assert.equal(await removeUnusedObjects(database.db, bucket, later(25)), kept.length)
  assert.equal(fake.objects.size, 0)
  assert.equal(await expected(), 0)
})

test('what cannot come back is left and counted, and the others still come; a bucket that fails ends the round', async () => {
  const [lost, other, whole] = [await keep(core()), await keep(core()), await keep(core())]
  for (const name of fake.objects.keys()) {
    if (name.endsWith(lost.sha256.toString('hex'))) fake.objects.delete(name)
    if (name.endsWith(other.sha256.toString('hex'))) fake.objects.set(name, randomBytes(2000))
  }
  const { moved, failed, trouble } = await moveFiles(back())
  assert.deepEqual([moved, failed, trouble], [1, 2, undefined])
  assert.deepEqual(await bytesOf(await ask(plain(), whole.sha256)), whole.bytes)
  fake.fault = 'forbidden'
  assert.equal((await moveFiles(back())).trouble?.trouble, 'refused')
})

test('one that came back while it was asked for is served from where it is now; one removed meanwhile is not found', async () => {
  const { sha256, bytes } = await keep(core())
  const row = await findFile(core(), sha256)
  await moveFiles(back())
  fake.objects.clear()
  assert.deepEqual(await bytesOf(new Response(await openFile(core(), row))), bytes)
  await database.db.deleteFrom('files').execute()
  await assert.rejects(openFile(core(), row), (error) => error instanceof Refusal && error.status === 404)
})

test('an answer that is lost after the bucket took the file loses and doubles nothing', async () => {
  const { sha256, bytes } = await keep(plain())
  fake.fault = 'unheard'
  const { moved, trouble } = await moveFiles(core())
  assert.deepEqual([moved, trouble?.trouble, fake.objects.size], [0, 'away', 1])
  assert.deepEqual(await bytesOf(await ask(plain(), sha256)), bytes)
  fake.fault = undefined
  assert.equal((await moveFiles(core())).moved, 1)
  assert.deepEqual(await bytesOf(await ask(core(), sha256)), bytes)
})

test('killed again and again while files move, there and back, each file is whole at every moment', async () => {
  const kept = await Promise.all(Array.from({ length: 120 }, () => keep(plain())))
  fake.pauseMs = 15
  for (const FILES_IN of ['bucket', 'database'] as const) {
    let kills = 0
    for (; kills < 2; kills += 1) await killedMoving(FILES_IN)
    const seen = await places()
    assert.ok(seen.includes('bucket') && seen.includes('database'), 'no kill fell between the first and the last')
    for (const { sha256, bytes } of kept) assert.deepEqual(await bytesOf(await ask(core(), sha256)), bytes)
    await moveFiles(core({ ...fake.env, FILES_IN }))
    assert.deepEqual(new Set(await places()), new Set([FILES_IN]))
  }
  fake.pauseMs = 0
  const bucket = bucketOf(core().config)
  assert.ok(bucket)
  await removeUnusedObjects(database.db, bucket, later(25))
  assert.equal(fake.objects.size, 0)
  for (const { sha256, bytes } of kept) assert.deepEqual(await bytesOf(await ask(plain(), sha256)), bytes)
})

/** A process of its own begins to move, and is killed after its third file. */
async function killedMoving(FILES_IN: string): Promise<void> {
  const env = { ...process.env, ...fake.env, FILES_IN, DATABASE_URL: database.url }
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'move.test-kit.ts')], { env })
  const method = FILES_IN === 'bucket' ? 'PUT' : 'GET'
  const before = fake.asked.length
  const ended = once(child, 'exit')
  while (fake.asked.slice(before).filter((line) => line.startsWith(method)).length < 14) {
    assert.equal(child.exitCode, null, 'it ended before it was killed')
    await sleep(3)
  }
  child.kill('SIGKILL')
  await ended
}

test('an object whose row never arose is tidied after a day; one that is being brought again is not', async () => {
  const bytes = randomBytes(100)
  await bringFile(core(), bytes)
  assert.equal(fake.objects.size, 1)
  const bucket = bucketOf(core().config)
  assert.ok(bucket)
  await database.db
    .updateTable('bucket_objects')
    .set({ needed_at: later(-25) })
    .execute()
  await bringFile(core(), bytes)
  assert.equal(await removeUnusedObjects(database.db, bucket, new Date()), 0)
  await database.db
    .updateTable('bucket_objects')
    .set({ needed_at: later(-25) })
    .execute()
  assert.equal(await removeUnusedObjects(database.db, bucket, new Date()), 1)
  assert.equal(fake.objects.size, 0)
})

test('a file that nothing refers to goes at night, its object the night after, also when the bucket was away between', async () => {
  const { sha256 } = await keep(core())
  const { sha256: fresh } = await keep(core())
  await database.db
    .updateTable('files')
    .set({ stored_at: later(-25) })
    .where('sha256', '=', sha256)
    .execute()
  await database.db
    .updateTable('bucket_objects')
    .set({ needed_at: later(-1000) })
    .execute()
  await job(core(), 'core.tidy-files')
  assert.equal((await ask(core(), sha256)).status, 404)
  assert.equal(fake.objects.size, 2, 'whoever still reads it can')
  await database.db
    .updateTable('bucket_objects')
    .set({ needed_at: later(-25) })
    .execute()
  fake.fault = 'broken'
  await job(core(), 'core.tidy-files')
  assert.equal(await expected(), 2)
  fake.fault = undefined
  await job(core(), 'core.tidy-files')
  assert.deepEqual(
    [...fake.objects.keys()].map((name) => name.split('/')[1]),
    [fresh.toString('hex')],
  )
  assert.equal((await ask(core(), fresh)).status, 200)
})

test('two databases that share a bucket never take away what the other needs', async () => {
  const other = await testDatabase()
  try {
    await database.pool.query(`update bucket_folder set name = 'one'`)
    await other.pool.query(`update bucket_folder set name = 'two'`)
    const bytes = randomBytes(100)
    const { sha256 } = await keep(core(), bytes)
    await bringFile(testCore(other, fake.env), bytes)
    const bucket = bucketOf(core().config)
    assert.ok(bucket)
    assert.equal(await removeUnusedObjects(other.db, bucket, later(25)), 1)
    assert.deepEqual(await bytesOf(await ask(core(), sha256)), bytes)
  } finally {
    await other.drop()
  }
})
