import { gramsOf, mostGrams } from './grams.ts'
import { find, type Table } from './table.ts'
import type { Words } from './words.ts'

/** Words that are remembered, and how long they may be: people say the same few words again and again. */
const remembered = 1 << 14
const longest = 12

/**
 * What single words say of the language, for one table. What a word said is remembered, each at a place of its own
 * that the next word of that place takes over: five words of six need no features. A megabyte and a half.
 */
export class WordSums {
  readonly #table: Table
  readonly #size: number
  /** For each place: the word's length and letters, how many of its features are known, and its sums. */
  readonly #letters = new Uint16Array(remembered * (longest + 1))
  readonly #known = new Uint16Array(remembered)
  readonly #sums: Int16Array
  readonly #word = new Int32Array(64)
  readonly #grams = new Uint32Array(mostGrams)

  constructor(table: Table) {
    this.#table = table
    this.#size = table.languages.length
    this.#sums = new Int16Array(remembered * this.#size)
  }

  /** Adds what word `at` says to `into`, in steps of the table; answers how many of its features are known. */
  add(words: Words, at: number, into: Int32Array): number {
    const from = words.starts[at] ?? 0
    const length = (words.starts[at + 1] ?? 0) - from
    if (length > longest) return this.#addLong(words, at, into)
    const place = this.#place(words.letters, from, length)
    if (!this.#holds(place, words.letters, from, length)) this.#remember(place, words, at)
    // One kind of array in each of these loops: the engine makes fast ones of them.
    const sums = this.#sums
    const size = this.#size
    const first = place * size
    for (let one = 0; one < size; one++) into[one] = (into[one] ?? 0) + (sums[first + one] ?? 0)
    return this.#known[place] ?? 0
  }

  #addLong(words: Words, at: number, into: Int32Array): number {
    const known = this.#weigh(words, at)
    const word = this.#word
    const size = this.#size
    for (let one = 0; one < size; one++) into[one] = (into[one] ?? 0) + (word[one] ?? 0)
    return known
  }

  #place(letters: Uint16Array, from: number, length: number): number {
    let hash = length
    for (let at = from; at < from + length; at++) hash = Math.imul(hash ^ (letters[at] ?? 0), 0x9e3779b1)
    return (hash ^ (hash >>> 15)) & (remembered - 1)
  }

  #holds(place: number, letters: Uint16Array, from: number, length: number): boolean {
    const kept = this.#letters
    const first = place * (longest + 1)
    if (kept[first] !== length) return false
    for (let at = 0; at < length; at++) if (kept[first + 1 + at] !== letters[from + at]) return false
    return true
  }

  #remember(place: number, words: Words, at: number): void {
    const from = words.starts[at] ?? 0
    const to = words.starts[at + 1] ?? 0
    const first = place * (longest + 1)
    this.#known[place] = this.#weigh(words, at)
    this.#letters[first] = to - from
    for (let unit = from; unit < to; unit++) this.#letters[first + 1 + unit - from] = words.letters[unit] ?? 0
    const sums = place * this.#size
    for (let one = 0; one < this.#size; one++) this.#sums[sums + one] = this.#word[one] ?? 0
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
