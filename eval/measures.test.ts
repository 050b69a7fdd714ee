import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calibrationError, drawn, f1Of, macroF1, share } from './measures.ts'
import { mark } from './table.ts'

test('F1, its mean, and its interval are those of the definitions', () => {
  const cases = [
    { truth: ['a'], said: ['a'] },
    { truth: ['a'], said: ['b'] },
    { truth: ['b'], said: ['b'] },
    { truth: ['b'], said: ['b'] },
  ]
  assert.ok(Math.abs(f1Of('a', cases) - 2 / 3) < 1e-9)
  assert.ok(Math.abs(f1Of('b', cases) - 4 / 5) < 1e-9)
  assert.ok(Math.abs(macroF1(['a', 'b'])(cases) - (2 / 3 + 4 / 5) / 2) < 1e-9)
  const interval = drawn(cases, macroF1(['a', 'b']))
  assert.ok(interval.low <= interval.value && interval.value <= interval.high)
  assert.deepEqual(drawn(cases, macroF1(['a', 'b'])), interval)
})

test('an interval of a share is narrow when much was seen (Wilson, JASA 22, 1927)', () => {
  const { low, high } = share(8, 10)
  assert.ok(Math.abs(low - 0.4902) < 0.001 && Math.abs(high - 0.9433) < 0.001)
  assert.ok(share(800, 1000).high - share(800, 1000).low < 0.06)
})

test('what is always right at a certainty of one is calibrated, what is half as often is not', () => {
  assert.equal(calibrationError([{ p: 1, true: true }]), 0)
  assert.equal(
    calibrationError([
      { p: 1, true: true },
      { p: 1, true: false },
    ]),
    0.5,
  )
  assert.ok(calibrationError([0.5, 0.5].map((p, at) => ({ p, true: at === 0 }))) < 1e-9)
})

test('a line says whether it must be better', () => {
  const line = { on: '', measure: '', must: 0.6, aim: 0.8 }
  assert.deepEqual(
    [0.5, 0.7, 0.9].map((found) => mark({ ...line, found })),
    ['fails', 'must', 'aim'],
  )
  assert.deepEqual(
    [0.07, 0.05, 0.02].map((found) => mark({ ...line, must: 0.06, aim: 0.03, found, less: true })),
    ['fails', 'must', 'aim'],
  )
})
