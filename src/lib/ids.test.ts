import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idTime, newId } from './ids.ts'

test('many ids of one moment are UUIDs of version 7, all different, in the order they were asked for', () => {
  const now = Date.now() + 60_000
  const ids = Array.from({ length: 10_000 }, () => newId(now))
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(ids.toSorted(), ids)
  assert.equal(new Set(ids.map((id) => id.slice(20))).size, ids.length, 'what is random in two ids is the same')
})

test('an id says when it was made', () => {
  const later = Date.now() + 600_000
  assert.equal(idTime(newId(later)).getTime(), later)
})
