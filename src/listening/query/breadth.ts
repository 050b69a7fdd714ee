import { stopWords } from './common-words.ts'
import type { FactField, Query, Spot } from './query.ts'

/** Why a query would find nearly everything that is heard. */
export type Breadth = 'not' | 'words' | 'short' | 'facts'

/** Undefined when the query asks for something that few messages have. */
export function breadth(query: Query): Breadth | undefined {
  switch (query.kind) {
    case 'not':
      return 'not'
    case 'and':
      return narrowest(query.of.map(breadth))
    case 'or':
      return query.of.map(breadth).find((wide) => wide !== undefined)
    case 'term':
      return query.how === 'folded' && /^[\p{L}\p{N}]$/u.test(query.key) ? 'short' : spotBreadth(query)
    case 'phrase':
      return spotBreadth(query)
    case 'together':
      return narrowest(query.terms.map(spotBreadth))
    case 'near':
      return narrowest([widest(query.left), widest(query.right)])
    case 'followers':
      return 'facts'
    case 'fact':
      return isWide(query.field, query.value) ? 'facts' : undefined
  }
}

/** Of things that must all hold, one that is narrow is enough. */
const narrowest = (all: readonly (Breadth | undefined)[]): Breadth | undefined =>
  all.includes(undefined) ? undefined : (all.find((wide) => wide !== 'not') ?? all[0])

const widest = (spots: readonly Spot[]): Breadth | undefined =>
  spots.map(spotBreadth).find((wide) => wide !== undefined)

function spotBreadth(spot: Spot): Breadth | undefined {
  if (spot.kind === 'phrase') return narrowest(spot.terms.map(spotBreadth))
  if (spot.how === 'prefix') return [...spot.key].length < 3 ? 'short' : undefined
  return stopWords.has(spot.key) || (spot.how === 'exact' && stopWords.has(spot.key.toLowerCase()))
    ? 'words'
    : undefined
}

/** Whether a great part of all messages has it. */
function isWide(field: FactField, value: string): boolean {
  if (field === 'urgency') return value < '2'
  if (field === 'intent') return value === 'other'
  if (field === 'abuse') return value === 'none'
  return ['lang', 'network', 'sentiment', 'is', 'has'].includes(field) && value !== 'mine'
}
