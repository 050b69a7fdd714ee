import type { Watched as Glance } from '../query/document.ts'
import { foldWord, plainBase } from '../query/fold-word.ts'
import type { FactField } from '../query/query.ts'
import type { Sign } from './signs.ts'

/** Bits for each word: so few of them are set that nearly all other words are told apart. */
const bitsPerWord = 16
const fewest = 1 << 10
const longest = 64

/**
 * Which words any query asks for, at a glance: a bit for the hash of each, so that most words of most messages are passed over
 * without being cut out, folded or looked up. It may say yes of a word that nobody asks for, but never no of one that somebody
 * does. What is given back stays until it is filled anew.
 */
export class Watched implements Glance {
  private words = new Uint8Array((fewest * bitsPerWord) / 8)
  private beginnings = new Uint8Array((fewest * bitsPerWord) / 8)
  /** Lengths that beginnings have. */
  private readonly lengths = new Uint8Array(longest + 1)
  private readonly fields = new Set<FactField>()
  private count = 0

  add(sign: Sign): void {
    this.count += 1
    if (sign.kind === 'fact') this.fields.add(sign.field)
    if (sign.kind !== 'term') return
    const key = sign.how === 'exact' ? foldWord(sign.key) : sign.key
    const hash = plainHash(key)
    if (hash === undefined) return
    if (sign.how === 'prefix') this.lengths[key.length] = 1
    const bits = sign.how === 'prefix' ? this.beginnings : this.words
    const at = spread(hash) & (bits.length * 8 - 1)
    bits[at >>> 3] = (bits[at >>> 3] ?? 0) | (1 << (at & 7))
  }

  /** Whether it should be filled anew with what is asked for now. */
  get isFull(): boolean {
    return this.count * bitsPerWord > this.words.length * 8
  }

  fill(signs: readonly (Sign | undefined)[]): void {
    const asked = signs.filter((sign) => sign !== undefined)
    const size = (2 ** Math.ceil(Math.log2(Math.max(fewest, 2 * asked.length))) * bitsPerWord) / 8
    this.words = new Uint8Array(size)
    this.beginnings = new Uint8Array(size)
    this.lengths.fill(0)
    this.fields.clear()
    this.count = 0
    for (const sign of asked) this.add(sign)
  }

  asksOf(field: FactField): boolean {
    return this.fields.has(field)
  }

  mayAsk(text: string, from: number, to: number): boolean {
    if (to - from > longest) return true
    let hash = 0
    let before = 0
    let repeated = 0
    for (let at = from; at < to; at += 1) {
      const base = baseOf(text.charCodeAt(at))
      repeated = base === before ? repeated + 1 : 1
      // A word of other letters, or a stretched one, has to be looked at closely.
      if (base === 0 || repeated === 3) return true
      before = base
      hash = step(hash, base)
      if (this.lengths[at - from + 1] === 1 && isSet(this.beginnings, hash)) return true
    }
    return isSet(this.words, hash)
  }
}

/** The hash of a folded word of plain letters and digits; of others none. */
function plainHash(key: string): number | undefined {
  let hash = 0
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at)
    if (baseOf(unit) !== unit) return undefined
    hash = step(hash, unit)
  }
  return key.length > longest ? undefined : hash
}

const baseOf = (unit: number): number => (unit > 0xff ? 0 : (plainBase[unit] ?? 0))
const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x9e3779b1)
const spread = (hash: number): number => hash ^ (hash >>> 15)

function isSet(bits: Uint8Array, hash: number): boolean {
  const at = spread(hash) & (bits.length * 8 - 1)
  return ((bits[at >>> 3] ?? 0) & (1 << (at & 7))) !== 0
}
