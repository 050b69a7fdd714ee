import { type Words, words } from '../../lib/words.ts'
import type { Part } from './part.ts'
import { limits, type Near, type Query, type Spot } from './query.ts'
import { type Reader, refuse } from './reader.ts'
import { writeQuery } from './write.ts'

/** `left NEAR/distance right`. Undefined after a mistake. */
export function nearOf(reader: Reader, left: Part, distance: number, right: Part): Part | undefined {
  const [lefts, rights] = [spotsOf(left.query), spotsOf(right.query)]
  if (!lefts || !rights) return refuseSide(reader, left, distance, right)
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
  const said = Number(/\d{1,9}/.exec(reader.text.slice(from, to))?.[0] ?? usual)
  const put = `NEAR/${Math.min(distance ?? said, limits.distance)}`
  refuse(reader, from, to, words('query.mistake.near-distance', { most: limits.distance }), [{ from, to, put }])
}

/** What stands somewhere: a word, a phrase, or any of several. */
function spotsOf(query: Query): readonly Spot[] | undefined {
  const all = query.kind === 'or' ? query.of : [query]
  const spots = all.filter((one) => one.kind === 'term' || one.kind === 'phrase')
  return spots.length === all.length ? spots : undefined
}

const usual = 5

/** One side is something that stands nowhere in particular. What was probably meant is offered. */
function refuseSide(reader: Reader, left: Part, distance: number, right: Part): undefined {
  const said = ({ from, to }: Part): string => reader.text.slice(from, to)
  const whole = { from: left.from, to: right.to }
  const sign = ` NEAR/${distance} `
  const wrong = spotsOf(left.query) ? right : left
  const refused = (key: Words, ...puts: string[]): undefined =>
    refuse(
      reader,
      wrong.from,
      wrong.to,
      key,
      puts.map((put) => ({ ...whole, put })),
    )
  if (wrong.query.kind === 'not') {
    const plain = said(wrong).replace(/^(?:NOT\s+|[-−–—－])/, '')
    const put = wrong === left ? `-(${plain}${sign}${said(right)})` : `${said(left)} -(${said(left)}${sign}${plain})`
    return refused(words('query.mistake.near-not'), put)
  }
  const key = words('query.mistake.near-side')
  if (wrong.query.kind === 'together') {
    const plain = said(wrong).replace(/[~～]\d+$/, '')
    return refused(key, wrong === left ? `${plain}${sign}${said(right)}` : `${said(left)}${sign}${plain}`)
  }
  const parts = wrong.query.kind === 'and' ? wrong.query.of : []
  if (parts.length === 0 || !parts.every((part) => part.kind === 'term' || part.kind === 'phrase')) return refused(key)
  const other = said(wrong === left ? right : left)
  return refused(key, parts.map((part) => `(${writeQuery(part)}${sign}${other})`).join(' AND '))
}
