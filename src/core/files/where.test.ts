import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { after, beforeEach, test } from 'node:test'
import { serve } from '@hono/node-server'
import { testCore } from '../../../test/cast.ts'
import { testDatabase } from '../../../test/database.ts'
import { bringFile } from './bring.ts'
import { bucketOf } from './bucket.ts'
import { appOf, ask, bytesOf, job, later, startHouse } from './house.test-kit.ts'
import { removeUnusedObjects } from './objects.ts'
import { fileUrl } from './routes.ts'
import { removeUnusedFiles } from './tidy.ts'

const house = await startHouse()
const { fake, database, core, plain, keep, places, expected } = house
beforeEach(house.clear)
after(house.stop)

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
