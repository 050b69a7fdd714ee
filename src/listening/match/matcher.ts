import type { Document, Watched } from '../query/document.ts'
import type { Query } from '../query/query.ts'
import { Asking } from './asking.ts'
import { compile, type Numbering } from './compile.ts'
import { Cover } from './cover.ts'
import { Frequencies } from './frequencies.ts'
import { eachSign } from './program.ts'
import { Sheet } from './sheet.ts'
import { Shelf } from './shelf.ts'
import { type Sign, Signs } from './signs.ts'

/** Any number of saved queries, asked of each message. */
export interface Matcher {
  /** Adds a query, or changes the one that has this id. */
  set(id: string, query: Query): void
  /** Tells whether there was one. */
  remove(id: string): boolean
  /** For each message the ids of the queries it matches, always in the same order. */
  match(documents: readonly Document[]): string[][]
  readonly size: number
  /** What documents need to have for these queries, and no others. */
  readonly watched: Watched
}

export const createMatcher = (): Matcher => new Percolator()

/**
 * Which signs are rare turns out as messages come. Where queries are kept is looked at anew after this many messages, after
 * four times as many, and so on.
 */
const firstInterval = 16
const longestInterval = 1 << 16
const leastLooked = 64

class Percolator implements Matcher {
  private readonly numbers = new Map<string, number>()
  /** By number; undefined where it is free. */
  private readonly ids: (string | undefined)[] = []
  private readonly free: number[] = []
  private readonly signs = new Signs()
  private readonly sheet = new Sheet(this.signs)
  private readonly frequencies = new Frequencies(this.sheet.vocabulary)
  private readonly shelf = new Shelf(new Cover((sign) => this.frequencies.share(sign)))
  private readonly asking = new Asking(this.shelf, this.sheet)
  private readonly numbering: Numbering = {
    take: (sign) => this.take(sign),
    share: (number) => this.frequencies.share(number),
  }
  private interval = firstInterval
  private untilLook = firstInterval
  private nextLooked = Number.MAX_SAFE_INTEGER

  get watched(): Watched {
    return this.signs.watched
  }

  get size(): number {
    return this.numbers.size
  }

  set(id: string, query: Query): void {
    const known = this.numbers.get(id)
    const number = known ?? this.free.pop() ?? this.ids.length
    const code = compile(query, number, this.numbering)
    if (known !== undefined) this.drop(known)
    this.shelf.put(number, code)
    this.numbers.set(id, number)
    this.ids[number] = id
  }

  remove(id: string): boolean {
    const number = this.numbers.get(id)
    if (number === undefined) return false
    this.drop(number)
    this.numbers.delete(id)
    this.ids[number] = undefined
    this.free.push(number)
    return true
  }

  match(documents: readonly Document[]): string[][] {
    return documents.map((document) => {
      this.sheet.lay(document)
      this.frequencies.add(this.sheet.list, this.sheet.count)
      this.asking.ask()
      this.tend()
      return this.idsOfFound()
    })
  }

  private take(sign: Sign): number {
    const { version } = this.signs
    const number = this.signs.take(sign)
    if (this.signs.version !== version) this.frequencies.begin(number, sign)
    return number
  }

  private drop(number: number): void {
    eachSign(this.shelf.codeOf(number), (sign) => this.signs.giveBack(sign))
    this.shelf.take(number)
  }

  private idsOfFound(): string[] {
    const { found, count } = this.asking
    const ids: string[] = []
    for (let index = 0; index < count; index += 1) ids.push(this.ids[found[index] ?? 0] ?? '')
    return ids
  }

  /** Looks at some queries anew after each message while there is reason to, so that no message waits for all. */
  private tend(): void {
    this.untilLook -= 1
    if (this.untilLook === 0) {
      this.interval = Math.min(4 * this.interval, longestInterval)
      this.untilLook = this.interval
      this.nextLooked = 0
    }
    const end = Math.min(this.ids.length, this.nextLooked + Math.max(leastLooked, this.ids.length >> 8))
    for (; this.nextLooked < end; this.nextLooked += 1)
      if (this.ids[this.nextLooked] !== undefined) this.shelf.move(this.nextLooked)
  }
}
