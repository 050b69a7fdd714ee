import { outputCount } from './outputs.ts'

/** What the mixing looks at: every score, and every score pressed between −1 and 1, which says yes or no more than how much. */
export const mixInputs = 2 * outputCount + 1

/**
 * What all scores together say of each output: a complaint is seldom glad, what is glad is not urgent. `weights` has
 * `mixInputs` for each output, the last of them its bias.
 */
export function mix(weights: Float32Array, scores: Float32Array, into: Float32Array): void {
  for (let k = 0; k < outputCount; k++) pressed[k] = Math.tanh(scores[k] ?? 0)
  for (let k = 0; k < outputCount; k++) {
    const from = k * mixInputs
    let sum = weights[from + 2 * outputCount] ?? 0
    for (let j = 0; j < outputCount; j++)
      sum += (weights[from + j] ?? 0) * (scores[j] ?? 0) + (weights[from + outputCount + j] ?? 0) * (pressed[j] ?? 0)
    into[k] = sum
  }
}

const pressed = new Float32Array(outputCount)

/** How much output `k` moves when score `j` does, near these scores: what a word adds to one it adds, so weighed, to the other. */
export function pull(weights: Float32Array, scores: Float32Array, k: number, j: number): number {
  const bent = 1 - Math.tanh(scores[j] ?? 0) ** 2
  return (weights[k * mixInputs + j] ?? 0) + (weights[k * mixInputs + outputCount + j] ?? 0) * bent
}
