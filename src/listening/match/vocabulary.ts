import { grown } from './column.ts'
import { own, type Signs } from './signs.ts'

/** How many words, and signs of words, are remembered at most. */
const most = { words: 1 << 17, signs: 1 << 20 }

/**
 * Remembers of each word that messages bring which signs it bears: itself and its beginnings, if any query asks for them.
 * When there are too many it forgets them all, so that nobody can fill the memory with words nobody uses.
 */
export class Vocabulary {
  /** The signs of each word, one word after another, each ended by 0. */
  list = new Int32Array(1024)
  private end = 1
  private messages = 0
  private readonly words = new Map<string, number>()
  private start = new Int32Array(1024)
  private version = new Int32Array(1024)
  private seen = new Int32Array(1024)
  private readonly signs: Signs

  constructor(signs: Signs) {
    this.signs = signs
  }

  /** Where the signs of a word begin in `list`. */
  look(word: string): number {
    const number = this.words.get(word) ?? this.enter(word)
    if (this.version[number] !== this.signs.version) this.renew(number, word)
    this.seen[number] = (this.seen[number] ?? 0) + 1
    return this.start[number] ?? 0
  }

  /** How often a word was looked up, in how many messages, since all was forgotten last. */
  timesSeen(word: string): { seen: number; messages: number } {
    const number = this.words.get(word)
    return { seen: number === undefined ? 0 : (this.seen[number] ?? 0), messages: this.messages }
  }

  /** To be called before each message: what `look` gave holds no longer. */
  nextMessage(): void {
    this.messages += 1
    if (this.words.size < most.words && this.end < most.signs) return
    this.words.clear()
    this.end = 1
    this.messages = 0
  }

  private enter(word: string): number {
    const number = this.words.size
    this.words.set(own(word), number)
    this.start = grown(this.start, number)
    this.version = grown(this.version, number)
    this.seen = grown(this.seen, number)
    this.version[number] = this.signs.version - 1
    this.seen[number] = 0
    this.start[number] = 0
    return number
  }

  private renew(number: number, word: string): void {
    const same = this.signs.folded.get(word)
    const found = this.signs.beginnings.of(word)
    if (same !== undefined) found.push(same)
    this.start[number] = found.length === 0 ? 0 : this.put(found, this.start[number] ?? 0)
    this.version[number] = this.signs.version
  }

  private put(found: readonly number[], before: number): number {
    if (found.every((sign, index) => this.list[before + index] === sign) && this.list[before + found.length] === 0)
      return before
    const at = this.end
    this.list = grown(this.list, at + found.length)
    this.list.set(found, at)
    this.list[at + found.length] = 0
    this.end = at + found.length + 1
    return at
  }
}
