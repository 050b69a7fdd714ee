import { createHash } from 'node:crypto'
import { outputCount } from '../src/reading/model/outputs.ts'
import { type Calibration, markOf, neighbour, packWeights, slotBytes, slotOf } from '../src/reading/model/weights.ts'
import type { Matrix } from './matrix.ts'

/** 2^17 slots of 20 bytes: 2.6 MB. */
const slots = 1 << 17

/** The bytes of the file of weights. `weights` holds for each output its columns and, last, its bias. */
export function pack(
  matrix: Matrix,
  weights: readonly Float64Array[],
  mix: Float32Array,
  calibration: Calibration,
): Buffer {
  const { cues, hashes, width } = matrix
  const weight = (output: number, column: number) => weights[output]?.[column] ?? 0
  const steps = Array.from({ length: outputCount }, (_, output) => {
    let most = 1e-9
    for (let column = cues.length; column < width; column++) most = Math.max(most, Math.abs(weight(output, column)))
    return Math.fround(most / 127)
  })
  const bytes = (column: number) => steps.map((step, output) => Math.round(weight(output, column) / step))
  const table = new Int8Array(slots * slotBytes)
  for (const place of byImportance(matrix, weight)) {
    const hash = hashes[place] ?? 0
    const of = bytes(cues.length + place)
    if (of.every((one) => one === 0)) continue
    const free = [slotOf(hash, slots), neighbour(hash, slots)].find((at) => table[at] === 0)
    if (free !== undefined) table.set([markOf(hash), ...of], free)
  }
  const cueWeights = Float32Array.from({ length: cues.length * outputCount }, (_, at) =>
    weight(at % outputCount, Math.floor(at / outputCount)),
  )
  const biases = Array.from({ length: outputCount }, (_, output) => Math.fround(weight(output, width)))
  const made = { biases, steps, cues, cueWeights, mix, table, calibration }
  const version = createHash('sha256')
    .update(packWeights({ ...made, version: '' }))
    .digest('hex')
    .slice(0, 12)
  return packWeights({ ...made, version })
}

/** When two want the same slot, the one that says more has it. */
function byImportance({ cues, hashes }: Matrix, weight: (output: number, column: number) => number): number[] {
  const much = Float64Array.from(hashes, (_, place) => {
    let sum = 0
    for (let output = 0; output < outputCount; output++) sum += Math.abs(weight(output, cues.length + place))
    return sum
  })
  return [...hashes.keys()].sort((one, other) => (much[other] ?? 0) - (much[one] ?? 0) || one - other)
}
