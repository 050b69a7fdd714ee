import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identify } from './identify.ts'
import { scripts } from './script.ts'
import { find, type Head, readTables, writeTables } from './table.ts'

const about: Head = {
  trainedFrom: ['nothing'],
  crowding: 0.5,
  sharpness: 1,
  usual: { es: 0.5 },
  tables: [
    { script: 'latin', languages: ['es', 'en', 'pt'], bias: [0, 0.25, 0], scale: 0.1, rows: 2 },
    { script: 'cyrillic', languages: ['ru'], bias: [0], scale: 0.2, rows: 1 },
  ],
}
const parts = [
  { hashes: Uint32Array.of(0xffff0001, 7), weights: Int8Array.of(1, -2, 3, 4, -5, 6) },
  { hashes: Uint32Array.of(9), weights: Int8Array.of(127) },
]

test('what was written is read', () => {
  const tables = readTables(writeTables(about, parts))
  const [latin, cyrillic] = [tables.byScript[scripts.indexOf('latin')], tables.byScript[scripts.indexOf('cyrillic')]]
  assert.ok(latin && cyrillic)
  assert.deepEqual([...latin.weights], [1, -2, 3, 4, -5, 6])
  assert.deepEqual([...latin.bias], [0, 0.25, 0])
  assert.deepEqual([...cyrillic.weights], [127])
  assert.deepEqual([tables.crowding, tables.sharpness, tables.usual], [0.5, 1, { es: 0.5 }])
})

test('a file is read wherever in memory it lies', () => {
  const bytes = writeTables(about, parts)
  const moved = new Uint8Array(bytes.length + 3)
  moved.set(bytes, 3)
  assert.deepEqual(readTables(Buffer.from(moved.buffer, 3)), readTables(bytes))
})

test('features have the row they were given, all others none', () => {
  const slots = readTables(writeTables(about, parts)).byScript[scripts.indexOf('latin')]?.slots ?? new Uint32Array(2)
  assert.deepEqual(
    [0xffff0001, 7, 0xfffe0001, 8].map((hash) => find(slots, hash)),
    [0, 1, -1, -1],
  )
})

test('a language is told by a table of which it is said nothing but what is usual', () => {
  const tables = readTables(writeTables(about, parts))
  assert.equal(identify([{ text: 'xyz' }], tables)[0]?.value, 'es')
})

test('what is no table is refused', () => {
  assert.throws(() => readTables(new Uint8Array(64)), /no.* table of languages/)
  assert.throws(() => readTables(writeTables({ ...about, tables: [] }, []).fill(0x20, 8)), SyntaxError)
})
