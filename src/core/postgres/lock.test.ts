import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { lockDataFolder } from './lock.ts'
import { elsewhere, ended, scratchFolder } from './postgres.test-kit.ts'

test('a second start is refused, and told where the first one is', async () => {
  const folder = await scratchFolder('data')
  const lock = await lockDataFolder(folder)
  await assert.rejects(lockDataFolder(folder), { words: { key: 'postgres.already-running', params: { folder } } })
  await lock.announce('http://localhost:3300')
  await assert.rejects(lockDataFolder(folder), /already running on .*data, at http:\/\/localhost:3300:/)
  const other = await elsewhere(folder, 'lock')
  assert.match(other.said.refused ?? '', /already running/)
  await lock.release()
  await (await lockDataFolder(folder)).release()
})

test('the lock of a killed process is free at once, and its address forgotten', async () => {
  const folder = await scratchFolder()
  const other = await elsewhere(folder, 'lock')
  assert.deepEqual(other.said, { locked: true })
  await assert.rejects(lockDataFolder(folder), { name: 'StartRefusal' })
  await writeFile(path.join(folder, 'tertulia.address'), 'http://localhost:1')
  other.process.kill('SIGKILL')
  await ended(other.process)
  const lock = await lockDataFolder(folder)
  await assert.rejects(lockDataFolder(folder), { words: { key: 'postgres.already-running', params: { folder } } })
  await lock.release()
})

test('of several starts at the same moment one wins', async () => {
  const folder = await scratchFolder('made', 'by', 'them')
  const all = await Promise.all(Array.from({ length: 6 }, () => elsewhere(folder, 'lock')))
  assert.equal(all.filter(({ said }) => said.locked).length, 1)
  assert.equal(all.filter(({ said }) => /already running/.test(said.refused ?? '')).length, 5)
})

test('a folder that cannot be one is refused with its reason', async () => {
  const folder = await scratchFolder()
  await writeFile(path.join(folder, 'file'), '')
  await assert.rejects(lockDataFolder(path.join(folder, 'file')), /cannot be used \(EEXIST\): nothing was changed/)
  await assert.rejects(lockDataFolder(path.join(folder, 'file', 'below')), /cannot be used \(ENOTDIR\)/)
  await mkdir(path.join(folder, 'tertulia.lock'))
  await assert.rejects(lockDataFolder(folder), /cannot be used \(tertulia.lock: unable to open database file\)/)
})
