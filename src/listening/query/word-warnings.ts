import { own } from '../../lib/own.ts'
import { words } from '../../lib/words.ts'
import { stopWords } from './common-words.ts'
import type { Lexeme } from './lex.ts'
import { type Reader, warn } from './reader.ts'
import { type Mend, withdrawal } from './remark.ts'
import { scan } from './scan.ts'

/** What was written as a word and perhaps meant as something else. */
export function warnOfWords(reader: Reader): void {
  reader.lexemes.forEach((lexeme, index) => {
    if (lexeme.kind !== 'chunk') return
    warnOfOperator(reader, lexeme, index)
    warnOfSigns(reader, lexeme)
  })
  for (const run of runsOfWords(reader.lexemes)) {
    warnOfCommas(reader, run)
    warnOfQuotes(reader, run)
    warnOfStopWord(reader, run)
  }
}

/** The one thing that a piece looks for; undefined when it is none, or several. */
export function keyOf(text: string): string | undefined {
  const { places } = scan(text)
  return places.length === 1 ? places[0]?.key : undefined
}

type Word = Extract<Lexeme, { kind: 'chunk' }>

const hasSmallLetter = /\p{Ll}/u
const operators: Readonly<Record<string, string>> = { and: 'AND', or: 'OR', y: 'AND', o: 'OR' }

function warnOfOperator(reader: Reader, { from, to, text: word }: Word, index: number): void {
  const { lexemes, text } = reader
  const [before, behind] = [lexemes[index - 1], lexemes[index + 1]]
  if (word === 'NO' && hasSmallLetter.test(text) && isSomething(behind))
    warn(reader, from, to, words('query.warning.spanish-no'), [{ from, to, put: 'NOT' }])
  const operator = own(operators, word)
  if (operator && isSomething(before) && isSomething(behind))
    warn(reader, from, to, words('query.warning.lower', { word, operator }), [{ from, to, put: operator }])
}

const isSomething = (lexeme: Lexeme | undefined): boolean =>
  lexeme !== undefined && ['chunk', 'quoted', 'field', 'open', 'close', 'not'].includes(lexeme.kind)

const domain = /^[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){0,3}\.[a-z]{2,12}$/i
const lostSign = /^[\p{L}\p{N}]{1,2}[^\p{L}\p{N}\p{M}\s.,;:!?*'’]+$/u

/** `iberia.com` is two words, `C++` is a letter, and `#a-b` a hashtag and a word. */
function warnOfSigns(reader: Reader, { from, to, text: word }: Word): void {
  if (domain.test(word))
    warn(reader, from, to, words('query.warning.domain', { word }), [{ from, to, put: `site:${word}` }])
  if (/^#.*[^\p{L}\p{N}\p{M}_*].*[\p{L}\p{N}]/su.test(word)) {
    const put = `#${word.replaceAll(/[^\p{L}\p{N}\p{M}_*]/gu, '')}`
    warn(reader, from, to, words('query.warning.tag', { word }), [{ from, to, put }])
  }
  const key = lostSign.test(word) ? keyOf(word) : undefined
  if (key) warn(reader, from, to, words('query.warning.signs', { word, key }))
}

/** Words that follow one another without quotation marks. */
function runsOfWords(lexemes: readonly Lexeme[]): Word[][] {
  const runs: Word[][] = [[]]
  for (const lexeme of lexemes) {
    if (lexeme.kind === 'chunk') runs.at(-1)?.push(lexeme)
    else if (runs.at(-1)?.length !== 0) runs.push([])
  }
  return runs.filter((run) => run.length > 1)
}

const extent = (run: readonly Word[]): { from: number; to: number } => ({
  from: run[0]?.from ?? 0,
  to: run.at(-1)?.to ?? 0,
})

/** `iberia, vueling` asks for both; who writes a list often means any of it. */
function warnOfCommas(reader: Reader, run: readonly Word[]): void {
  const { from, to } = extent(run)
  const comma = run.slice(0, -1).find(({ text }) => /[^,;][,;]$/.test(text))
  if (!comma) return
  const put = run.map(({ text }, index) => (index < run.length - 1 ? text.replace(/[,;]$/, ' OR') : text)).join(' ')
  const all = run.slice(0, -1).every(({ text }) => /[,;]$/.test(text))
  warn(reader, comma.to - 1, comma.to, words('query.warning.commas'), all ? [{ from, to, put: `(${put})` }] : [])
}

/** `'no funciona'`: what makes a phrase are double ones. */
function warnOfQuotes(reader: Reader, run: readonly Word[]): void {
  const first = run.findIndex(({ text }) => /^['‘]\S/.test(text))
  const last = run.findIndex(({ text }, index) => index > first && /\S['’]$/.test(text))
  const quoted = first < 0 || last < 0 ? [] : run.slice(first, last + 1)
  if (quoted.length === 0) return
  const { from, to } = extent(quoted)
  const put = `"${reader.text.slice(from + 1, to - 1)}"`
  warn(reader, from, to, words('query.warning.single-quotes'), [{ from, to, put }])
}

/** `atención al cliente` looks for *al* anywhere; in quotation marks it is what was meant. */
function warnOfStopWord(reader: Reader, run: readonly Word[]): void {
  const stop = run.find((word) => isStop(reader, word))
  const { from, to } = extent(run)
  const said = reader.text.slice(from, to)
  if (!stop || /[,;'‘’]/.test(said) || run.every((word) => isStop(reader, word))) return
  const mends: Mend[] = /["*=＝＊]/.test(said) ? [] : [{ from, to, put: `"${said}"` }]
  mends.push(withdrawal(reader.text, stop.from, stop.to))
  warn(reader, stop.from, stop.to, words('query.warning.stop-word', { word: stop.text }), mends)
}

function isStop({ text }: Reader, word: Word): boolean {
  if (own(operators, word.text) !== undefined || (word.text === 'NO' && hasSmallLetter.test(text))) return false
  return stopWords.has(keyOf(word.text) ?? '')
}
