import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Sign, Signs } from './signs.ts'

const word: Sign = { kind: 'term', how: 'folded', key: 'falla' }

test('the same sign has the same number as long as anybody asks for it', () => {
  const signs = new Signs()
  const first = signs.take(word)
  assert.equal(signs.take({ ...word }), first)
  signs.giveBack(first)
  assert.equal(signs.folded.get('falla'), first)
  signs.giveBack(first)
  assert.equal(signs.folded.get('falla'), undefined)
  assert.equal(signs.name(first), undefined)
})

test('what is written alike and means something else has another number', () => {
  const signs = new Signs()
  const all: Sign[] = [
    word,
    { ...word, how: 'prefix' },
    { ...word, how: 'exact' },
    { kind: 'fact', field: 'from', value: 'falla' },
    { kind: 'fact', field: 'to', value: 'falla' },
    { kind: 'followers', least: 1, most: 2 },
    { kind: 'followers', least: 12, most: 2 },
  ]
  const numbers = all.map((sign) => signs.take(sign))
  assert.equal(new Set(numbers).size, all.length)
  assert.ok(numbers.every((number) => number > 0))
  assert.deepEqual(
    numbers.map((number) => signs.name(number)),
    all,
  )
})

test('numbers are used again, and what is remembered of words is then out of date', () => {
  const signs = new Signs()
  const first = signs.take(word)
  const { version } = signs
  signs.giveBack(first)
  assert.equal(signs.take({ ...word, key: 'otra' }), first)
  assert.ok(signs.version > version)
  assert.equal(signs.end, 2)
})
