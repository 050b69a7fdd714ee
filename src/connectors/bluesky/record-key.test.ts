import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { recordKey } from './record-key.ts'

// https://atproto.com/specs/tid
const tid = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/

test('any key becomes a valid TID, the same one each time', () => {
  fc.assert(
    fc.property(fc.string(), (key) => {
      assert.match(recordKey(key), tid)
      assert.equal(recordKey(key), recordKey(key))
    }),
  )
})

test('keys a second apart sort by their moment', () => {
  const moment = fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 })
  fc.assert(
    fc.property(moment, fc.nat(1e9), fc.nat(0xffff), fc.nat(0xffff), (ms, later, one, other) => {
      assert.ok(recordKey(uuidV7(ms, one)) < recordKey(uuidV7(ms + 1000 + later, other)))
    }),
  )
})

test('keys of one millisecond stay apart', () => {
  const keys = Array.from({ length: 100 }, (_, nth) => recordKey(uuidV7(1_700_000_000_000, nth)))
  assert.equal(new Set(keys).size, keys.length)
})

function uuidV7(ms: number, tail: number): string {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${tail.toString(16).padStart(12, '0')}`
}
