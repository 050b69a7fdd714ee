import { own } from '../../lib/own.ts'
import { words } from '../../lib/words.ts'
import { breadth } from './breadth.ts'
import { commonWords, stopWords } from './common-words.ts'
import { canNeverHold } from './contradiction.ts'
import { foldWord } from './fold-word.ts'
import type { Lexeme } from './lex.ts'
import type { Part } from './part.ts'
import type { Query } from './query.ts'
import { type Reader, warn } from './reader.ts'
import { type Mend, withdrawal } from './remark.ts'

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

/** What was written as a word and perhaps meant as something else. */
export function warnOfWords(reader: Reader): void {
  const { lexemes, text } = reader
  const hasSmall = hasSmallLetter.test(text)
  lexemes.forEach((lexeme, index) => {
    if (lexeme.kind !== 'chunk') return
    const { from, to, text: word } = lexeme
    const [before, behind] = [lexemes[index - 1], lexemes[index + 1]]
    if (hasSmall && word === 'NO' && isSomething(behind))
      warn(reader, from, to, words('query.warning.spanish-no'), [{ from, to, put: 'NOT' }])
    const operator = own(operators, word)
    if (operator && isSomething(before) && isSomething(behind))
      warn(reader, from, to, words('query.warning.lower', { word, operator }), [{ from, to, put: operator }])
    if (domain.test(word))
      warn(reader, from, to, words('query.warning.domain', { word }), [{ from, to, put: `site:${word}` }])
  })
  for (const run of runsOfWords(lexemes)) warnOfStopWord(reader, run)
}

const hasSmallLetter = /\p{Ll}/u

const operators: Readonly<Record<string, string>> = { and: 'AND', or: 'OR', y: 'AND', o: 'OR' }
const domain = /^[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3}\.[a-z]{2,12}$/i

const isSomething = (lexeme: Lexeme | undefined): boolean =>
  lexeme !== undefined && ['chunk', 'quoted', 'field', 'open', 'close', 'not'].includes(lexeme.kind)

type Word = Extract<Lexeme, { kind: 'chunk' }>

/** Words that follow one another without quotation marks. */
function runsOfWords(lexemes: readonly Lexeme[]): Word[][] {
  const runs: Word[][] = [[]]
  for (const lexeme of lexemes) {
    if (lexeme.kind === 'chunk') runs.at(-1)?.push(lexeme)
    else if (runs.at(-1)?.length !== 0) runs.push([])
  }
  return runs.filter((run) => run.length > 1)
}

/** `atención al cliente` looks for *al* anywhere; in quotation marks it is what was meant. */
function warnOfStopWord(reader: Reader, run: readonly Word[]): void {
  const isStop = ({ text }: Word): boolean =>
    stopWords.has(foldWord(text)) &&
    own(operators, text) === undefined &&
    (text !== 'NO' || !hasSmallLetter.test(reader.text))
  const stop = run.find(isStop)
  const [from, to] = [run[0]?.from ?? 0, run.at(-1)?.to ?? 0]
  if (!stop || run.every(isStop)) return
  const mends: Mend[] = /["*=＝＊]/.test(reader.text.slice(from, to))
    ? []
    : [{ from, to, put: `"${reader.text.slice(from, to)}"` }]
  mends.push(withdrawal(reader.text, stop.from, stop.to))
  warn(reader, stop.from, stop.to, words('query.warning.stop-word', { word: stop.text }), mends)
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
    const place = reader.lexemes.find((lexeme) => lexeme.kind === 'chunk' && foldWord(lexeme.text) === one.key)
    warn(reader, place?.from ?? 0, place?.to ?? reader.text.length, words('query.warning.common', { word: one.key }))
  }
}
