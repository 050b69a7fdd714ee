import type { Cue } from '../cue.ts'
import type { Token } from '../text/token.ts'
import { amount } from './cues.ts'
import { outputCount } from './outputs.ts'
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
} from './pieces.ts'
import { markOf, neighbour, slotBytes, slotOf, type Weights } from './weights.ts'

/** What the model says of messages: one score for each output, in log-odds before calibration. */
export interface Scorer {
  /** Writes the scores of a message. */
  score(tokens: readonly Token[], cues: readonly Cue[], into: Float32Array): void
  /** Adds what a word and its letters say, and gives its number, by which pairs are known. */
  addWord(piece: string, share: number, into: Float32Array): number
  addPair(first: number, second: number, share: number, into: Float32Array): void
  /** Adds what a cue says, of which the message has so much. */
  addCue(name: string, strengths: number, into: Float32Array): void
}

/** Words said often are remembered with what they say; then all are forgotten and it begins anew. */
const mostRemembered = 1 << 15
/** A longer piece of a string would hold the whole message in memory. */
const longestRemembered = 12

export function createScorer({ table, steps, biases, cues: names, cueWeights }: Weights): Scorer {
  const slots = table.length / slotBytes
  const cueAt = new Map(names.map((name, at) => [name, at * outputCount]))
  const known = new Map<string, number>()
  const sums = new Float32Array(mostRemembered * outputCount)
  const numbers = new Uint32Array(mostRemembered)
  const hashes = new Uint32Array(mostHashes)
  const word = new Float32Array(outputCount)
  // In steps of the table; only at the end made log-odds.
  const counted = new Float32Array(outputCount)

  const addPiece = (hash: number, share: number, into: Float32Array) => {
    const at = find(table, hash, slots)
    if (at >= 0) addSlot(table, at, share, into)
  }
  /** What a word and its letters say, once. */
  const readWord = (piece: string): number => {
    const many = hashPiece(piece, hashes)
    const letters = lettersShare(many)
    word.fill(0)
    addPiece(hashes[0] ?? 0, 1, word)
    for (let at = 1; at < many; at++) addPiece(hashes[at] ?? 0, letters, word)
    return hashes[0] ?? 0
  }
  const remember = (piece: string): number => {
    if (known.size >= mostRemembered) known.clear()
    const place = known.size
    numbers[place] = readWord(piece)
    sums.set(word, place * outputCount)
    known.set(piece, place)
    return place
  }
  const countWord = (piece: string, share: number, into: Float32Array): number => {
    if (piece.length > longestRemembered) {
      const number = readWord(piece)
      addRow(word, 0, share, into)
      return number
    }
    const place = known.get(piece) ?? remember(piece)
    addRow(sums, place * outputCount, share, into)
    return numbers[place] ?? 0
  }
  const addCue = (name: string, strengths: number, into: Float32Array) => {
    const from = cueAt.get(name)
    if (from !== undefined) addRow(cueWeights, from, amount(strengths), into)
  }
  const addCounted = (into: Float32Array) => {
    for (let k = 0; k < outputCount; k++) into[k] = (into[k] ?? 0) + (counted[k] ?? 0) * (steps[k] ?? 0)
    counted.fill(0)
  }
  const score = (tokens: readonly Token[], cues: readonly Cue[], into: Float32Array) => {
    into.set(biases)
    const many = Math.min(tokens.length, mostPieces)
    const each = wordShare(many)
    const eachPair = each * pairShare()
    let before = outside
    let begins = true
    for (let at = 0; at < many; at++) {
      const token = tokens[at]
      if (token === undefined) break
      const number = countWord(pieceOf(token), each, counted)
      addPiece(pairOf(before, number), eachPair, counted)
      if (begins && before !== outside) addPiece(pairOf(outside, number), eachPair, counted)
      begins = isBreak(token)
      before = number
    }
    addPiece(pairOf(before, outside), eachPair, counted)
    addCounted(into)
    for (const [name, strengths] of together(cues)) addCue(name, strengths, into)
  }
  const addWord = (piece: string, share: number, into: Float32Array): number => {
    const number = countWord(piece, share, counted)
    addCounted(into)
    return number
  }
  const addPair = (first: number, second: number, share: number, into: Float32Array) => {
    addPiece(pairOf(first, second), share, counted)
    addCounted(into)
  }
  return { score, addWord, addPair, addCue }
}

/** Where the slot of a piece begins, or −1. */
function find(table: Int8Array, hash: number, slots: number): number {
  const mark = markOf(hash)
  const at = slotOf(hash, slots)
  if (table[at] === mark) return at
  const next = neighbour(hash, slots)
  return table[next] === mark ? next : -1
}

function addSlot(table: Int8Array, at: number, share: number, into: Float32Array): void {
  for (let k = 0; k < outputCount; k++) into[k] = (into[k] ?? 0) + (table[at + 1 + k] ?? 0) * share
}

function addRow(rows: Float32Array, from: number, share: number, into: Float32Array): void {
  for (let k = 0; k < outputCount; k++) into[k] = (into[k] ?? 0) + (rows[from + k] ?? 0) * share
}

/** How much there is of each cue. */
export function together(cues: readonly Cue[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { name, strength } of cues) sums.set(name, (sums.get(name) ?? 0) + strength)
  return sums
}
