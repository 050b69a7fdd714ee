/** Longer pieces are seldom said twice. */
const longest = 24
/** How many pieces could stand at one place of the table. */
const ways = 4

/**
 * Remembers what was worked out of pieces of text: people say the same few words again and again. A piece is looked up where
 * it stands, so that none that is known is cut out of its message. A place of the table holds a few pieces, and the one that
 * is met most seldom gives way: whatever comes, neither time nor memory grows.
 */
export class Remembered<Value extends { readonly written: string }> {
  readonly #make: (written: string, isKept: boolean) => Value
  readonly #mask: number
  readonly #hashes: Int32Array
  readonly #values: (Value | undefined)[]

  /** `size`, a power of two: how many are remembered. `make`: what is worked out, with the piece itself as `written`. */
  constructor(size: number, make: (written: string, isKept: boolean) => Value) {
    this.#make = make
    this.#mask = size / ways - 1
    this.#hashes = new Int32Array(size)
    this.#values = new Array<Value | undefined>(size).fill(undefined)
  }

  /** What is worked out of a text from here to there. */
  of(text: string, from: number, to: number): Value {
    if (to - from > longest) return this.#make(text.slice(from, to), false)
    let hash = to - from
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1)
    hash ^= hash >>> 15
    const first = (hash & this.#mask) * ways
    let place = first
    for (; place < first + ways; place++) {
      const value = this.#values[place]
      if (value === undefined) break
      if (this.#hashes[place] !== hash || !isAt(text, from, to, value.written)) continue
      if (place > first) this.#swap(place)
      return value
    }
    return this.#remember(Math.min(place, first + ways - 1), hash, text.slice(from, to))
  }

  #remember(place: number, hash: number, piece: string): Value {
    const value = this.#make(own(piece), true)
    this.#hashes[place] = hash
    this.#values[place] = value
    return value
  }

  /** What is met again moves away from the end, where what is new replaces what is old. */
  #swap(place: number): void {
    const hash = this.#hashes[place] ?? 0
    const value = this.#values[place]
    this.#hashes[place] = this.#hashes[place - 1] ?? 0
    this.#values[place] = this.#values[place - 1]
    this.#hashes[place - 1] = hash
    this.#values[place - 1] = value
  }
}

/** The same text in memory of its own: a piece of a string keeps all of it in memory. The engine copies short ones anyway. */
const own = (piece: string): string => (piece.length > 12 ? piece.split('').join('') : piece)

function isAt(text: string, from: number, to: number, written: string): boolean {
  if (written.length !== to - from) return false
  for (let at = 0; at < written.length; at++) if (written.charCodeAt(at) !== text.charCodeAt(from + at)) return false
  return true
}
