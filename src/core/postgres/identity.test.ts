import assert from 'node:assert/strict'
import { chmod, cp, mkdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { createLog } from '../log.ts'
import { packageFolder, withLinks } from './packaged.ts'
import { ask, elsewhere, ended, postmasterPid, scratchFolder } from './postgres.test-kit.ts'
import { reachableCopy } from './reachable-copy.ts'
import { startPostgres } from './start.ts'

const log = createLog('error')
const native = path.join(packageFolder(`${process.platform}-${process.arch}`), 'native')

/** A data folder that only root can walk to, as under /root. */
async function underAClosedDoor(): Promise<string> {
  const folder = await scratchFolder('closed', 'data')
  await mkdir(path.dirname(folder), { mode: 0o700 })
  return folder
}

const uidOf = async (pid: number) => Number(/^Uid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1])

async function serves(
  dataFolder: string,
  forbidden: 'namespace'[],
  sql: string,
): Promise<{ uid: number; rows: unknown }> {
  const postgres = await startPostgres({ dataFolder, log, forbidden })
  try {
    return { uid: await uidOf(await postmasterPid(dataFolder)), rows: await ask(postgres.connectionString, sql) }
  } finally {
    await postgres.stop()
  }
}

const make = `create table said as select 'hola' as words`
const look = 'select words from said'
const hola = [{ words: 'hola' }]

if (process.getuid?.() === 0 && process.platform === 'linux') {
  test('root serves its own data in a namespace', async () => {
    const folder = await underAClosedDoor()
    assert.equal((await serves(folder, [], make)).uid, 0)
    assert.equal((await stat(path.join(folder, 'postgres'))).uid, 0)
    assert.deepEqual((await serves(folder, [], look)).rows, hola)
  })

  test('where namespaces are forbidden, a uid without rights serves it from the same folder', async () => {
    const folder = await underAClosedDoor()
    const { uid } = await serves(folder, ['namespace'], make)
    assert.ok(uid >= 65520 && uid < 65534)
    assert.equal((await stat(path.join(folder, 'postgres'))).uid, uid)
    assert.equal((await stat(path.join(folder, 'postgres.json'))).uid, 0)
    assert.deepEqual(await serves(folder, [], look), { uid, rows: hola }, 'and keeps it when they are allowed again')
  })

  test('data that root served in a namespace goes over to the uid when namespaces become forbidden', async () => {
    const folder = await underAClosedDoor()
    await serves(folder, [], make)
    const { uid, rows } = await serves(folder, ['namespace'], look)
    assert.ok(uid >= 65520)
    assert.deepEqual(rows, hola)
  })

  test('under that uid too a killed server is replaced and an abandoned one adopted', async () => {
    const folder = await underAClosedDoor()
    const other = await elsewhere(folder, 'serve-without-namespace')
    const connectionString = other.said.connectionString ?? ''
    await ask(connectionString, make)
    other.process.kill('SIGKILL')
    await ended(other.process)
    const pid = await postmasterPid(folder)
    assert.deepEqual((await serves(folder, ['namespace'], look)).rows, hola)
    const again = await elsewhere(folder, 'serve-without-namespace')
    assert.notEqual(await postmasterPid(folder), pid)
    again.process.kill('SIGKILL')
    process.kill(await postmasterPid(folder), 'SIGKILL')
    assert.deepEqual((await serves(folder, ['namespace'], look)).rows, hola)
  })

  test('an ordinary user runs it as themselves, also one that /etc/passwd does not know', async () => {
    for (const uid of ['65534', '61357']) {
      const folder = await underAClosedDoor()
      await mkdir(folder)
      const other = await elsewhere(folder, 'serve', [
        'unshare',
        '--user',
        `--map-user=${uid}`,
        `--map-group=${uid}`,
        '--',
      ])
      assert.equal(other.said.refused, undefined)
      assert.deepEqual(await ask(other.said.connectionString ?? '', 'select 1 as one'), [{ one: 1 }])
      other.process.kill('SIGTERM')
      assert.equal(await ended(other.process), 0)
    }
  })

  test('a user without a name is told so where namespaces are forbidden', async () => {
    const folder = await underAClosedDoor()
    await mkdir(folder)
    const other = await elsewhere(folder, 'serve-without-namespace', ['unshare', '--user', '--map-user=61357', '--'])
    assert.match(other.said.refused ?? '', /User 61357 has no name in \/etc\/passwd/)
    const nested = await elsewhere(folder, 'serve', ['unshare', '--user', '--map-user=61357', '--'])
    assert.match(nested.said.refused ?? '', /User 61357 has no name in \/etc\/passwd/)
  })

  test('programs that only root can walk to are copied once to where everybody can', async () => {
    const base = await scratchFolder('open')
    await chmod(path.dirname(base), 0o755)
    const copy = await reachableCopy(native, '18.4', [base])
    assert.equal(copy, path.join(base, `postgresql-18.4-${process.platform}-${process.arch}`))
    assert.equal((await stat(path.join(copy, 'bin/postgres'))).mode & 0o777, 0o755)
    const { ctimeMs } = await stat(copy)
    assert.equal(await reachableCopy(native, '18.4', [base]), copy)
    assert.equal((await stat(copy)).ctimeMs, ctimeMs)
  })

  test('a copy that others could have put there is not run', async () => {
    const base = await scratchFolder('open')
    await mkdir(base)
    await chmod(base, 0o777)
    assert.equal(await reachableCopy(native, '18.4', [base]), native)
  })
}

test('without the install script the links are made by us, in place or where npm’s folder is closed in a copy', async () => {
  const home = await scratchFolder('native')
  await cp(native, home, { recursive: true, verbatimSymlinks: true })
  await rm(path.join(home, 'lib/libpq.so.5'))
  assert.equal(await withLinks(home, `${home}-copy`), home)
  assert.ok((await stat(path.join(home, 'lib/libpq.so.5'))).isFile())
})
