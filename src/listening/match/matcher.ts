import type { Document } from '../query/document.ts'
import type { Query } from '../query/query.ts'
import { offsetOf } from './blocks.ts'
import { grown } from './column.ts'
import { compile } from './compile.ts'
import { Cover } from './cover.ts'
import { Frequencies } from './frequencies.ts'
import { eachSign, firstTest, testLength } from './program.ts'
import { run } from './run.ts'
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
}

export const createMatcher = (): Matcher => new Percolator()

/**
 * Which signs are rare turns out as messages come. Where queries are kept is looked at anew after this many messages, after
 * four times as many, and so on.
 */
const firstInterval = 16
const longestInterval = 1 << 16
const leastLooked = 64
const mostMessages = 2 ** 31 - 1

class Percolator implements Matcher {
  private readonly numbers = new Map<string, number>()
  private readonly ids: (string | undefined)[] = []
  private readonly free: number[] = []
  private readonly signs = new Signs()
  private readonly sheet = new Sheet(this.signs)
  private readonly frequencies = new Frequencies(this.sheet.vocabulary)
  private readonly shelf = new Shelf(new Cover((sign) => this.frequencies.share(sign)))
  /** By query: the last message it was asked about. */
  private asked = new Int32Array(64)
  private message = 0
  private interval = firstInterval
  private untilLook = firstInterval
  private nextLooked = Number.MAX_SAFE_INTEGER

  get size(): number {
    return this.numbers.size
  }

  set(id: string, query: Query): void {
    const code = compile(query, {
      take: (sign) => this.take(sign),
      share: (number) => this.frequencies.share(number),
    })
    const known = this.numbers.get(id)
    if (known !== undefined) this.drop(known)
    const number = known ?? this.free.pop() ?? this.ids.length
    this.numbers.set(id, number)
    this.ids[number] = id
    this.asked = grown(this.asked, number)
    this.asked[number] = 0
    this.shelf.put(number, code)
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
      const found = this.ask()
      this.tend()
      return found.sort((one, other) => one - other).map((number) => this.ids[number] ?? '')
    })
  }

  private take(sign: Sign): number {
    const { version } = this.signs
    const number = this.signs.take(sign)
    if (this.signs.version !== version) this.frequencies.begin(number, sign)
    return number
  }

  private drop(number: number): void {
    const code = this.shelf.codeOf(number)
    this.shelf.take(number)
    for (let test = firstTest; test < code.length; test += testLength(code, test))
      eachSign(code, test, (sign) => this.signs.giveBack(sign))
  }

  /** Asks the queries that are kept under a sign which this message bears. */
  private ask(): number[] {
    const found: number[] = []
    const { list, count } = this.sheet
    this.message = this.message === mostMessages ? this.startAgain() : this.message + 1
    for (let index = 0; index < count; index += 1) this.askUnder(list[index] ?? 0, found)
    return found
  }

  private askUnder(sign: number, found: number[]): void {
    const { sheet, asked, message } = this
    const { postings, program, blocks } = this.shelf
    const { borne } = sheet
    const at = postings.at[sign] ?? 0
    const end = 2 * (postings.count[sign] ?? 0)
    if (end === 0) return
    const page = postings.blocks.pageOf(at)
    const start = offsetOf(at)
    for (let pair = start; pair < start + end; pair += 2) {
      if (borne[page[pair + 1] ?? 0] === 0) continue
      const query = page[pair] ?? 0
      if (asked[query] === message) continue
      asked[query] = message
      const code = program[query] ?? 0
      if (run(blocks.pageOf(code), offsetOf(code), sheet)) found.push(query)
    }
  }

  private startAgain(): number {
    this.asked.fill(0)
    return 1
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
