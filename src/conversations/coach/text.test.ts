import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold } from './text.ts'

test('what is folded has no marks and is as it was, folded once more', () => {
  assert.equal(fold('ÁRBOL, Ñandú y l’été'), "arbol, nandu y l'ete")
  const text = fc.string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('\u0301', '\u0315', '\u0344', 'ǘ'),
    ),
  })
  fc.assert(
    fc.property(text, (given) => {
      assert.doesNotMatch(fold(given.replace(/İ/g, '')), /\p{M}/u)
      assert.equal(fold(given), given.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase())
    }),
  )
})
