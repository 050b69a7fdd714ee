import type { Part, Pattern } from './pattern.ts'
import type { Unit } from './units.ts'
import { bitOf, type Called, type Vocabulary } from './vocabulary.ts'
import { allWays, type Ways, wayOf, withWay } from './ways.ts'

/** What a rule found: units from the first to before the last. */
export interface Hit<Meaning> {
  from: number
  to: number
  means: Meaning
  strength: number
}

/** Of ten thousands of places most lead nowhere or one way: what is not there is undefined, and takes no memory. */
interface Node<Meaning> {
  next: Ways<Node<Meaning>[]> | undefined
  /** The bits of the words in `next`: most words that come lead nowhere, which they tell at once. */
  bits: number
  any: Node<Meaning>[] | undefined
  gap: Node<Meaning>[] | undefined
  atEnd: Node<Meaning>[] | undefined
  asks: Node<Meaning>[] | undefined
  /** Only one word leads here, so patterns that begin alike may go through it together. */
  own: boolean
  found: { means: Meaning; strength: number }[] | undefined
}

/** How many words a `~` may stand for. */
const widestGap = 3

/**
 * All patterns of a language as one graph over words, walked once from every word. Patterns have few words and end with their
 * sentence, so the work at each word is bounded whatever the text.
 */
export class Phrases<Meaning> {
  readonly #root: Node<Meaning> = node()
  readonly #start: Node<Meaning> = node()
  readonly #vocabulary: Vocabulary
  /** By how a word is called, where it leads from the root: every word of a message is asked for that. */
  readonly #firsts: (readonly Node<Meaning>[] | undefined)[] = []

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  add({ parts, strength }: Pattern, means: Meaning): void {
    this.#firsts.length = 0
    const anchored = parts[0]?.element === '^'
    const ends = this.#follow([anchored ? this.#start : this.#root], anchored ? parts.slice(1) : parts)
    for (const end of ends) end.found = [...(end.found ?? []), { means, strength }]
  }

