/**
 * A checked query: what a message must be to be a mention. Made by `parseQuery`, written by `writeQuery`, and defined by
 * `matches` in matches.ts. Never deeper than `limits.depth`, so that it may be walked by recursion.
 */
export type Query = And | Or | Not | Near | Together | Spot | Fact | Followers

/** Two at least, none of them an `and` itself. */
export interface And {
  kind: 'and'
  of: readonly Query[]
}

/** Two at least, none of them an `or` itself. */
export interface Or {
  kind: 'or'
  of: readonly Query[]
}

/** Never of a `not`. */
export interface Not {
  kind: 'not'
  of: Query
}

/** Something that stands at a place in the text: what `near` can join. */
export type Spot = Term | Phrase

/** One word, hashtag, handle or emoji. */
export interface Term {
  kind: 'term'
  how: How
  /**
   * What a place must have among its keys: `averia`, `#iberia`, `@iberia`, `@lucas@example.org`, `😡`. With `prefix`, how one
   * of them begins. With `exact`, as it is to be written: `Iberia`, `#Iberia`.
   */
  key: string
}

export type How = 'folded' | 'prefix' | 'exact'

/** These words at neighbouring places in this order; two at least. */
export interface Phrase {
  kind: 'phrase'
  terms: readonly Term[]
}

/** `"a b"~5`: every one of these in any order, in a stretch that has no more than so many other places; two at least, all different. */
export interface Together {
  kind: 'together'
  others: number
  terms: readonly Term[]
}

/**
 * One of the left and one of the right, in either order, that do not overlap and have no more than `distance` places
 * between them.
 */
export interface Near {
  kind: 'near'
  distance: number
  left: readonly Spot[]
  right: readonly Spot[]
}

/** Something known about the message: it is among the document's facts, as `field:value`. */
export interface Fact {
  kind: 'fact'
  field: FactField
  /** As the document has it: folded, a label of the reading, the id of a window or of a topic. */
  value: string
}

/** Known only of some authors; of the others this never holds. Both are included. */
export interface Followers {
  kind: 'followers'
  least: number
  /** `Number.MAX_SAFE_INTEGER` where there is no upper bound. */
  most: number
}

/** In the order in which the guide explains them. */
export const factFields = [
  'from',
  'to',
  'lang',
  'network',
  'channel',
  'intent',
  'sentiment',
  'urgency',
  'abuse',
  'topic',
  'is',
  'has',
  'site',
  'url',
] as const
export type FactField = (typeof factFields)[number]

/** How a document writes a fact. */
export const factKey = (field: FactField, value: string): string => `${field}:${value}`

/** What a query may be at most; more is a mistake that is shown. */
export const limits = {
  characters: 100_000,
  terms: 10_000,
  /** Brackets in brackets, and so the depth of the checked query. */
  depth: 100,
  distance: 100,
  /** The least letters before a `*`. */
  prefix: 2,
} as const
