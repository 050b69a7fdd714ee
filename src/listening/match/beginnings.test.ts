import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Beginnings } from './beginnings.ts'

test('finds all beginnings of a word and no other', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ñ', '😡'), minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.uniqueArray(text), fc.array(text), text, (kept, dropped, word) => {
      const beginnings = new Beginnings()
      for (const [number, one] of [...kept, ...dropped].entries()) beginnings.set(one, number + 1)
      for (const one of dropped) beginnings.delete(one)
      const left = kept.filter((one) => !dropped.includes(one))
      const found = beginnings.of(word).map((number) => kept[number - 1])
      assert.deepEqual(found.toSorted(), left.filter((one) => word.startsWith(one)).toSorted())
      for (const one of dropped) assert.equal(beginnings.get(one), undefined)
    }),
  )
})
