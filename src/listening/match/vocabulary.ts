import { grown } from './column.ts'
import { own, type Signs } from './signs.ts'

/** How many words, and signs of words, are remembered at most. */
const most = { words: 1 << 17, signs: 1 << 20 }

const width = 4
const versionAt = 1
const seenAt = 2

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
  /** By word: where its signs begin, of what version of the signs that is, how often it was seen. Side by side in memory. */
  private known = new Int32Array(1024)
  private readonly signs: Signs

  constructor(signs: Signs) {
    this.signs = signs
  }

  /** Where the signs of a word begin in `list`. */
  look(word: string): number {
    const at = this.words.get(word) ?? this.enter(word)
    if (this.known[at + versionAt] !== this.signs.version) this.renew(at, word)
    const { known } = this
    known[at + seenAt] = (known[at + seenAt] ?? 0) + 1
    return known[at] ?? 0
  }

  /** How often a word was looked up, in how many messages, since all was forgotten last. */
  timesSeen(word: string): { seen: number; messages: number } {
    const at = this.words.get(word)
    return { seen: at === undefined ? 0 : (this.known[at + seenAt] ?? 0), messages: this.messages }
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
    const at = this.words.size * width
    this.words.set(own(word), at)
    this.known = grown(this.known, at + width)
    this.known[at] = 0
    this.known[at + versionAt] = this.signs.version - 1
    this.known[at + seenAt] = 0
    return at
  }

  private renew(at: number, word: string): void {
    const same = this.signs.folded.get(word)
    const found = this.signs.beginnings.of(word)
    if (same !== undefined) found.push(same)
    this.known[at] = found.length === 0 ? 0 : this.put(found, this.known[at] ?? 0)
    this.known[at + versionAt] = this.signs.version
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
