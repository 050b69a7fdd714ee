import { type Words, words } from '../../lib/words.ts'
import type { Part } from './part.ts'
import { limits, type Near, type Query, type Spot } from './query.ts'
import { type Reader, refuse } from './reader.ts'
import type { Mend } from './remark.ts'

/** `left NEAR/distance right`. Undefined after a mistake. */
export function nearOf(reader: Reader, left: Part, distance: number, right: Part): Part | undefined {
  const [lefts, rights] = [spotsOf(left.query), spotsOf(right.query)]
  if (!lefts) return refuse(reader, left.from, left.to, ...wrongSide(reader, left, right))
  if (!rights) return refuse(reader, right.from, right.to, ...wrongSide(reader, right, left))
  const query: Near = { kind: 'near', distance, left: lefts, right: rights }
  return { query, from: left.from, to: right.to, whole: true }
}

/** `a NEAR/3 b NEAR/5 c` would need a place for what is near; said as two, it is clear. */
export function refuseChain(reader: Reader, parts: readonly Part[], signs: readonly string[]): undefined {
  const said = (part: Part | undefined): string => (part ? reader.text.slice(part.from, part.to) : '')
  const pairs = signs.map((sign, index) => `(${said(parts[index])} ${sign} ${said(parts[index + 1])})`)
  const [from, to] = [parts[0]?.from ?? 0, parts.at(-1)?.to ?? 0]
  return refuse(reader, from, to, words('query.mistake.near-chain'), [{ from, to, put: pairs.join(' AND ') }])
}

/** A distance that is none, or too great. */
export function refuseDistance(reader: Reader, from: number, to: number, distance: number | undefined): undefined {
  const put = distance === undefined ? 'NEAR/5' : `NEAR/${limits.distance}`
  refuse(reader, from, to, words('query.mistake.near-distance', { most: limits.distance }), [{ from, to, put }])
}

/** What stands somewhere: a word, a phrase, or any of several. */
function spotsOf(query: Query): readonly Spot[] | undefined {
  const all = query.kind === 'or' ? query.of : [query]
  const spots = all.filter((one) => one.kind === 'term' || one.kind === 'phrase')
  return spots.length === all.length ? spots : undefined
}

function wrongSide({ text }: Reader, side: Part, other: Part): [Words, Mend[]] {
  const { from, to, query } = side
  if (query.kind === 'not' && side.from < other.from) {
    const put = `-(${text.slice(from, other.to).replace(/^(?:NOT\s+|[-−–—－])/, '')})`
    return [words('query.mistake.near-not'), [{ from, to: other.to, put }]]
  }
  if (query.kind === 'together')
    return [words('query.mistake.near-side'), [{ from, to, put: text.slice(from, to).replace(/[~～]\d+/, '') }]]
  const inner = /^\(([^()"]*)\)$/.exec(text.slice(from, to))?.[1]
  const isWords = query.kind === 'and' && query.of.every(({ kind }) => kind === 'term') && inner && !/AND|:/.test(inner)
  return [words('query.mistake.near-side'), isWords ? [{ from, to, put: `"${inner}"` }] : []]
}
