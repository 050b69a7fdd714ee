import type { Cue } from '../cue.ts'
import { mostSlots } from '../text/forms.ts'
import { Noted } from '../text/noted.ts'
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
  addWord(token: Token, share: number, into: Float32Array): number
  addPair(first: number, second: number, share: number, into: Float32Array): void
  /** Adds what a cue says, of which the message has so much. */
  addCue(name: string, strengths: number, into: Float32Array): void
}

export function createScorer({ table, steps, biases, cues: names, cueWeights }: Weights): Scorer {
  const slots = table.length / slotBytes
  const cueAt = new Map(names.map((name, at) => [name, at]))
  // Of the message that is read: which cues it has, and by cue how much.
  const found = new Uint16Array(names.length)
  const strengths = new Float64Array(names.length)
  const isFound = new Uint8Array(names.length)
  // What a word and its letters say is worked out once: by its slot, and by whose it is now.
  const sums = new Float32Array(mostSlots * outputCount)
  const numbers = new Noted<number>()
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
  const remember = (token: Token): number => {
    const number = readWord(pieceOf(token))
    sums.set(word, token.form.slot * outputCount)
    // As the engine's small numbers are, with a sign: one of its own would have to be made for others.
    return numbers.set(token.form, number | 0)
  }
  const countWord = (token: Token, share: number, into: Float32Array): number => {
    const number = numbers.get(token.form) ?? remember(token)
    addRow(sums, token.form.slot * outputCount, share, into)
    return number
  }
  const addCue = (name: string, strengths: number, into: Float32Array) => {
    const at = cueAt.get(name)
    if (at !== undefined) addRow(cueWeights, at * outputCount, amount(strengths), into)
  }
  /** Each cue by how much there is of it, in the order in which they were found. */
  const addCues = (cues: readonly Cue[], into: Float32Array) => {
    let many = 0
    for (const { name, strength } of cues) {
      const at = cueAt.get(name)
      if (at === undefined) continue
      if (isFound[at] === 0) found[many++] = at
      isFound[at] = 1
      strengths[at] = (strengths[at] ?? 0) + strength
    }
    for (let one = 0; one < many; one++) {
      const at = found[one] ?? 0
      addRow(cueWeights, at * outputCount, amount(strengths[at] ?? 0), into)
      strengths[at] = 0
      isFound[at] = 0
    }
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
      const number = countWord(token, each, counted)
      addPiece(pairOf(before, number), eachPair, counted)
      if (begins && before !== outside) addPiece(pairOf(outside, number), eachPair, counted)
      begins = isBreak(token)
      before = number
    }
    addPiece(pairOf(before, outside), eachPair, counted)
    addCounted(into)
    addCues(cues, into)
  }
  const addWord = (token: Token, share: number, into: Float32Array): number => {
    const number = countWord(token, share, counted)
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
