import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Candidate, rank } from './rank.ts'

const candidate = (id: string, own: string[], answered: Record<string, number> = {}, answers = 0): Candidate => ({
  id,
  own: new Set(own),
  length: 10,
  answered: new Map(Object.entries(answered)),
  answers,
})

const heard = new Map([
  ['paquet', 1],
  ['retras', 1],
  ['hol', 1],
])

test('what has more and rarer words in common comes first', () => {
  const all = [
    candidate('greets', ['hol']),
    candidate('late', ['hol', 'paquet', 'retras']),
    candidate('parcel', ['hol', 'paquet']),
    candidate('other', ['hol']),
    candidate('else', []),
  ]
  assert.deepEqual(
    rank(heard, all).map(({ id }) => id),
    ['late', 'parcel'],
  )
})

test('what it answered before speaks for it, also where its own text has no such word', () => {
  const all = [candidate('text', ['hol']), candidate('before', [], { paquet: 9, retras: 8 }, 12)]
  assert.equal(rank(heard, [...all, ...'abcdef'.split('').map((id) => candidate(id, []))])[0]?.id, 'before')
})

test('nothing in common, nothing suggested', () => {
  assert.deepEqual(rank(heard, [candidate('one', []), candidate('two', [])]), [])
  assert.deepEqual(rank(new Map(), [candidate('one', ['paquet'])]), [])
  assert.deepEqual(rank(heard, []), [])
})

test('the order in which they come changes nothing', () => {
  const words = fc.subarray(['paquet', 'retras', 'hol'])
  fc.assert(
    fc.property(fc.array(words, { minLength: 2, maxLength: 8 }), fc.nat(), (owns, turn) => {
      const all = owns.map((own, at) => candidate(String(at), own))
      const turned = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)]
      assert.deepEqual(rank(heard, turned), rank(heard, all))
    }),
  )
})

test('of two with the same words, the shorter text is the likelier', () => {
  const same = ['paquet', 'retras']
  const all = [{ ...candidate('a', same), length: 30 }, candidate('b', same), candidate('c', []), candidate('d', [])]
  assert.deepEqual(
    rank(heard, all).map(({ id }) => id),
    ['b', 'a'],
  )
})
