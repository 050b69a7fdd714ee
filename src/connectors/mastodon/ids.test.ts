import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareIds, inOrder } from './ids.ts'

test('orders ids as the numbers they are, however large', () => {
  const large = fc.bigInt({ min: 0n, max: 2n ** 64n })
  fc.assert(
    fc.property(large, large, (a, b) => {
      assert.equal(Math.sign(compareIds(String(a), String(b))), a < b ? -1 : a > b ? 1 : 0)
    }),
  )
})

test('orders ULIDs by their time', () => {
  assert.ok(compareIds('01HQ0000000000000000000000', '01HR0000000000000000000000') < 0)
})

test('keeps each id once, the oldest first', () => {
  assert.deepEqual(inOrder(['10', '9', '10', '100']), ['9', '10', '100'])
})
