import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Remembered } from './remembered.ts'

test('a piece is worked out once, wherever it stands', () => {
  const made: string[] = []
  const loud = new Remembered(64, (written) => {
    made.push(written)
    return { written, loud: written.toUpperCase() }
  })
  assert.equal(loud.of('hola, hola', 0, 4), loud.of('hola, hola', 6, 10))
  assert.equal(loud.of('hola', 0, 4).loud, 'HOLA')
  assert.deepEqual(made, ['hola'])
})

test('however many pieces come, and however alike, each is itself; few are kept, and none that are long', () => {
  const kept = new Set<string>()
  const known = new Remembered(16, (written, isKept) => {
    if (isKept) kept.add(written)
    return { written }
  })
  const piece = fc.oneof(fc.string({ maxLength: 30, unit: 'binary' }), fc.stringMatching(/^[ab]{0,5}$/))
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), piece, piece, (before, one, other) => {
      const text = before + one + other
      const from = before.length
      assert.equal(known.of(text, from, from + one.length).written, one)
      assert.equal(known.of(text, from + one.length, text.length).written, other)
    }),
    { numRuns: 2_000 },
  )
  assert.ok([...kept].every(({ length }) => length <= 24))
  assert.ok(kept.size > 100)
})

test('what is said often is not pushed out by what is said once', () => {
  let made = 0
  const known = new Remembered(16, (written) => {
    made += Number(written === 'que')
    return { written }
  })
  for (let nth = 0; nth < 2_000; nth++) {
    known.of(`word${nth}`, 0, 8)
    known.of('que', 0, 3)
    known.of('que', 0, 3)
  }
  assert.ok(made < 10, `${made} times`)
})
