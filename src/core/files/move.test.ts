import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { asTests } from '../../../test/program.ts'
import { Refusal } from '../errors.ts'
import { bucketOf } from './bucket.ts'
import { ask, bytesOf, job, later, startHouse } from './house.test-kit.ts'
import { moveFiles } from './move.ts'
import { removeUnusedObjects } from './objects.ts'
import { findFile, openFile } from './read.ts'

const house = await startHouse()
const { fake, database, core, back, plain, keep, places, expected } = house
beforeEach(house.clear)
after(house.stop)

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
  const child = spawn(process.execPath, [...asTests, join(import.meta.dirname, 'move.test-kit.ts')], { env })
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
