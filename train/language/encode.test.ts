import assert from 'node:assert/strict'
import { test } from 'node:test'
import { best, encode, renumbered, spread } from './encode.ts'
import { Vocabulary } from './vocabulary.ts'

test('texts keep their words, words their features, and the same word has the same ones', () => {
  const vocabulary = new Vocabulary()
  const { features, words, texts } = encode(['sol sol', 'привет', 'sol'], 1, vocabulary)
  assert.deepEqual([...texts], [0, 2, 2, 3])
  const [first, second, third] = [0, 1, 2].map((word) => [...features.subarray(words[word], words[word + 1])])
  assert.deepEqual(first, second)
  assert.deepEqual(first, third)
  assert.equal(new Set(first).size, vocabulary.size)
})

test('a feature counts once for a text, and the best are numbered from nought', () => {
  const vocabulary = new Vocabulary()
  const encoded = encode(['sol sol', 'sola', 'x'], 1, vocabulary)
  const counts = spread(encoded, vocabulary.size)
  assert.equal(Math.max(...counts), 2)
  const { numbers, count } = best(counts, 3)
  assert.equal(count, 3)
  const used = new Set(renumbered(encoded, numbers).features)
  assert.deepEqual([...used].sort(), [-1, 0, 1, 2])
})

test('a vocabulary tells features apart that fall into one place', () => {
  const vocabulary = new Vocabulary()
  const hashes = [5, 5 + 2 ** 22, 5 + 2 ** 23, 5]
  assert.deepEqual(
    hashes.map((hash) => vocabulary.number(hash)),
    [0, 1, 2, 0],
  )
  assert.equal(vocabulary.hash(1), 5 + 2 ** 22)
})
