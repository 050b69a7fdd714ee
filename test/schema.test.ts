import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from '../src/core/root.ts'
import { describeSchema } from '../src/core/schema.ts'
import { testDatabase } from './database.ts'

test('db/schema.sql is what the migrations make (else: npm run tertulia -- schema > db/schema.sql)', async () => {
  const database = await testDatabase()
  const client = await database.pool.connect()
  try {
    assert.equal(await readFile(join(root, 'db/schema.sql'), 'utf8'), await describeSchema(client))
  } finally {
    client.release()
    await database.drop()
  }
})
