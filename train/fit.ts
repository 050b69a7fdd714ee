import type { Matrix } from './matrix.ts'
import { lots, shuffle } from './random.ts'

/** What is known for one task: by row and label 1, 0, or −1 where nobody said; and how much each row counts. */
export interface Labels {
  many: number
  of: Int8Array
  counts: Float32Array
}

/** How strongly weights are bound (L2), and how loudly cues speak beside pieces of text. */
export interface Recipe {
  bound: number
  cues: number
}

/** Weights by label, then by column; the last of each label is its bias. */
export type Fitted = Float64Array

/** The bias is a feature that every row has this much of, so that it is bound but little. */
export const biasValue = 2

/**
 * Logistic regression for each label against the rest, over the rows named. How loudly each column speaks is in the weights it
 * gives, so that who reads with them need not know of it.
 */
export function fit(matrix: Matrix, labels: Labels, rows: Int32Array, { bound, cues }: Recipe): Fitted {
  const { width } = matrix
  const loud = matrix.loud.map((much, column) => (column < matrix.cues.length ? much * cues : much))
  const values = matrix.values.map((value, at) => value * (loud[matrix.columns[at] ?? 0] ?? 1))
  const weights = ascend({ ...matrix, values }, labels, rows, bound)
  return weights.map((weight, at) => weight * (loud[at % (width + 1)] ?? 1))
}

/**
 * Coordinate ascent in the dual (Yu, Huang & Lin, Machine Learning 85, 2011), whose steps need no rate. Rows are taken in an
 * order that looks drawn by lot and is always the same, and all is plain arithmetic: the same input gives the same bytes.
 */
function ascend(matrix: Matrix, labels: Labels, rows: Int32Array, bound: number, rounds = 10): Fitted {
  const { many } = labels
  const weights = new Float64Array((matrix.width + 1) * many)
  const known = rows.filter((row) => labels.of.subarray(row * many, row * many + many).some((one) => one >= 0))
  const lengths = Float64Array.from(known, (row) => squares(matrix, row))
  const held = new Float64Array(known.length * many)
  const order = Int32Array.from(known.keys())
  const lot = lots(20)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, lot)
    for (const at of order) {
      const row = known[at] ?? 0
      const most = (labels.counts[row] ?? 1) / bound
      for (let k = 0; k < many; k++) {
        const label = labels.of[row * many + k] ?? -1
        if (label < 0) continue
        const sign = label === 1 ? 1 : -1
        const before = held[at * many + k] ?? 0
        const now = best(sign * score(matrix, weights, k, row), lengths[at] ?? 0, before, most)
        held[at * many + k] = now
        add(matrix, weights, k, row, sign * (now - before))
      }
    }
  }
  return weights
}

/** The share of a row that fits best while all others stand: where its slope is nothing, in log-odds, by Newton between two bounds. */
function best(margin: number, length: number, before: number, most: number): number {
  let low = -margin - length * (most - before)
  let high = -margin + length * before
  let odds = before > 0 ? Math.log(before / (most - before)) : low
  for (let tries = 0; tries < 30; tries++) {
    if (!(odds > low && odds < high)) odds = (low + high) / 2
    const p = 1 / (1 + Math.exp(-odds))
    const slope = odds + length * (most * p - before) + margin
    if (Math.abs(slope) < 1e-5) break
    if (slope > 0) high = odds
    else low = odds
    odds -= slope / (1 + length * most * p * (1 - p))
  }
  return most / (1 + Math.exp(-odds))
}

function squares({ starts, values }: Matrix, row: number): number {
  let sum = biasValue * biasValue
  for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) sum += (values[at] ?? 0) ** 2
  return sum
}

/** The score of a row for one label, in log-odds. */
export function score({ starts, columns, values, width }: Matrix, weights: Fitted, label: number, row: number): number {
  const from = label * (width + 1)
  const end = starts[row + 1] ?? 0
  let sum = (weights[from + width] ?? 0) * biasValue
  for (let at = starts[row] ?? 0; at < end; at++) sum += (weights[from + (columns[at] ?? 0)] ?? 0) * (values[at] ?? 0)
  return sum
}

function add({ starts, columns, values, width }: Matrix, to: Fitted, label: number, row: number, much: number): void {
  const from = label * (width + 1)
  const end = starts[row + 1] ?? 0
  for (let at = starts[row] ?? 0; at < end; at++) {
    const place = from + (columns[at] ?? 0)
    to[place] = (to[place] ?? 0) + much * (values[at] ?? 0)
  }
  to[from + width] = (to[from + width] ?? 0) + much * biasValue
}
