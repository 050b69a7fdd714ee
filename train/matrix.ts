import type { Analysed } from '../src/reading/model/analyse.ts'
import { amount } from '../src/reading/model/cues.ts'
import {
  hashPiece,
  isBreak,
  lettersShare,
  mostHashes,
  mostPieces,
  outside,
  pairOf,
  pairShare,
  pieceOf,
  wordShare,
} from '../src/reading/model/pieces.ts'

/** Messages as rows of numbers: for row `r`, the columns and values from `starts[r]` to `starts[r + 1]`. */
export interface Matrix {
  starts: Int32Array
  columns: Int32Array
  values: Float32Array
  width: number
  /** The first columns are cues; what the others are hashed to. */
  cues: readonly string[]
  hashes: Uint32Array
  /** By column, how loudly it speaks before anything is learned, which `fit` heeds: what is louder needs less to be heard. */
  loud: Float32Array
}

export function matrixOf(messages: readonly Analysed[], least = 2): Matrix {
  const found = messages.map(featuresOf)
  const cues = [...new Set(messages.flatMap((it) => it.cues.map(({ name }) => name)))].sort()
  const seen = new Map<number, number>()
  for (const { pieces } of found) for (const hash of pieces.keys()) seen.set(hash, (seen.get(hash) ?? 0) + 1)
  // The commonest first: they then lie together, and are at hand.
  const hashes = [...seen]
    .filter(([, times]) => times >= least)
    .sort(([one, often], [other, oftener]) => oftener - often || one - other)
    .map(([hash]) => hash)
  const placeOf = new Map(hashes.map((hash, at) => [hash, cues.length + at]))
  const cuePlace = new Map(cues.map((name, at) => [name, at]))
  const most = found.reduce((sum, { pieces, named }) => sum + pieces.size + named.size, 0)
  const starts = new Int32Array(found.length + 1)
  const columns = new Int32Array(most)
  const values = new Float32Array(most)
  let at = 0
  found.forEach(({ pieces, named }, row) => {
    const put = (place: number | undefined, value: number) => {
      if (place === undefined) return
      columns[at] = place
      values[at++] = value
    }
    for (const [name, value] of named) put(cuePlace.get(name), value)
    for (const [hash, value] of pieces) put(placeOf.get(hash), value)
    starts[row + 1] = at
  })
  const width = cues.length + hashes.length
  const louder = hashes.map((hash) => rarity(seen.get(hash) ?? 1, messages.length))
  return {
    starts,
    columns: columns.slice(0, at),
    values: values.slice(0, at),
    width,
    cues,
    hashes: Uint32Array.from(hashes),
    loud: Float32Array.from([...cues.map(() => 1), ...louder]),
  }
}

/**
 * A piece that few messages have says more of them than one that many have. 1 for what one message in a thousand has; the root, as
 * without it the rarest are heard too well. By cross-validation it is worth .01 of intents, and of the mood of Spanish tweets.
 */
const rarity = (times: number, messages: number): number => Math.sqrt(Math.log(messages / times) / Math.log(1000))

const written = new Uint32Array(mostHashes)

function featuresOf({ tokens, cues }: Analysed) {
  const pieces = new Map<number, number>()
  const add = (hash: number, value: number) => pieces.set(hash, (pieces.get(hash) ?? 0) + value)
  const read = tokens.slice(0, mostPieces)
  const each = wordShare(read.length)
  let before = outside
  let begins = true
  for (const token of read) {
    const many = hashPiece(pieceOf(token), written)
    const whole = written[0] ?? 0
    add(whole, each)
    for (let at = 1; at < many; at++) add(written[at] ?? 0, each * lettersShare(many))
    add(pairOf(before, whole), each * pairShare())
    if (begins && before !== outside) add(pairOf(outside, whole), each * pairShare())
    begins = isBreak(token)
    before = whole
  }
  add(pairOf(before, outside), each * pairShare())
  const named = new Map<string, number>()
  for (const { name, strength } of cues) named.set(name, (named.get(name) ?? 0) + strength)
  for (const [name, strength] of named) named.set(name, amount(strength))
  return { pieces, named }
}
