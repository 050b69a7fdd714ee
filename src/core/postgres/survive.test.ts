import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '../log.ts'
import { openFolder } from './folder.ts'
import { ask, askUntilAnswered, elsewhere, ended, postmasterPid, scratchFolder } from './postgres.test-kit.ts'
import { processesOn } from './processes.ts'
import { startPostgres } from './start.ts'

const log = createLog('silent')

/** A data folder whose Tertulia was killed with SIGKILL while its server worked. */
async function abandoned(): Promise<{ folder: string; pid: number; connectionString: string }> {
  const folder = await scratchFolder()
  const other = await elsewhere(folder, 'serve')
  const connectionString = other.said.connectionString ?? ''
  await ask(connectionString, `create table said as select 'hola' as words`)
  other.process.kill('SIGKILL')
  await ended(other.process)
  return { folder, pid: await postmasterPid(folder), connectionString }
}

const words = (connectionString: string) => askUntilAnswered(connectionString, 'select words from said')

test('the server of a killed Tertulia goes on and is adopted', async () => {
  const { folder, pid, connectionString } = await abandoned()
  const postgres = await startPostgres({ dataFolder: folder, log })
  assert.equal(await postmasterPid(folder), pid)
  assert.equal(postgres.connectionString, connectionString)
  assert.deepEqual(await words(postgres.connectionString), [{ words: 'hola' }])
  process.kill(pid, 'SIGKILL')
  assert.deepEqual(await words(postgres.connectionString), [{ words: 'hola' }], 'an adopted server is watched too')
  assert.notEqual(await postmasterPid(folder), pid)
  await postgres.stop()
  assert.deepEqual(await processesOn(await openFolder(folder)), [])
})

test('a server left with other settings is ended in order and started with ours', async () => {
  const { folder, pid } = await abandoned()
  await appendFile(path.join(folder, 'postgres/postgresql.conf'), '# of an older Tertulia\n')
  const postgres = await startPostgres({ dataFolder: folder, log })
  assert.notEqual(await postmasterPid(folder), pid)
  assert.deepEqual(await words(postgres.connectionString), [{ words: 'hola' }])
  assert.match(await readFile(path.join(folder, 'postgres.log'), 'utf8'), /database system is shut down/)
  await postgres.stop()
})

test('a killed Tertulia whose server was killed too: what holds the memory is ended, and the data is there', async () => {
  const { folder, pid, connectionString } = await abandoned()
  const busy = ask(connectionString, 'select count(*) from generate_series(1, 1e12)').catch(() => {})
  await sleep(200)
  process.kill(pid, 'SIGKILL')
  await sleep(50)
  const postgres = await startPostgres({ dataFolder: folder, log })
  assert.deepEqual(await words(postgres.connectionString), [{ words: 'hola' }])
  await busy
  await postgres.stop()
})

test('work goes on within ten seconds when PostgreSQL is killed, whichever process it is', async () => {
  const folder = await scratchFolder()
  const postgres = await startPostgres({ dataFolder: folder, log })
  await ask(postgres.connectionString, `create table said as select 'hola' as words`)
  const busy = ask(postgres.connectionString, 'select count(*) from generate_series(1, 1e12)').catch(() => {})
  await sleep(200)
  const others = `backend_type = 'client backend' and pid <> pg_backend_pid()`
  const [backend] = await ask(postgres.connectionString, `select pid from pg_stat_activity where ${others}`)
  process.kill(Number(backend?.pid), 'SIGKILL')
  assert.deepEqual(await words(postgres.connectionString), [{ words: 'hola' }])
  for (let kill = 0; kill < 2; kill++) {
    process.kill(await postmasterPid(folder), 'SIGKILL')
    assert.deepEqual(await words(postgres.connectionString), [{ words: 'hola' }])
  }
  await busy
  await postgres.stop()
  assert.deepEqual(await processesOn(await openFolder(folder)), [])
})

test('lock files whose process number belongs to somebody else by now are not believed', async () => {
  const folder = await scratchFolder()
  await (await startPostgres({ dataFolder: folder, log })).stop()
  const stranger = spawn('sleep', ['60'])
  const cluster = path.join(folder, 'postgres')
  await writeFile(path.join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n1\n5432\n.\n\n\nready   \n`)
  await writeFile(path.join(cluster, '.s.PGSQL.5432.lock'), `${stranger.pid}\n`)
  const postgres = await startPostgres({ dataFolder: folder, log })
  assert.equal(stranger.exitCode ?? stranger.signalCode, null, 'the stranger lives')
  assert.notEqual(await postmasterPid(folder), stranger.pid)
  await postgres.stop()
  stranger.kill()
})

test('stopping at any moment of being started again ends everything', async () => {
  const folder = await scratchFolder()
  for (const moment of [0, 10, 60, 150]) {
    const postgres = await startPostgres({ dataFolder: folder, log })
    process.kill(await postmasterPid(folder), 'SIGKILL')
    await sleep(moment)
    await postgres.stop()
    assert.deepEqual(await processesOn(await openFolder(folder)), [], `after ${moment} ms`)
  }
})

test('Ctrl-C reaches the application only, which stops the server last', async () => {
  const folder = await scratchFolder()
  const other = await elsewhere(folder, 'serve')
  const pid = await postmasterPid(folder)
  const seen = ask(other.said.connectionString ?? '', `select 'done' as work from pg_sleep(1)`)
  await sleep(200)
  process.kill(-(other.process.pid ?? 0), 'SIGINT')
  await ended(other.process)
  assert.deepEqual(await seen, [{ work: 'done' }])
  assert.equal(await postmasterPid(folder), pid)
})

test('a process that ends without stopping its server leaves none', async () => {
  const folder = await scratchFolder()
  const other = await elsewhere(folder, 'serve')
  other.process.kill('SIGHUP')
  assert.equal(await ended(other.process), 3)
  const left = await openFolder(folder)
  for (let waited = 0; waited < 5000 && (await processesOn(left)).length > 0; waited += 50) await sleep(50)
  assert.deepEqual(await processesOn(left), [])
})
