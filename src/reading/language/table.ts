import { type Script, scripts } from './script.ts'

/** What was learnt about the languages of one script: how much each feature of a word speaks for each of them. */
export interface Table {
  /** Its place in `scripts`. */
  script: number
  languages: readonly string[]
  /** Added to each language's sum. */
  bias: Float64Array
  /** What one step of `weights` is worth, in log-odds. */
  scale: number
  /** For row r, a weight for each language. */
  weights: Int8Array
  /** Hash → row: `find` reads it. Upper half of an entry: bits of the hash; lower half: the row and one; 0 is empty. */
  slots: Uint32Array
}

export interface Tables {
  /** By a script's place in `scripts`; none for the scripts of one language. */
  byScript: readonly (Table | undefined)[]
  /** More text is more evidence, but not in proportion: n features count as n^(1 − crowding). */
  crowding: number
  /** Makes the probabilities those that came true on texts kept out of training. */
  sharpness: number
  /** How much likelier, in log-odds, is what people mostly write here, where nothing is known of the window. */
  usual: Readonly<Record<string, number>>
}

/** What the head of the file says. */
export interface Head extends Omit<Tables, 'byScript'> {
  /** The texts that were learnt from, with their licences. */
  trainedFrom: readonly string[]
  tables: readonly {
    script: Script
    languages: readonly string[]
    bias: readonly number[]
    scale: number
    rows: number
  }[]
}

/**
 * Reads the file that `npm run train` wrote: `TLI1`, the length of the head, the head as JSON (padded with blanks to a
 * multiple of four), then for each table the hashes of its rows (32 bits, little-endian) and the rows (8 bits a weight).
 */
export function readTables(bytes: Uint8Array): Tables {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== magic) throw new Error('This is not a table of languages.')
  const size = view.getUint32(4, true)
  const { tables, ...rest } = headOf(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + size))))
  const byScript: (Table | undefined)[] = scripts.map(() => undefined)
  let at = 8 + size
  for (const { script, rows, ...one } of tables) {
    // Every machine that Tertulia runs on is little-endian, as the file is.
    const hashes = new Uint32Array(new Uint8Array(bytes.subarray(at, at + rows * 4)).buffer)
    const weights = at + rows * 4
    at = weights + padded(rows * one.languages.length)
    byScript[scripts.indexOf(script)] = {
      ...one,
      script: scripts.indexOf(script),
      bias: Float64Array.from(one.bias),
      weights: new Int8Array(bytes.buffer, bytes.byteOffset + weights, rows * one.languages.length),
      slots: slotsOf(hashes),
    }
  }
  return { ...rest, byScript }
}

/** Checks as much of the head as would be read wrongly in silence: the file is ours, but may be cut or of another age. */
function headOf(value: unknown): Head {
  if (!isHead(value)) throw new Error('The table of languages has another form than this Tertulia knows.')
  return value
}

const isHead = (value: unknown): value is Head =>
  typeof value === 'object' &&
  value !== null &&
  'crowding' in value &&
  'sharpness' in value &&
  'usual' in value &&
  'tables' in value &&
  Array.isArray(value.tables)

/** The bytes that `readTables` reads. */
export function writeTables(about: Head, parts: readonly { hashes: Uint32Array; weights: Int8Array }[]): Uint8Array {
  const json = JSON.stringify(about)
  const text = new TextEncoder().encode(json + ' '.repeat(padded(json.length) - json.length))
  const sizes = parts.map(({ hashes, weights }) => hashes.length * 4 + padded(weights.length))
  const bytes = new Uint8Array(8 + text.length + sizes.reduce((sum, size) => sum + size, 0))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, text.length, true)
  bytes.set(text, 8)
  let at = 8 + text.length
  for (const { hashes, weights } of parts) {
    for (const hash of hashes) {
      view.setUint32(at, hash, true)
      at += 4
    }
    bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), at)
    at += padded(weights.length)
  }
  return bytes
}

/** The row of a feature, −1 when it has none. */
export function find(slots: Uint32Array, hash: number): number {
  const mask = slots.length - 1
  const mark = hash & markBits
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const entry = slots[slot] ?? 0
    if (entry === 0) return -1
    if ((entry & markBits) === mark) return (entry & rowBits) - 1
  }
}

/** Twice as many slots as rows at least, so that what is not there is missed soon. */
function slotsOf(hashes: Uint32Array): Uint32Array {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(2, hashes.length * 2))))
  const mask = slots.length - 1
  hashes.forEach((hash, row) => {
    let slot = hash & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = ((hash & markBits) | (row + 1)) >>> 0
  })
  return slots
}

const magic = 0x31494c54
const markBits = 0xffff0000
const rowBits = 0xffff
const padded = (size: number): number => Math.ceil(size / 4) * 4
