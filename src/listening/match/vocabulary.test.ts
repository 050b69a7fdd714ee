import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Signs } from './signs.ts'
import { Vocabulary } from './vocabulary.ts'

const signsOf = (vocabulary: Vocabulary, word: string): number[] => {
  const start = vocabulary.look(word)
  return [...vocabulary.list.subarray(start, vocabulary.list.indexOf(0, start))].toSorted()
}

test('a word bears itself and its beginnings, as they come and go', () => {
  const signs = new Signs()
  const vocabulary = new Vocabulary(signs)
  assert.deepEqual(signsOf(vocabulary, 'fallando'), [])
  const beginning = signs.take({ kind: 'term', how: 'prefix', key: 'falla' })
  assert.deepEqual(signsOf(vocabulary, 'fallando'), [beginning])
  const whole = signs.take({ kind: 'term', how: 'folded', key: 'fallando' })
  assert.deepEqual(signsOf(vocabulary, 'fallando'), [beginning, whole])
  signs.giveBack(beginning)
  assert.deepEqual(signsOf(vocabulary, 'fallando'), [whole])
  assert.deepEqual(signsOf(vocabulary, 'fallan'), [])
})

test('counts how often a word was said', () => {
  const vocabulary = new Vocabulary(new Signs())
  for (const words of [['hola', 'que'], ['que']]) {
    vocabulary.nextMessage()
    for (const word of words) vocabulary.look(word)
  }
  assert.deepEqual(vocabulary.timesSeen('que'), { seen: 2, messages: 2 })
  assert.deepEqual(vocabulary.timesSeen('nadie'), { seen: 0, messages: 2 })
})

test('forgets words that nobody uses before there are too many, and still knows what queries ask for', () => {
  const signs = new Signs()
  const vocabulary = new Vocabulary(signs)
  const asked = signs.take({ kind: 'term', how: 'folded', key: 'word7' })
  const beginning = signs.take({ kind: 'term', how: 'prefix', key: 'word' })
  for (let number = 0; number < 200_000; number += 1) {
    vocabulary.nextMessage()
    vocabulary.look(`word${number}`)
  }
  assert.ok(vocabulary.timesSeen('word7').messages < 100_000)
  assert.equal(vocabulary.timesSeen('word7').seen, 0)
  assert.ok(vocabulary.list.length <= 1 << 19)
  assert.deepEqual(signsOf(vocabulary, 'word7'), [asked, beginning].toSorted())
})