  find(units: readonly Unit[]): Hit<Meaning>[] {
    const hits: Hit<Meaning>[] = []
    for (let at = 0; at < units.length; at++) {
      const unit = units[at]
      if (!unit) continue
      if (unit.called.symbols.length > 0) this.#walkRoot(unit.called, units, at, hits)
      if (unit.starts) walk(this.#start, units, at, at, hits)
    }
    return hits
  }

  #walkRoot(called: Called, units: readonly Unit[], at: number, hits: Hit<Meaning>[]): void {
    walkAside(this.#root, units, at, at, hits)
    for (const first of this.#firsts[called.number] ?? this.#firstsOf(called)) walk(first, units, at, at + 1, hits)
    if (this.#root.any) walkAll(this.#root.any, units, at, at + 1, hits)
  }

  #firstsOf({ number, symbols }: Called): readonly Node<Meaning>[] {
    const firsts = symbols.flatMap((symbol) => joinPlaces(placesOf(this.#root, symbol) ?? []))
    // Places by number, without gaps: an array with gaps is slow.
    while (this.#firsts.length <= number) this.#firsts.push(undefined)
    this.#firsts[number] = firsts
    return firsts
  }

  /** The places where one can be after these parts. */
  #follow(from: readonly Node<Meaning>[], parts: readonly Part[], goal?: Node<Meaning>): Node<Meaning>[] {
    let here = [...from]
    for (const [at, part] of parts.entries()) {
      const last = at === parts.length - 1
      const to = this.#pass(here, part, last ? goal : undefined)
      here = part.optional ? [to, ...here] : [to]
    }
    return here
  }

  #pass(from: readonly Node<Meaning>[], part: Part, goal?: Node<Meaning>): Node<Meaning> {
    if (part.element !== undefined) return this.#step(from, part.element, goal)
    const to = goal ?? node<Meaning>()
    for (const way of part.ways ?? []) this.#follow(from, way, to)
    return to
  }

  #step(from: readonly Node<Meaning>[], element: string, goal?: Node<Meaning>): Node<Meaning> {
    const [first, ...others] = from
    const known = !goal && first && others.length === 0 ? this.#edges(first, element) : undefined
    const shared = known?.find(({ own }) => own)
    if (shared) return shared
    const to = goal ?? node<Meaning>(from.length === 1)
    for (const one of from) this.#join(one, element, to)
    return to
  }

  #edges(from: Node<Meaning>, element: string): Node<Meaning>[] | undefined {
    const field = fields.get(element)
    return field ? from[field] : placesOf(from, this.#vocabulary.id(element))
  }

  #join(from: Node<Meaning>, element: string, to: Node<Meaning>): void {
    const known = this.#edges(from, element)
    const field = fields.get(element)
    if (known) {
      if (!known.includes(to)) known.push(to)
    } else if (field) from[field] = [to]
    else {
      const symbol = this.#vocabulary.id(element)
      from.next = withWay(from.next, symbol, [to])
      from.bits |= bitOf(symbol)
    }
  }
}

/** Where those elements lead that are no words. */
const fields = new Map<string, 'any' | 'gap' | 'atEnd' | 'asks'>([
  ['_', 'any'],
  ['~', 'gap'],
  ['$', 'atEnd'],
  ['?', 'asks'],
])

const node = <Meaning>(own = false): Node<Meaning> => ({
  next: undefined,
  bits: 0,
  any: undefined,
  gap: undefined,
  atEnd: undefined,
  asks: undefined,
  own,
  found: undefined,
})

const placesOf = <Meaning>({ next }: Node<Meaning>, symbol: number): Node<Meaning>[] | undefined =>
  next && wayOf(next, symbol)

/** How many places may be joined in all: far more than messages ever need. */
const mostJoined = 60_000
let joined = 0

/**
 * Makes several places that one word leads to into one that does as all of them, once the first message comes by: frequent
 * words begin many patterns, and most of these go no further.
 */
function joinPlaces<Meaning>(places: Node<Meaning>[]): Node<Meaning>[] {
  if (places.length < 2 || joined >= mostJoined) return places
  joined++
  const one = node<Meaning>()
  for (const { next, bits, any, gap, atEnd, asks, found } of places) {
    one.bits |= bits
    for (const [symbol, nexts] of next ? allWays(next) : [])
      one.next = withWay(one.next, symbol, union(placesOf(one, symbol), nexts) ?? nexts)
    one.any = union(one.any, any)
    one.gap = union(one.gap, gap)
    one.atEnd = union(one.atEnd, atEnd)
    one.asks = union(one.asks, asks)
    one.found = union(one.found, found)
  }
  places.splice(0, places.length, one)
  return places
}

const union = <One>(some: One[] | undefined, others: One[] | undefined): One[] | undefined =>
  some || others ? [...new Set([...(some ?? []), ...(others ?? [])])] : undefined

function walk<Meaning>(
  here: Node<Meaning>,
  units: readonly Unit[],
  from: number,
  at: number,
  hits: Hit<Meaning>[],
): void {
  if (here.found) for (const { means, strength } of here.found) hits.push({ from, to: at, means, strength })
  walkAside(here, units, from, at, hits)
  const unit = units[at]
  if (!unit || (unit.starts && at > from)) return
  if (here.next && (here.bits & unit.called.bits) !== 0)
    for (const symbol of unit.called.symbols) {
      const nexts = wayOf(here.next, symbol)
      if (nexts) walkAll(nexts, units, from, at + 1, hits)
    }
  if (here.any) walkAll(here.any, units, from, at + 1, hits)
}

/** Where no word leads, or any few. */
function walkAside<Meaning>(
  here: Node<Meaning>,
  units: readonly Unit[],
  from: number,
  at: number,
  hits: Hit<Meaning>[],
): void {
  if (here.atEnd && isOver(units, from, at)) walkAll(here.atEnd, units, from, at, hits)
  if (here.asks && units[from]?.asks) walkAll(here.asks, units, from, at, hits)
  if (here.gap) walkGap(here.gap, units, from, at, hits)
}

/** Whether the sentence that begins with or before `from` ends before `at`. */
function isOver(units: readonly Unit[], from: number, at: number): boolean {
  const unit = units[at]
  return !unit || (unit.starts && at > from)
}

function walkAll<Meaning>(
  places: Node<Meaning>[],
  units: readonly Unit[],
  from: number,
  at: number,
  hits: Hit<Meaning>[],
): void {
  if (places.length > 1) joinPlaces(places)
  for (const place of places) walk(place, units, from, at, hits)
}

function walkGap<Meaning>(
  places: Node<Meaning>[],
  units: readonly Unit[],
  from: number,
  at: number,
  hits: Hit<Meaning>[],
): void {
  for (let skipped = 0; skipped <= widestGap; skipped++) {
    walkAll(places, units, from, at + skipped, hits)
    if (isOver(units, from, at + skipped)) return
  }
}
