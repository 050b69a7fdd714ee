import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { CommandError } from '../src/command/command.ts'
import { type Database, openDatabase } from '../src/core/database.ts'
import { emptyDatabase } from '../test/database.ts'
import { forget } from './forget.ts'
import { readKept } from './kept.ts'

let empty: Awaited<ReturnType<typeof emptyDatabase>>
let database: Database
let folder = ''
let mark = ''
before(async () => {
  empty = await emptyDatabase()
  database = openDatabase({ connectionString: empty.url }, 1)
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tertulia-sample-'))
  mark = join(folder, 'sample.json')
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await database.pool.query('drop schema if exists house cascade; drop table if exists said')
})
after(async () => {
  await database.close()
  await empty.drop()
})

const begun = { seed: 'faro', start: '2026-08-23T22:00:00.000Z', happened: -1 }
const make = () => forget({ connectionString: empty.url }, mark, begun)
const has = async (table: string) =>
  (await database.pool.query('select to_regclass($1) is not null as has', [table])).rows[0].has

test('a house that is nobody’s sample is left alone, wherever its tables are', async () => {
  await database.pool.query('create schema house; create table house.said (words text)')
  await assert.rejects(make(), CommandError)
  await database.pool.query('drop schema house cascade; create table said (words text)')
  await assert.rejects(make(), (error: Error) => error.message.includes(folder))
  assert.equal(await has('said'), true)
  assert.equal(existsSync(mark), false, 'nor is it marked as one')
})

test('a mark that cannot be read is none', async () => {
  await database.pool.query('create table said (words text)')
  for (const damaged of ['', '{"seed":"faro","sta', 'null', '{"happened":3}']) {
    writeFileSync(mark, damaged)
    await assert.rejects(make(), CommandError, damaged)
  }
  assert.equal(await has('said'), true)
})

test('what is empty is marked before anything is written, and a sample that was not finished is written anew', async () => {
  await make()
  assert.deepEqual(readKept(mark), begun)
  await database.pool.query('create table said (words text)')
  await make()
  assert.equal(await has('said'), false)
})
