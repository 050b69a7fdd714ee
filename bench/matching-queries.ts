import type { Place } from '../src/listening/query/document.ts'
import { allOf, anyOf, noneOf } from '../src/listening/query/make.ts'
import type { Query, Term } from '../src/listening/query/query.ts'

/** So many of the commonest words are never what a query is about, and are in phrases only. */
const stopWords = 150

/**
 * Makes queries as people write them who watch for a name: one to three names of a subject, and two to six words of what is
 * said about it; half of them with a phrase, a NOT or a NEAR; some with a language, or with the beginning of a word. Three to
 * twelve terms. The words are drawn from messages as often as those say them, the subjects from rarer ones.
 */
export function queryMaker(texts: readonly (readonly Place[])[], dice: () => number): () => Query {
  const words = new Words(texts, dice)
  return () => {
    const subject = several(1 + roll(dice, 3), () => term(words.rare(), dice))
    const aspects = several(2 + roll(dice, 5), () => term(words.any(), dice))
    const parts = [anyOf(subject), anyOf(aspects), ...(dice() < 0.5 ? [special(words, dice)] : [])]
    if (dice() < 0.2) parts.push({ kind: 'fact', field: 'lang', value: dice() < 0.6 ? 'es' : 'en' })
    return allOf(parts.filter((part) => part !== undefined)) ?? word(words.rare())
  }
}

/** A phrase instead, a word that must not be there, or two words near each other. */
function special(words: Words, dice: () => number): Query {
  const kind = roll(dice, 3)
  if (kind === 0) return { kind: 'phrase', terms: words.pair().map(word) }
  if (kind === 1) return noneOf(anyOf(several(1 + roll(dice, 2), () => word(words.any()))) ?? word(words.any()))
  return { kind: 'near', distance: 2 + roll(dice, 8), left: [word(words.any())], right: [word(words.any())] }
}

class Words {
  private readonly said: string[]
  private readonly distinct: string[]
  private readonly texts: readonly (readonly Place[])[]
  private readonly dice: () => number

  constructor(texts: readonly (readonly Place[])[], dice: () => number) {
    this.texts = texts.filter((text) => text.length > 1)
    this.dice = dice
    const counts = new Map<string, number>()
    for (const { key } of texts.flat()) counts.set(key, (counts.get(key) ?? 0) + 1)
    const byCount = [...counts].sort(([, one], [, other]) => other - one).map(([key]) => key)
    const common = new Set(byCount.slice(0, stopWords))
    this.distinct = byCount.slice(stopWords)
    this.said = texts.flat().flatMap(({ key }) => (common.has(key) ? [] : [key]))
  }

  /** As often as it is said. */
  any = (): string => this.said[roll(this.dice, this.said.length)] ?? ''
  /** Each as often as the others, and sometimes as often as it is said. */
  rare = (): string => (this.dice() < 0.3 ? this.any() : (this.distinct[roll(this.dice, this.distinct.length)] ?? ''))

  /** Two words that someone said one after the other. */
  pair(): string[] {
    const text = this.texts[roll(this.dice, this.texts.length)] ?? []
    const at = roll(this.dice, text.length - 1)
    return text.slice(at, at + 2).map(({ key }) => key)
  }
}

const roll = (dice: () => number, sides: number): number => Math.floor(dice() * sides)
const several = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
const word = (key: string): Term => ({ kind: 'term', how: 'folded', key })
const term = (key: string, dice: () => number): Term =>
  dice() < 0.1 && key.length > 4 ? { kind: 'term', how: 'prefix', key: key.slice(0, -1) } : word(key)
