import type { Query, Spot } from './query/query.ts'

/** A query without one of its conditions: what matches it and not the whole failed by that alone. */
export interface Looser {
  /** What is left out, as it stands in the query. */
  without: Query
  rest: Query
}

/** More are not tried: each costs as much as the query itself. */
const most = 12

/**
 * Every way to leave one condition out: one of those that must all hold, or how near or in which order its words must
 * stand. A query of alternatives has none: nothing fails it by one word alone.
 */
export function loosened(query: Query): Looser[] {
  if (query.kind !== 'and') {
    const apart = wordsAlone(query)
    return apart ? [{ without: query, rest: apart }] : []
  }
  const all = query.of.flatMap((without, at): Looser[] => {
    const others = query.of.filter((_, other) => other !== at)
    const apart = wordsAlone(without)
    const rest = apart ? [...others, apart] : others
    return rest.some(asksForSomething) ? [{ without, rest: allOf(rest) }] : []
  })
  return all.slice(0, most)
}

const allOf = (of: readonly Query[]): Query => (of.length === 1 && of[0] ? of[0] : { kind: 'and', of })

/** Left with conditions that nearly everything meets, everything would be a near miss. */
const asksForSomething = (query: Query): boolean => query.kind !== 'not' && query.kind !== 'fact'

/** The words of a phrase or of a NEAR, wherever they stand. */
function wordsAlone(query: Query): Query | undefined {
  switch (query.kind) {
    case 'phrase':
    case 'together':
      return allOf([...query.terms])
    case 'near':
      return allOf([anyOf(query.left), anyOf(query.right)])
    default:
      return undefined
  }
}

const anyOf = (spots: readonly Spot[]): Query => (spots.length === 1 && spots[0] ? spots[0] : { kind: 'or', of: spots })
