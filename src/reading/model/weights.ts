import { mixInputs } from './mix.ts'
import { outputCount } from './outputs.ts'

/**
 * What was learned. Cues have a weight for each output; so has every piece of text (a word, a pair, letters) that was seen
 * often enough, in a table of slots of `slotBytes`: a byte to know the piece again, then a byte for each output.
 */
export interface Weights {
  version: string
  /** Where each output begins before anything is read. */
  biases: readonly number[]
  /** What one step of a byte of the table is worth, by output. */
  steps: readonly number[]
  cues: readonly string[]
  cueWeights: Float32Array
  /** How the scores are mixed: see `mix.ts`. */
  mix: Float32Array
  table: Int8Array
  calibration: Calibration
}

/** How scores are made probabilities, and probabilities a choice. */
export interface Calibration {
  /** By output: `slope × score + shift` is its log-odds (or, where one of several is chosen, its logarithm less a constant). */
  slopes: readonly number[]
  shifts: readonly number[]
  /** By output: what is added before the likeliest is chosen; for an intent the probability from which it holds. */
  choices: readonly number[]
}

export const slotBytes = outputCount + 1

/** The places where a piece may lie: two neighbours, so that one read of memory finds it. */
export const slotOf = (hash: number, slots: number): number => (hash & (slots - 1)) * slotBytes
export const neighbour = (hash: number, slots: number): number => ((hash & (slots - 1)) ^ 1) * slotBytes
/** Never 0, which marks an empty slot. */
export const markOf = (hash: number): number => ((((hash >>> 24) % 255) + 1) << 24) >> 24

interface Head extends Omit<Weights, 'cueWeights' | 'mix' | 'table'> {
  outputs: number
}

/** The bytes of a file of weights: the length of the head, the head (JSON), the cues' weights, how scores are mixed, the table. */
export function packWeights({ cueWeights, mix, table, ...rest }: Weights): Buffer {
  const head: Head = { ...rest, outputs: outputCount }
  const json = JSON.stringify(head)
  const padded = json + ' '.repeat((4 - (Buffer.byteLength(json) % 4)) % 4)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(Buffer.byteLength(padded))
  return Buffer.concat([length, Buffer.from(padded), bytes(cueWeights), bytes(mix), bytes(table)])
}

const bytes = (of: Float32Array | Int8Array): Buffer => Buffer.from(of.buffer, of.byteOffset, of.byteLength)

/** Reads what `packWeights` wrote; throws when it was made for other outputs. */
export function parseWeights(file: Uint8Array): Weights {
  // A copy of its own begins at a place that numbers of four bytes can be read from.
  const buffer = Buffer.from(file).buffer.byteLength === file.byteLength ? file : new Uint8Array(file)
  const whole = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength)
  const length = whole.getUint32(0, true)
  const { outputs, ...head }: Head = JSON.parse(Buffer.from(buffer.subarray(4, 4 + length)).toString())
  if (outputs !== outputCount)
    throw new Error(`These weights have ${outputs} outputs, not ${outputCount}: train again.`)
  const from = buffer.byteOffset + 4 + length
  const mixFrom = from + head.cues.length * outputCount * 4
  const tableFrom = mixFrom + outputCount * mixInputs * 4
  const cueWeights = new Float32Array(buffer.buffer.slice(from, mixFrom))
  const mix = new Float32Array(buffer.buffer.slice(mixFrom, tableFrom))
  return { ...head, cueWeights, mix, table: new Int8Array(buffer.buffer, tableFrom) }
}
