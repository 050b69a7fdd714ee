/** What was learned for one language: a column for each remark, in the order of `judgedKinds`. */
export interface Judges {
  /** Where each begins before anything is read. */
  biases: readonly number[]
  /** What one step of a weight is worth. */
  steps: readonly number[]
  /** From this score on it speaks by itself. */
  hears: readonly number[]
  /** Below this it takes what the rules of words found for a false alarm. */
  doubts: readonly number[]
  /** What stands in a sentence, in rising order, and its weights side by side. */
  hashes: Uint32Array
  weights: Int16Array
}

export type Language = 'es' | 'en'

export const judgedKinds = ['excuses', 'blames', 'label', 'irony'] as const
export type JudgedKind = (typeof judgedKinds)[number]

type Head = Record<Language, Omit<Judges, 'hashes' | 'weights'> & { many: number }>

/** The bytes of the file: the length of the head, the head (JSON), then for each language its hashes and weights. */
export function packJudges(judges: Readonly<Record<Language, Judges>>): Buffer {
  const headOf = ({ hashes, weights, ...rest }: Judges) => ({ ...rest, many: hashes.length })
  const head: Head = { es: headOf(judges.es), en: headOf(judges.en) }
  const json = JSON.stringify(head)
  const padded = json + ' '.repeat((4 - (Buffer.byteLength(json) % 4)) % 4)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(padded.length)
  const bytes = (of: Uint32Array | Int16Array) => Buffer.from(of.buffer, of.byteOffset, of.byteLength)
  const tables = [judges.es, judges.en].flatMap(({ hashes, weights }) => [bytes(hashes), bytes(weights)])
  return Buffer.concat([length, Buffer.from(padded), ...tables])
}

/** Reads what `packJudges` wrote. */
export function parseJudges(file: Uint8Array): Record<Language, Judges> {
  const { buffer } = new Uint8Array(file)
  const length = new DataView(buffer).getUint32(0, true)
  const head: Head = JSON.parse(Buffer.from(buffer, 4, length).toString())
  let at = 4 + length
  const take = ({ many, ...rest }: Head[Language]): Judges => {
    const hashes = new Uint32Array(buffer, at, many)
    const weights = new Int16Array(buffer, at + many * 4, many * judgedKinds.length)
    at += many * (4 + judgedKinds.length * 2)
    return { ...rest, hashes, weights }
  }
  return { es: take(head.es), en: take(head.en) }
}
