import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wilson } from './wilson.ts'

const rounded = ({ from, to }: { from: number; to: number }) => [from, to].map((one) => Number(one.toFixed(4)))

test('gives the intervals that are printed for known shares', () => {
  // Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.
  assert.deepEqual(rounded(wilson(81, 263)), [0.2553, 0.3662])
  assert.deepEqual(rounded(wilson(15, 148)), [0.0624, 0.1605])
  assert.deepEqual(rounded(wilson(0, 20)), [0, 0.1611])
  assert.deepEqual(rounded(wilson(1, 29)), [0.0061, 0.1718])
})

test('of nobody nothing is known', () => {
  assert.deepEqual(wilson(0, 0), { of: 0, n: 0, share: undefined, from: 0, to: 1 })
})

test('holds the share itself, lies between nothing and all, and mirrors', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const of = Math.round(n * part)
      const { share = -1, from, to } = wilson(of, n)
      assert.ok(from >= 0 && to <= 1 && from <= share + 1e-12 && share <= to + 1e-12)
      const other = wilson(n - of, n)
      assert.ok(Math.abs(other.from - (1 - to)) < 1e-9 && Math.abs(other.to - (1 - from)) < 1e-9)
      const more = wilson(of * 10, n * 10)
      assert.ok(more.to - more.from <= to - from + 1e-12)
    }),
  )
})
