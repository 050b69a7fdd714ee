import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isAfter } from './place.ts'

test('what is no place is only after another one', () => {
  assert.equal(isAfter('', ''), false)
  assert.equal(isAfter('x', '1-0'), true)
})

test('places are ordered as transactions and then as numbers, also where a float would blur them', () => {
  assert.equal(isAfter('10-0', '9-99'), true)
  assert.equal(isAfter('9-99', '10-0'), false)
  assert.equal(isAfter('9-10', '9-9'), true)
  assert.equal(isAfter('9007199254740993-0', '9007199254740992-0'), true)
})

test('of two places one is after the other, unless they are the same', () => {
  const places = fc.tuple(fc.bigInt({ min: 0n, max: 2n ** 64n }), fc.nat()).map(([tx, seq]) => `${tx}-${seq}`)
  fc.assert(
    fc.property(places, places, (a, b) => {
      assert.equal(isAfter(a, b) || isAfter(b, a), a !== b)
      assert.equal(isAfter(a, b) && isAfter(b, a), false)
    }),
  )
})
