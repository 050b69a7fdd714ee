import { gramsOf, mostGrams } from './grams.ts'
import { find, type Table } from './table.ts'
import type { Words } from './words.ts'

/** Words that are remembered, how many could stand in one place, and how long they may be. */
const remembered = 1 << 15
const ways = 4
const longest = 16

/** A row: the letters of a word, how many there are, how many of its features are known, then its sums. */
const lengthAt = longest
const knownAt = longest + 1
const sumsAt = longest + 2

/**
 * What single words say of the language, for one table. People say the same few words again and again: what a word said is
 * remembered in a row. A word could stand in a few rows; a new one takes one whose word was not met again. Three megabytes.
 */
export class WordSums {
  readonly #table: Table
  readonly #size: number
  /** By row: the hash of its word. Close together, so that a word that is not remembered is missed soon. */
  readonly #hashes = new Int32Array(remembered)
  readonly #rows: Int16Array
  readonly #width: number
  /** By row: whether it was met again since it was filled, or looked at for another word. */
  readonly #met = new Uint8Array(remembered)
  /** By place: the row that is looked at next. */
  readonly #next = new Uint8Array(remembered / ways)
  readonly #word = new Int32Array(64)
  readonly #grams = new Uint32Array(mostGrams)

  constructor(table: Table) {
    this.#table = table
    this.#size = table.languages.length
    this.#width = sumsAt + this.#size
    this.#rows = new Int16Array(remembered * this.#width)
  }

  /** Adds what word `at` says to `into`, in steps of the table; answers how many of its features are known. */
  add(words: Words, at: number, into: Int32Array): number {
    const from = words.starts[at] ?? 0
    const length = (words.starts[at + 1] ?? 0) - from
    if (length > longest) return this.#addLong(words, at, into)
    const row = this.#find(words, at, from, length)
    // One kind of array in this loop: the engine makes a fast one of it.
    const rows = this.#rows
    const size = this.#size
    const sums = row + sumsAt
    for (let one = 0; one < size; one++) into[one] = (into[one] ?? 0) + (rows[sums + one] ?? 0)
    return rows[row + knownAt] ?? 0
  }

  /** Where the row of a word begins. */
  #find(words: Words, at: number, from: number, length: number): number {
    let hash = length
    for (let unit = from; unit < from + length; unit++) hash = Math.imul(hash ^ (words.letters[unit] ?? 0), 0x9e3779b1)
    const place = (hash ^ (hash >>> 15)) & (remembered / ways - 1)
    for (let row = place * ways; row < (place + 1) * ways; row++) {
      const begin = row * this.#width
      if (this.#hashes[row] !== hash || !this.#holds(begin, words.letters, from, length)) continue
      this.#met[row] = 1
      return begin
    }
    const row = this.#giveWay(place)
    this.#hashes[row] = hash
    return this.#remember(row * this.#width, words, at)
  }

  /** The next row of a place whose word was not met again; those that were stay once more. */
  #giveWay(place: number): number {
    let next = this.#next[place] ?? 0
    while (this.#met[place * ways + next] === 1) {
      this.#met[place * ways + next] = 0
      next = (next + 1) % ways
    }
    this.#next[place] = (next + 1) % ways
    return place * ways + next
  }

  #holds(row: number, letters: Uint16Array, from: number, length: number): boolean {
    const rows = this.#rows
    if (rows[row + lengthAt] !== length) return false
    for (let at = 0; at < length; at++) if (((rows[row + at] ?? 0) & 0xffff) !== letters[from + at]) return false
    return true
  }

  #remember(row: number, words: Words, at: number): number {
    const rows = this.#rows
    const from = words.starts[at] ?? 0
    const to = words.starts[at + 1] ?? 0
    rows[row + knownAt] = this.#weigh(words, at)
    rows[row + lengthAt] = to - from
    for (let unit = from; unit < to; unit++) rows[row + unit - from] = words.letters[unit] ?? 0
    for (let one = 0; one < this.#size; one++) rows[row + sumsAt + one] = this.#word[one] ?? 0
    return row
  }

  #addLong(words: Words, at: number, into: Int32Array): number {
    const known = this.#weigh(words, at)
    const word = this.#word
    const size = this.#size
    for (let one = 0; one < size; one++) into[one] = (into[one] ?? 0) + (word[one] ?? 0)
    return known
  }

  /** Sums the weights of the word's features; answers how many there are. */
  #weigh(words: Words, at: number): number {
    const { slots, weights } = this.#table
    const count = gramsOf(words, at, this.#grams)
    const size = this.#size
    const sums = this.#word
    sums.fill(0)
    let known = 0
    for (let gram = 0; gram < count; gram++) {
      const row = find(slots, this.#grams[gram] ?? 0)
      if (row < 0) continue
      known++
      const first = row * size
      for (let one = 0; one < size; one++) sums[one] = (sums[one] ?? 0) + (weights[first + one] ?? 0)
    }
    return known
  }
}
