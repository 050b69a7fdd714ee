import { mixInputs } from '../src/reading/model/mix.ts'
import { outputCount } from '../src/reading/model/outputs.ts'
import { lots, shuffle } from './random.ts'

/** The scores of rows, `outputCount` of each, and what is known of them: 1, 0, −1. */
export interface Mixed {
  scores: Float32Array
  known: Int8Array
  counts: Float32Array
}

const rounds = 15
const rate = 0.05
const bound = 1e-4

/** Learns how scores are mixed, from every score as it is (AdaGrad, Duchi et al., JMLR 12, 2011). */
export function fitMix({ scores, known, counts }: Mixed, rows: Int32Array): Float32Array {
  const weights = new Float64Array(outputCount * mixInputs)
  const slopes = new Float64Array(weights.length).fill(1e-3)
  for (let k = 0; k < outputCount; k++) weights[k * mixInputs + k] = 1
  const input = new Float64Array(mixInputs).fill(1)
  const order = rows.slice()
  const lot = lots(5)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, lot)
    for (const row of order) {
      for (let j = 0; j < outputCount; j++) {
        const score = scores[row * outputCount + j] ?? 0
        input[j] = score
        input[outputCount + j] = Math.tanh(score)
      }
      for (let k = 0; k < outputCount; k++) {
        const label = known[row * outputCount + k] ?? -1
        if (label >= 0) learn(weights, slopes, k, input, label, counts[row] ?? 1)
      }
    }
  }
  return Float32Array.from(weights)
}

function learn(
  weights: Float64Array,
  slopes: Float64Array,
  k: number,
  input: Float64Array,
  label: number,
  count: number,
) {
  const from = k * mixInputs
  let sum = 0
  for (let j = 0; j < mixInputs; j++) sum += (weights[from + j] ?? 0) * (input[j] ?? 0)
  const error = count * (1 / (1 + Math.exp(-sum)) - label)
  for (let j = 0; j < mixInputs; j++) {
    const at = from + j
    const weight = weights[at] ?? 0
    const slope = error * (input[j] ?? 0) + bound * (weight - (j === k ? 1 : 0))
    slopes[at] = (slopes[at] ?? 0) + slope * slope
    weights[at] = weight - (rate * slope) / Math.sqrt(slopes[at] ?? 1)
  }
}
