import type { Pattern } from './pattern.ts'
import type { Unit } from './units.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a rule found: units from the first to before the last. */
export interface Hit<Meaning> {
  from: number
  to: number
  means: Meaning
  strength: number
}

interface Node<Meaning> {
  next: Map<number, Node<Meaning>>
  any?: Node<Meaning>
  gap?: Node<Meaning>
  atEnd?: Node<Meaning>
  found: { means: Meaning; strength: number }[]
}

/** How many words a `~` may stand for. */
const widestGap = 3

/**
 * All patterns of a language as one tree over words, walked once from every word. Patterns have few words and end with their
 * sentence, so the work at each word is bounded whatever the text.
 */
export class Trie<Meaning> {
  readonly #root: Node<Meaning> = leaf()
  readonly #start: Node<Meaning> = leaf()
  readonly #vocabulary: Vocabulary

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  add(pattern: Pattern, means: Meaning): void {
    for (const way of pattern.ways) {
      let node = way[0] === '^' ? this.#start : this.#root
      for (const element of way) if (element !== '^') node = this.#step(node, element)
      node.found.push({ means, strength: pattern.strength })
    }
  }

  find(units: readonly Unit[]): Hit<Meaning>[] {
    const hits: Hit<Meaning>[] = []
    for (let at = 0; at < units.length; at++) {
      const unit = units[at]
      if (!unit) continue
      if (unit.symbols.length > 0) walk(this.#root, units, at, at, hits)
      if (unit.starts) walk(this.#start, units, at, at, hits)
    }
    return hits
  }

  #step(node: Node<Meaning>, element: string): Node<Meaning> {
    if (element === '_') {
      node.any ??= leaf()
      return node.any
    }
    if (element === '~') {
      node.gap ??= leaf()
      return node.gap
    }
    if (element === '$') {
      node.atEnd ??= leaf()
      return node.atEnd
    }
    const id = this.#vocabulary.id(element)
    const known = node.next.get(id)
    if (known) return known
    const made = leaf<Meaning>()
    node.next.set(id, made)
    return made
  }
}

const leaf = <Meaning>(): Node<Meaning> => ({ next: new Map(), found: [] })

function walk<Meaning>(
  node: Node<Meaning>,
  units: readonly Unit[],
  from: number,
  at: number,
  hits: Hit<Meaning>[],
): void {
  const unit = units[at]
  const over = !unit || (unit.starts && at > from)
  for (const { means, strength } of node.found) hits.push({ from, to: at, means, strength })
  if (over && node.atEnd)
    for (const { means, strength } of node.atEnd.found) hits.push({ from, to: at, means, strength })
  if (node.gap) walkGap(node.gap, units, from, at, hits)
  if (over) return
  for (const symbol of unit.symbols) {
    const next = node.next.get(symbol)
    if (next) walk(next, units, from, at + 1, hits)
  }
  if (node.any) walk(node.any, units, from, at + 1, hits)
}

function walkGap<Meaning>(
  node: Node<Meaning>,
  units: readonly Unit[],
  from: number,
  at: number,
  hits: Hit<Meaning>[],
): void {
  for (let skipped = 0; skipped <= widestGap; skipped++) {
    walk(node, units, from, at + skipped, hits)
    const unit = units[at + skipped]
    if (!unit || (unit.starts && at + skipped > from)) return
  }
}
