import { undoLookAlikes } from './look-alikes.ts'
import { scriptOf, scripts } from './script.ts'
import { pastAddress, skipped } from './skipped.ts'

/** A message is judged by its beginning: nobody changes language for good after so much, and time stays bounded. */
export const judgedUnits = 2000

/** The letters of one word that are looked at. */
const longest = 30

/**
 * The words of a message as they are judged: lower case, stretched letters shortened, look-alike letters undone,
 * without links, mentions, addresses and hashtag marks. Filled anew for each message, so that none is made for each.
 */
export class Words {
  /** The letters of all words, one after the other; word i has those from `starts[i]` to `starts[i + 1]`. */
  readonly letters = new Uint16Array(judgedUnits + 1)
  readonly starts = new Uint16Array(judgedUnits + 2)
  /** Where word i stands in `text`. */
  readonly from = new Uint16Array(judgedUnits + 1)
  readonly to = new Uint16Array(judgedUnits + 1)
  readonly script = new Uint8Array(judgedUnits + 1)
  /** How many letters the words of each script have. */
  readonly seen = new Uint16Array(scripts.length)
  count = 0
  /** What was judged, in lower case. */
  text = ''
  /** Where the next letter goes, which the last one was, and how often it has been repeated. */
  #size = 0
  #last = 0
  #run = 0

  fill(message: string): this {
    this.text = judged(message)
    this.count = 0
    this.seen.fill(0)
    const end = this.text.length
    for (let at = 0; at < end; ) {
      const past = skipped(this.text, at, end)
      if (past > at) at = past
      else at = scriptOf(this.text.charCodeAt(at)) > 0 ? this.#word(at, end) : at + 1
    }
    return this
  }

  /** Takes the word that begins here, unless it turns out an address; answers where it ends. */
  #word(from: number, end: number): number {
    const to = this.#letters(from, end)
    const past = pastAddress(this.text, to, end)
    if (past > to || isRetweet(this.text, from, to)) return past
    const script = this.script[this.count] ?? 0
    this.seen[script] = (this.seen[script] ?? 0) + this.#size - (this.starts[this.count] ?? 0)
    this.from[this.count] = from
    this.to[this.count] = to
    this.count++
    this.starts[this.count] = this.#size
    return to
  }

  /** Copies the letters of a word after those of the last one and answers where it ends. */
  #letters(from: number, end: number): number {
    const own = scriptOf(this.text.charCodeAt(from))
    let mixed = false
    let at = from
    this.#begin()
    for (; at < end; at++) {
      const unit = this.text.charCodeAt(at)
      const script = scriptOf(unit)
      if (script !== own) {
        if (isInvisible(unit)) continue
        if (isApostrophe(unit) && scriptOf(this.text.charCodeAt(at + 1)) === own) {
          this.#put(apostrophe)
          at++
          break
        }
        if (unit !== middleDot && !(mixes(script) && mixes(own))) break
        mixed ||= unit !== middleDot
      }
      this.#put(unit)
    }
    if (mixed) undoLookAlikes(this.letters, this.starts[this.count] ?? 0, this.#size)
    this.script[this.count] = mixed ? latin : own
    return at
  }

  #begin(): void {
    this.#size = this.starts[this.count] ?? 0
    this.#run = 0
    this.#last = 0
  }

  #put(unit: number): void {
    this.#run = unit === this.#last ? this.#run + 1 : 1
    this.#last = unit
    // A letter written three times or more is one that was stretched.
    if (this.#run === 3) this.#size--
    else if (this.#run < 3 && this.#size - (this.starts[this.count] ?? 0) < longest) this.letters[this.#size++] = unit
  }
}

/** The beginning of the message in lower case, its letters composed: “é” is one letter however it was typed. */
function judged(message: string): string {
  const start = message.length > judgedUnits ? message.slice(0, judgedUnits) : message
  const plain = needsComposing.test(start) ? start.normalize('NFKC') : start
  return plain.toLowerCase().slice(0, judgedUnits)
}

const needsComposing = /[\u0300-\u036f\ufb00-\ufb06\uff21-\uff5a]|\ud835/
const latin = scripts.indexOf('latin')
const middleDot = 0xb7
const apostrophe = 0x27
const isApostrophe = (unit: number): boolean => unit === apostrophe || unit === 0x2019
const isInvisible = (unit: number): boolean => (unit >= 0x200b && unit <= 0x200d) || unit === 0xad || unit === 0xfeff
/** Latin, Cyrillic and Greek letters stand in one word when some of them pass for others. */
const mixes = (script: number): boolean => script > 0 && mixable.has(script)
const mixable = new Set([latin, scripts.indexOf('cyrillic'), scripts.indexOf('greek')])
const isRetweet = (text: string, from: number, to: number): boolean => to - from === 2 && text.startsWith('rt', from)
