import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fit, score } from './fit.ts'
import type { Matrix } from './matrix.ts'

/** Six rows: the first column, a cue, stands in those that are so, the second in all others and in one that is so. */
const matrix: Matrix = {
  starts: Int32Array.of(0, 1, 2, 4, 5, 6, 7),
  columns: Int32Array.of(0, 0, 0, 1, 1, 1, 1),
  values: Float32Array.of(1, 1, 1, 1, 1, 1, 1),
  width: 2,
  cues: ['cue'],
  hashes: Uint32Array.of(7),
  loud: Float32Array.of(1, 1),
}
const labels = { many: 1, of: Int8Array.of(1, 1, 1, 0, 0, 0), counts: new Float32Array(6).fill(1) }
const rows = Int32Array.from(labels.of.keys())
const scores = (of: Matrix, cues = 1) => {
  const weights = fit(of, labels, rows, { bound: 1, cues })
  return [...rows].map((row) => score(of, weights, 0, row))
}

test('a column that has half as much and speaks twice as loud says the same', () => {
  const half = matrix.values.map((value, at) => (matrix.columns[at] === 1 ? value / 2 : value))
  const same = scores({ ...matrix, values: half, loud: Float32Array.of(1, 2) })
  scores(matrix).forEach((one, at) => {
    assert.ok(Math.abs(one - (same[at] ?? 0)) < 1e-6)
  })
})

test('the more softly cues speak, the less they say', () => {
  const said = [1, 0.5, 0.2].map((cues) => {
    const [, , withCue = 0, without = 0] = scores(matrix, cues)
    return withCue - without
  })
  const [loudly = 0, softly = 0, hardly = 0] = said
  assert.ok(loudly > 2 * softly && softly > 2 * hardly && hardly > 0, `${said}`)
})
