import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { queries } from '../query/query.test-kit.ts'
import type { Query, Term } from '../query/query.ts'
import { compile } from './compile.ts'
import { accept, eachSign, firstTest, reject, testLength } from './program.ts'
import { type Sign, Signs } from './signs.ts'

const word = (key: string): Term => ({ kind: 'term', how: 'folded', key })
const numbering = (signs: Signs, share = (_: number): number => 0.01) => ({
  take: (sign: Sign): number => signs.take(sign),
  share,
})

const tests = (code: Int32Array): number[] => {
  const all: number[] = []
  for (let test = firstTest; test < code.length; test += testLength(code, test)) all.push(test)
  return all
}

test('words of which one is enough are one test, and a NOT is none', () => {
  const either: Query = { kind: 'or', of: ['a', 'b', 'c'].map(word) }
  const code = compile({ kind: 'not', of: either }, 7, numbering(new Signs()))
  const at = firstTest
  assert.deepEqual([...code], [at, code.length, 7, 0, reject, accept, 3, 1, 2, 3])
})

test('asks first what fewer messages bear', () => {
  const all: Query = { kind: 'and', of: ['often', 'seldom'].map(word) }
  const code = compile(
    all,
    0,
    numbering(new Signs(), (number) => (number === 1 ? 0.5 : 0.01)),
  )
  const first = code[0] ?? 0
  assert.equal(code[first + 4], 2)
})

test('tests follow each other without a gap and lead to earlier ones only', () => {
  fc.assert(
    fc.property(queries, (query) => {
      const code = compile(query, 0, numbering(new Signs()))
      const all = tests(code)
      const last = all.at(-1) ?? 0
      assert.equal(last + testLength(code, last), code.length)
      for (const test of all)
        for (const next of [code[test + 1] ?? -1, code[test + 2] ?? -1])
          assert.ok(next === accept || next === reject || (next < test && all.includes(next)))
    }),
  )
})

test('gives back every sign that it took', () => {
  fc.assert(
    fc.property(queries, (query) => {
      const signs = new Signs()
      const code = compile(query, 0, numbering(signs))
      eachSign(code, (sign) => signs.giveBack(sign))
      for (let number = 1; number < signs.end; number += 1) assert.equal(signs.name(number), undefined)
    }),
  )
})
