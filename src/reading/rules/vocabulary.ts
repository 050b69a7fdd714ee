import { Noted } from '../text/noted.ts'

/** What rules may call a word. Words that are called alike share one. */
export interface Called {
  symbols: readonly number[]
  /** A bit for each of the symbols, which others may share: whoever wants none of these bits wants none of the symbols. */
  bits: number
  /** Its place among all ways in which words are called. */
  number: number
}

/** The bit of a symbol in `bits`. */
export const bitOf = (symbol: number): number => 1 << (symbol & 31)

/** The words that the rules of one language know, each by a number, and which of them a written word is. */
export class Vocabulary {
  readonly #exact = new Map<string, number[]>()
  readonly #stems = new Map<string, number>()
  readonly #ids = new Map<string, number>()
  readonly #called = new Map<string, Called>()
  /** What pieces of messages were found to be called. */
  readonly noted = new Noted<Called>()
  readonly #variants: (word: string) => readonly string[]
  #longestStem = 0

  /** `variants` are other forms to look a word up by when the rules do not know it: *feísimo* by *feo*. */
  constructor(variants: (word: string) => readonly string[]) {
    this.#variants = variants
  }

  /** The number of a word, a stem (`cobr*`) or a class (`<num>`) of the rules. */
  id(element: string): number {
    const known = this.#ids.get(element)
    if (known !== undefined) return known
    const id = this.#ids.size
    this.#ids.set(element, id)
    if (element.endsWith('*')) this.#addStem(element.slice(0, -1), id)
    else this.#addExact(element, id)
    return id
  }

  /** Makes words members of a class: they are found as themselves and as it. */
  classify(name: string, words: string): void {
    const id = this.id(`<${name}>`)
    for (const word of words.split(/\s+/)) if (word !== '') this.#addExact(word, id)
  }

  /** Everything the rules may call this word. */
  called(word: string): Called {
    const symbols = this.#lookUp(word)
    const key = symbols.join()
    const known = this.#called.get(key)
    if (known) return known
    const called = {
      symbols,
      bits: symbols.reduce((bits, symbol) => bits | bitOf(symbol), 0),
      number: this.#called.size,
    }
    this.#called.set(key, called)
    return called
  }

  #lookUp(word: string): readonly number[] {
    const found = this.#lookUpExactly(word)
    if (found.length > 0) return found
    return [...new Set(this.#variants(word).flatMap((variant) => this.#lookUpExactly(variant)))]
  }

  #lookUpExactly(word: string): number[] {
    const found = [...(this.#exact.get(word) ?? [])]
    for (let length = Math.min(word.length, this.#longestStem); length > 1; length--) {
      const stem = this.#stems.get(word.slice(0, length))
      if (stem !== undefined) found.push(stem)
    }
    return found
  }

  #addExact(word: string, id: number): void {
    const ids = this.#exact.get(word) ?? []
    if (!ids.includes(id)) this.#exact.set(word, [...ids, id])
  }

  #addStem(stem: string, id: number): void {
    this.#stems.set(stem, id)
    this.#longestStem = Math.max(this.#longestStem, stem.length)
  }
}
