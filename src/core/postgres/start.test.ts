import assert from 'node:assert/strict'
import { readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { createLog } from '../log.ts'
import { lockDataFolder } from './lock.ts'
import { ask, scratchFolder } from './postgres.test-kit.ts'
import { findRunning, type RunningPostgres, startPostgres } from './start.ts'

const log = createLog('error')

async function withPostgres(dataFolder: string, use: (postgres: RunningPostgres) => Promise<void>): Promise<void> {
  const postgres = await startPostgres({ dataFolder, log })
  try {
    await use(postgres)
  } finally {
    await postgres.stop()
  }
}

test('what was stored is found after a stop, also when the data folder has moved', async () => {
  const folder = await scratchFolder('data')
  await withPostgres(folder, async ({ connectionString }) => {
    await ask(connectionString, `create table said as select 'hola' as words`)
  })
  await rename(folder, `${folder}-moved`)
  await withPostgres(`${folder}-moved`, async ({ connectionString }) => {
    assert.deepEqual(await ask(connectionString, 'select words from said'), [{ words: 'hola' }])
  })
})

test('a server of our own: durable, unreachable from outside, with a password and without rights over the system', async () => {
  const folder = await scratchFolder()
  await withPostgres(folder, async ({ connectionString, version }) => {
    const setting = async (name: string) => (await ask(connectionString, `show ${name}`))[0]?.[name]
    assert.equal(await setting('listen_addresses'), '')
    assert.equal(await setting('fsync'), 'on')
    assert.equal(await setting('full_page_writes'), 'on')
    assert.equal(await setting('server_encoding'), 'UTF8')
    assert.equal(String(await setting('server_version')).split(' ')[0], version)
    const [me] = await ask(connectionString, 'select rolsuper, rolcreatedb from pg_roles where rolname = current_user')
    assert.deepEqual(me, { rolsuper: false, rolcreatedb: true })
    await assert.rejects(ask(connectionString.replace(/:[^:@]+@/, ':wrong@'), 'select 1'), /password authentication/)
    await assert.rejects(ask(connectionString.replace('tertulia:', 'postgres:'), 'select 1'), /password authentication/)
  })
  assert.equal((await stat(path.join(folder, 'postgres.json'))).mode & 0o777, 0o600)
  assert.equal((await stat(path.join(folder, 'postgres'))).mode & 0o777, 0o700)
})

test('nothing that was said reaches the log of the server', async () => {
  const folder = await scratchFolder()
  await withPostgres(folder, async ({ connectionString }) => {
    await ask(connectionString, 'create table mails (mail text primary key)')
    await ask(connectionString, `insert into mails values ('lucas@example.org')`)
    await assert.rejects(ask(connectionString, `insert into mails values ('lucas@example.org')`), /duplicate key/)
    await assert.rejects(ask(connectionString, `select 'lucas@example.org'::int`), /invalid input/)
  })
  assert.doesNotMatch(await readFile(path.join(folder, 'postgres.log'), 'utf8'), /lucas/)
})

test('Spanish is searched by its words, whatever signs stand around them', async () => {
  await withPostgres(await scratchFolder(), async ({ connectionString }) => {
    const [row] = await ask(connectionString, `select to_tsvector('simple', '¿Cómo? «ÁRBOL»—hoy')::text as words`)
    assert.equal(row?.words, `'cómo':1 'hoy':3 'árbol':2`)
    const [order] = await ask(
      connectionString,
      `select array_agg(w order by w) as w from unnest('{b,á,Z,a}'::text[]) w`,
    )
    assert.deepEqual(order?.w, ['Z', 'a', 'b', 'á'])
  })
})

test('a data folder deeper than a socket address is long', async () => {
  const folder = await scratchFolder(...Array<string>(6).fill('a-rather-long-name-for-a-folder'))
  await withPostgres(folder, async ({ connection, connectionString }) => {
    assert.ok(Buffer.byteLength(path.join(folder, 'postgres')) > 107)
    assert.ok(Buffer.byteLength(`${connection.host}/.s.PGSQL.5432`) <= 103)
    assert.deepEqual(await ask(connectionString, 'select 1 as one'), [{ one: 1 }])
  })
})

test('names with spaces, accents and quotes', async () => {
  await withPostgres(await scratchFolder(`la carpeta de María's "datos"`), async ({ connectionString }) => {
    assert.deepEqual(await ask(connectionString, 'select 1 as one'), [{ one: 1 }])
  })
})

test('other commands find the server of the Tertulia that runs, and only that', async () => {
  const folder = await scratchFolder()
  assert.equal(await findRunning(folder), undefined)
  await withPostgres(folder, async ({ connection }) => {
    assert.equal(await findRunning(folder), undefined, 'a server that nobody holds is to be adopted')
    const lock = await lockDataFolder(folder)
    assert.deepEqual(await findRunning(folder), connection)
    await lock.release()
  })
})
