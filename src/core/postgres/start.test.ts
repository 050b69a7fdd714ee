import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { Client } from 'pg'
import { startPostgres } from './start.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'tertulia-pg-'))
after(() => rm(folder, { recursive: true, force: true }))

async function ask(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('starts, stores, stops, and finds it again', async () => {
  const first = await startPostgres({ dataFolder: folder })
  await ask(first.connectionString, 'create table said (words text)')
  await ask(first.connectionString, `insert into said values ('hola')`)
  await first.stop()
  const again = await startPostgres({ dataFolder: folder })
  assert.deepEqual(await ask(again.connectionString, 'select words from said'), [{ words: 'hola' }])
  await again.stop()
})

test('only its owner reads the password', async () => {
  assert.equal((await stat(path.join(folder, 'postgres.json'))).mode & 0o777, 0o600)
})
