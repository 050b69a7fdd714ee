import assert from 'node:assert/strict'
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '../log.ts'
import { openFolder } from './folder.ts'
import { packageFolder } from './packaged.ts'
import { begin, elsewhere, scratchFolder } from './postgres.test-kit.ts'
import { explained, refusalFrom } from './refusal.ts'
import { startPostgres } from './start.ts'

const log = createLog('silent')

test('data of another PostgreSQL is left alone, with the commands that carry it over', async () => {
  const folder = await scratchFolder()
  await mkdir(path.join(folder, 'postgres'))
  await writeFile(path.join(folder, 'postgres/PG_VERSION'), '17\n')
  await assert.rejects(startPostgres({ dataFolder: folder, log }), (error: Error) => {
    assert.match(error.message, /written by PostgreSQL 17 and this Tertulia carries PostgreSQL 18: nothing was changed/)
    assert.match(error.message, /npm run tertulia -- backup before.tertulia/)
    assert.ok(error.message.includes(`mkdir ${folder}-17 && mv ${folder}/postgres* ${folder}-17/`))
    assert.match(error.message, /npm run tertulia -- restore before.tertulia/)
    return true
  })
  assert.deepEqual(await readdir(path.join(folder, 'postgres')), ['PG_VERSION'])
})

test('a data folder that this user may not write to', async () => {
  const folder = await scratchFolder()
  await chmod(folder, 0o555)
  // In a namespace without rights permissions hold for root too.
  const prefix = process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=65534', '--'] : []
  for (const wish of ['lock', 'serve']) {
    const { said } = await elsewhere(folder, wish, prefix)
    assert.match(
      said.refused ?? '',
      /cannot be used \(EACCES\): nothing was changed; let this user write there, or set/,
    )
  }
})

test('a lost password file is asked for', async () => {
  const folder = await scratchFolder()
  await (await startPostgres({ dataFolder: folder, log })).stop()
  await rm(path.join(folder, 'postgres.json'))
  await assert.rejects(startPostgres({ dataFolder: folder, log }), /its file postgres.json is not: put that file back/)
})

test('a broken setting of the operator is named', async () => {
  const folder = await scratchFolder()
  await (await startPostgres({ dataFolder: folder, log })).stop()
  await writeFile(path.join(folder, 'postgres/local.conf'), 'shared_buffers = lots\n')
  await assert.rejects(
    startPostgres({ dataFolder: folder, log }),
    /did not start on .*local.conf" contains errors.*postgres.log says/,
  )
  await writeFile(path.join(folder, 'postgres/local.conf'), "shared_buffers = '32MB'\n")
  await (await startPostgres({ dataFolder: folder, log })).stop()
})

test('a first start that is killed leaves nothing that looks like data', async () => {
  const folder = await scratchFolder()
  const other = begin(folder, 'serve')
  while (!(await readdir(folder)).some((name) => name.startsWith('postgres.new-'))) await sleep(5)
  other.process.kill('SIGKILL')
  await assert.rejects(other.said, /said nothing/)
  assert.equal((await readdir(folder)).includes('postgres'), false)
  await (await startPostgres({ dataFolder: folder, log })).stop()
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('postgres.new-')),
    [],
  )
})

test('a machine without its binaries is told how to get them', () => {
  assert.throws(() => packageFolder('linux-riscv64'), /No PostgreSQL is packaged for this machine \(linux-riscv64\)/)
})

test('what PostgreSQL and the system say becomes one plain sentence', async () => {
  const folder = await openFolder(await scratchFolder())
  const key = (output: string) => refusalFrom(output, folder).words.key
  const full =
    '2026-01-01 10:00:00.000 UTC [7] PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device'
  assert.equal(key(full), 'postgres.disk-full')
  assert.equal(
    key('FATAL:  could not extend file "1": wrote only 4096 of 8192 bytes at block 10'),
    'postgres.disk-full',
  )
  assert.equal(key('initdb: error: could not create directory "x": Read-only file system'), 'postgres.folder-unusable')
  assert.equal(key('postgres: error while loading shared libraries: libpq.so.5: cannot open'), 'postgres.cannot-run')
  assert.equal(key('spawn /x/bin/postgres ENOENT'), 'postgres.no-glibc')
  assert.equal(key(''), 'postgres.no-start')
  const enospc = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
  assert.match(String(explained(enospc, '/data')), /disk that holds \/data is full: what was stored is safe/)
  assert.equal(explained(full, '/data'), full)
})
