import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { getMigrations } from 'better-auth/db/migration'
import { testCore } from '../../test/cast.ts'
import { testDatabase } from '../../test/database.ts'
import { makeAuth } from './auth.ts'

const database = await testDatabase()
after(() => database.drop())

test('our migration has everything that better-auth would have made', async () => {
  const { options } = makeAuth(testCore(database), 'x'.repeat(40), 'http://localhost', true)
  const { toBeCreated, toBeAdded } = await getMigrations(options)
  assert.deepEqual(toBeCreated, [])
  assert.deepEqual(toBeAdded, [])
})

test('a column that better-auth needs and we lack would be noticed', async () => {
  await database.db.schema.alterTable('sign_ins').dropColumn('scope').execute()
  const { options } = makeAuth(testCore(database), 'x'.repeat(40), 'http://localhost', true)
  const { toBeAdded } = await getMigrations(options)
  assert.deepEqual(
    toBeAdded.map(({ table, fields }) => [table, Object.keys(fields)]),
    [['sign_ins', ['scope']]],
  )
})
