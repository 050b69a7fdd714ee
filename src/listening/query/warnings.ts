import { words } from '../../lib/words.ts'
import { breadth } from './breadth.ts'
import { commonWords } from './common-words.ts'
import { canNeverHold } from './contradiction.ts'
import type { Part } from './part.ts'
import type { Query } from './query.ts'
import { type Reader, warn } from './reader.ts'
import type { Mend } from './remark.ts'
import { keyOf } from './word-warnings.ts'

/** AND goes before OR, which surprises: both ways of reading it are offered, the one that is meant now first. */
export function warnOfGroups(reader: Reader, parts: readonly Part[]): void {
  const [first, last] = [parts[0], parts.at(-1)]
  if (parts.length < 2 || !first || !last || parts.every(({ whole }) => whole)) return
  const { from, to } = { from: first.from, to: last.to }
  const mends: Mend[] = [{ from, to, put: bracketed(reader.text, parts) }]
  const other = otherGrouping(reader.text, parts)
  if (other !== undefined) mends.push({ from, to, put: other })
  warn(reader, from, to, words('query.warning.and-or'), mends)
}

function bracketed(text: string, parts: readonly Part[]): string {
  let done = parts[0]?.from ?? 0
  const pieces: string[] = []
  for (const { from, to, whole } of parts) {
    pieces.push(text.slice(done, from), whole ? text.slice(from, to) : `(${text.slice(from, to)})`)
    done = to
  }
  return pieces.join('')
}

/** `a b OR c` with the OR first: `a (b OR c)`. */
function otherGrouping(text: string, parts: readonly Part[]): string | undefined {
  const [one, other] = parts
  if (parts.length !== 2 || !one || !other) return undefined
  if (one.edges && other.whole) {
    const { lastFrom } = one.edges
    return `${text.slice(one.from, lastFrom)}(${text.slice(lastFrom, other.to)})`
  }
  if (!other.edges || !one.whole) return undefined
  const { firstTo } = other.edges
  return `(${text.slice(one.from, firstTo)})${text.slice(firstTo, other.to)}`
}

/** What the query as a whole would find: nearly everything, too much, or nothing. */
export function warnOfQuery(reader: Reader, query: Query): void {
  const end = reader.text.length
  const wide = breadth(query)
  if (canNeverHold(query)) warn(reader, 0, end, words('query.warning.never'))
  else if (wide === 'not') warn(reader, 0, end, words('query.warning.only-not'))
  else if (wide === 'words') warn(reader, 0, end, words('query.warning.only-words'))
  else if (wide === 'short') warn(reader, 0, end, words('query.warning.short'))
  else if (wide === 'facts') warn(reader, 0, end, words('query.warning.only-facts'))
  else warnOfCommon(reader, query)
}

function warnOfCommon(reader: Reader, query: Query): void {
  for (const one of query.kind === 'or' ? query.of : [query]) {
    if (one.kind !== 'term' || one.how !== 'folded' || !commonWords.has(one.key)) continue
    const place = reader.lexemes.find((lexeme) => lexeme.kind === 'chunk' && keyOf(lexeme.text) === one.key)
    warn(reader, place?.from ?? 0, place?.to ?? reader.text.length, words('query.warning.common', { word: one.key }))
  }
}
