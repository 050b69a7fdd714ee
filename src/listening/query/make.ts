import type { Query } from './query.ts'

/** All of these, in the form a checked query has: no `and` in an `and`, and no `and` of one. Undefined of none. */
export const allOf = (queries: readonly Query[]): Query | undefined => joined('and', queries)

/** Any of these, in the same form. */
export const anyOf = (queries: readonly Query[]): Query | undefined => joined('or', queries)

/** Not this; not not this is this. */
export const noneOf = (query: Query): Query => (query.kind === 'not' ? query.of : { kind: 'not', of: query })

function joined(kind: 'and' | 'or', queries: readonly Query[]): Query | undefined {
  const of = queries.flatMap((query) => (query.kind === kind ? query.of : [query]))
  return of.length > 1 ? { kind, of } : of[0]
}
