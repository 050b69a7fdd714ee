import type { Form, Token } from './token.ts'

/** Longer pieces are seldom said twice. */
const longest = 24
/** Pieces that could stand at one place of the table. */
const ways = 4
/** How many numbers `slot` of a form can be; 0 is that of all forms that are not remembered. */
export const mostSlots = 1 << 16

let made = 0

/**
 * Remembers what was worked out of pieces of one kind: people say the same few words again and again. A piece is looked up
 * where it stands, so that none that is known is cut out of its message. A place of the table holds a few pieces, and the
 * one that is seldomest met gives way: whatever comes, neither time nor memory grows.
 */
export class Forms {
  readonly #make: (written: string) => Omit<Form, 'slot'>
  readonly #mask: number
  readonly #hashes: Int32Array
  readonly #forms: (Form | undefined)[]

  /** `size`, a power of two: how many are remembered. */
  constructor(size: number, make: (written: string) => Omit<Form, 'slot'>) {
    this.#make = make
    this.#mask = size / ways - 1
    this.#hashes = new Int32Array(size)
    this.#forms = new Array<Form | undefined>(size).fill(undefined)
  }

  /** The piece of a message from here to there. */
  token(text: string, from: number, to: number): Token {
    const form = to - from > longest ? this.#new(text.slice(from, to), 0) : this.#look(text, from, to)
    const { kind, written, folded, shouted, stretched } = form
    return { kind, written, at: from, folded, shouted, stretched, form }
  }

  #look(text: string, from: number, to: number): Form {
    let hash = to - from
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1)
    hash ^= hash >>> 15
    const first = (hash & this.#mask) * ways
    let place = first
    for (; place < first + ways; place++) {
      const form = this.#forms[place]
      if (form === undefined) break
      if (this.#hashes[place] !== hash || !isAt(text, from, to, form.written)) continue
      if (place > first) this.#swap(place)
      return form
    }
    return this.#remember(Math.min(place, first + ways - 1), hash, text.slice(from, to))
  }

  #remember(place: number, hash: number, written: string): Form {
    made = (made + 1) % (mostSlots - 1)
    const form = this.#new(own(written), made + 1)
    this.#hashes[place] = hash
    this.#forms[place] = form
    return form
  }

  #new(written: string, slot: number): Form {
    const { kind, folded, shouted, stretched } = this.#make(written)
    return { kind, written, folded, shouted, stretched, slot }
  }

  /** What is met again moves away from the end, where what is new replaces what is old. */
  #swap(place: number): void {
    const hash = this.#hashes[place] ?? 0
    const form = this.#forms[place]
    this.#hashes[place] = this.#hashes[place - 1] ?? 0
    this.#forms[place] = this.#forms[place - 1]
    this.#hashes[place - 1] = hash
    this.#forms[place - 1] = form
  }
}

/** The same text in memory of its own: a piece of a string keeps all of it in memory. The engine copies short ones anyway. */
const own = (piece: string): string => (piece.length > 12 ? piece.split('').join('') : piece)

function isAt(text: string, from: number, to: number, written: string): boolean {
  if (written.length !== to - from) return false
  for (let at = 0; at < written.length; at++) if (written.charCodeAt(at) !== text.charCodeAt(from + at)) return false
  return true
}
