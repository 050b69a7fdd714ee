import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { markedWords } from './marked-words.ts'

test('passages are marked where they first stand, those that overlap as one', () => {
  assert.deepEqual(markedWords('no va nada bien, no va', ['nada bien', 'no va', '']), [
    '',
    'no va',
    ' ',
    'nada bien',
    ', no va',
  ])
  assert.deepEqual(markedWords('abcdef', ['bcd', 'cde', 'c']), ['a', 'bcde', 'f'])
  assert.deepEqual(markedWords('ab cd', ['ab', ' cd']), ['', 'ab cd', ''])
  assert.deepEqual(markedWords('hola', ['adiós']), ['hola'])
})

test('whatever is marked, the text is the same', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 30 })
  fc.assert(
    fc.property(letters, fc.array(letters, { maxLength: 6 }), (text, passages) => {
      assert.equal(markedWords(text, passages).join(''), text)
    }),
  )
})
