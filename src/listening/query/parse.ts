import { words } from '../../lib/words.ts'
import { type FieldName, fieldNamed } from './fields.ts'
import type { Known } from './known.ts'
import { chunkQuery, conditionQuery, fieldQuery, quotedQuery } from './leaves.ts'
import { type Lexeme, lex } from './lex.ts'
import { allOf, anyOf, noneOf } from './make.ts'
import { nearOf, refuseChain, refuseDistance } from './near.ts'
import type { Part } from './part.ts'
import { limits, type Query } from './query.ts'
import { peek, type Reader, refuse, take } from './reader.ts'
import { type Remark, withdrawal } from './remark.ts'
import { warnOfGroups, warnOfQuery } from './warnings.ts'
import { warnOfWords } from './word-warnings.ts'

export type Parsed = { query: Query; warnings: readonly Remark[] } | { mistakes: readonly Remark[] }

/**
 * Understands a query as people write it, or says every mistake at its place. NOT binds closest, then NEAR, then AND
 * (written or not), then OR. Takes time linear in the text, whatever is in it.
 */
export function parseQuery(text: string, known: Known = {}): Parsed {
  const reader = readerOf(text, known)
  if (text.length > limits.characters) {
    refuse(reader, limits.characters, text.length, words('query.mistake.too-long', { most: limits.characters }))
    return { mistakes: reader.mistakes }
  }
  const query = readAll(reader)
  if (reader.terms > limits.terms)
    refuse(reader, 0, text.length, words('query.mistake.too-many', { most: limits.terms }))
  if (reader.mistakes.length > 0) return { mistakes: inOrder(reader.mistakes) }
  if (!query) return { mistakes: [{ from: 0, to: text.length, words: words('query.mistake.empty'), mends: [] }] }
  warnOfWords(reader)
  warnOfQuery(reader, query)
  return { query, warnings: inOrder(reader.warnings) }
}

const inOrder = (remarks: readonly Remark[]): Remark[] => remarks.toSorted((one, other) => one.from - other.from)

const readerOf = (text: string, known: Known): Reader => ({
  text,
  lexemes: text.length > limits.characters ? [] : lex(text),
  at: 0,
  depth: 0,
  terms: 0,
  known,
  field: undefined,
  mistakes: [],
  warnings: [],
})

function readAll(reader: Reader): Query | undefined {
  const parts: Part[] = []
  while (peek(reader)) {
    const part = readOr(reader)
    if (part) parts.push(part)
    const surplus = peek(reader)
    if (surplus) refuse(reader, surplus.from, surplus.to, words('query.mistake.bracket-close'), [out(reader, surplus)])
    take(reader)
  }
  return allOf(parts.map(({ query }) => query))
}

const out = (reader: Reader, { from, to }: { from: number; to: number }) => withdrawal(reader.text, from, to)

function readOr(reader: Reader): Part | undefined {
  const parts: Part[] = []
  let operator: Lexeme | undefined
  for (;;) {
    const begin = reader.at
    const part = readAnd(reader)
    if (part) parts.push(part)
    const isMissing = reader.at === begin
    if (isMissing && operator) refuseAlone(reader, operator)
    const next = peek(reader)
    if (next?.kind !== 'or') break
    if (isMissing && !operator) refuseAlone(reader, next)
    operator = take(reader)
  }
  warnOfGroups(reader, parts)
  return joined(parts, anyOf)
}

/** `AND` of nothing, `NOT` of nothing. What is there and mistaken is not nothing. */
function refuseAlone(reader: Reader, operator: Lexeme): undefined {
  const params = { operator: reader.text.slice(operator.from, operator.to) }
  const isNot = operator.kind === 'not'
  const key = isNot ? words('query.mistake.not-alone', params) : words('query.mistake.operator-alone', params)
  refuse(reader, operator.from, operator.to, key, [out(reader, operator)])
}

function readAnd(reader: Reader): Part | undefined {
  const parts: Part[] = []
  const begin = reader.at
  for (let next = peek(reader); next && next.kind !== 'or' && next.kind !== 'close'; next = peek(reader)) {
    if (next.kind === 'and') readAndSign(reader, next, reader.at > begin)
    else {
      const part = readNear(reader)
      if (part) parts.push(part)
    }
  }
  return joined(parts, allOf)
}

function readAndSign(reader: Reader, sign: Lexeme, hasLeft: boolean): void {
  take(reader)
  const next = peek(reader)
  if (!hasLeft || (!isOperand(next) && next?.kind !== 'near')) refuseAlone(reader, sign)
}

function joined(parts: readonly Part[], join: typeof allOf): Part | undefined {
  const [first] = parts
  const query = join(parts.map((part) => part.query))
  if (!first || !query) return undefined
  if (parts.length === 1) return first
  const last = parts.at(-1) ?? first
  return { query, from: first.from, to: last.to, whole: false, edges: { firstTo: first.to, lastFrom: last.from } }
}

function readNear(reader: Reader): Part | undefined {
  const parts = [readSide(reader)]
  const signs: Extract<Lexeme, { kind: 'near' }>[] = []
  for (let sign = peek(reader); sign?.kind === 'near'; sign = peek(reader)) {
    const isAlone = (signs.length === 0 && parts[0] === 'nothing') || !isOperand(reader.lexemes[reader.at + 1])
    take(reader)
    if (isAlone) refuseAlone(reader, sign)
    else if (isTooFar(sign.distance)) refuseDistance(reader, sign.from, sign.to, sign.distance)
    signs.push(sign)
    parts.push(readSide(reader))
  }
  const there = parts.filter((part) => part !== 'nothing' && part !== undefined)
  const [left, right] = there
  if (signs.length === 0 || there.length < parts.length || !right) return signs.length === 0 ? left : undefined
  if (signs.length === 1) return left && nearOf(reader, left, signs[0]?.distance ?? 0, right)
  return refuseChain(
    reader,
    there,
    signs.map(({ from, to }) => reader.text.slice(from, to)),
  )
}

const isTooFar = (distance: number | undefined): boolean => distance === undefined || distance > limits.distance

/** Undefined after a mistake. */
const readSide = (reader: Reader): Part | 'nothing' | undefined =>
  isOperand(peek(reader)) ? readNot(reader) : 'nothing'

const isOperand = (lexeme: Lexeme | undefined): boolean =>
  lexeme !== undefined && ['open', 'quoted', 'chunk', 'field', 'not'].includes(lexeme.kind)

/** Any number of NOTs and what they are of. */
function readNot(reader: Reader): Part | undefined {
  const first = peek(reader)
  let last = first
  let negated = false
  for (let sign = first; sign?.kind === 'not'; sign = peek(reader)) {
    last = take(reader)
    negated = !negated
  }
  if (!isOperand(peek(reader))) return last && refuseAlone(reader, last)
  const part = readOperand(reader)
  return part && first && negated ? { query: noneOf(part.query), from: first.from, to: part.to, whole: true } : part
}

function readOperand(reader: Reader): Part | undefined {
  const lexeme = take(reader)
  if (!lexeme) return undefined
  if (lexeme.kind === 'open') return readBracket(reader, lexeme, reader.field)
  const { from, to } = lexeme
  const bracket = peek(reader)
  const field = lexeme.kind === 'field' && lexeme.value === undefined ? fieldNamed(lexeme.name) : undefined
  if (field && bracket?.kind === 'open' && bracket.from === to) {
    take(reader)
    return readBracket(reader, { from, to: bracket.to }, field)
  }
  const query = readLeaf(reader, lexeme)
  return query && { query, from, to, whole: true }
}

/** What is between brackets; in those behind `field:`, every word is a value. */
function readBracket(reader: Reader, open: Range, field: FieldName | undefined): Part | undefined {
  if (reader.depth >= limits.depth) {
    refuse(reader, open.from, open.to, words('query.mistake.too-deep', { most: limits.depth }))
    skipBracket(reader)
    return undefined
  }
  const outside = reader.field
  const begin = reader.at
  Object.assign(reader, { depth: reader.depth + 1, field })
  const part = readOr(reader)
  Object.assign(reader, { depth: reader.depth - 1, field: outside })
  const close = take(reader)
  if (!close) return refuseOpen(reader, open)
  if (part) return { query: part.query, from: open.from, to: close.to, whole: true }
  if (reader.at > begin + 1) return undefined
  return refuse(reader, open.from, close.to, words('query.mistake.bracket-empty'), [
    withdrawal(reader.text, open.from, close.to),
  ])
}

interface Range {
  from: number
  to: number
}

function refuseOpen(reader: Reader, { from, to }: Range): undefined {
  const end = reader.text.length
  return refuse(reader, from, to, words('query.mistake.bracket-open'), [{ from: end, to: end, put: ')' }])
}

/** To the end of a bracket that is not read. */
function skipBracket(reader: Reader): void {
  for (let open = 1; open > 0 && peek(reader); ) {
    const kind = take(reader)?.kind
    open += kind === 'open' ? 1 : kind === 'close' ? -1 : 0
  }
}

function readLeaf(reader: Reader, lexeme: Lexeme): Query | undefined {
  const { field } = reader
  const { from, to } = lexeme
  if (lexeme.kind === 'field') return fieldQuery(reader, lexeme)
  if (lexeme.kind === 'chunk')
    return field ? conditionQuery(reader, field, lexeme.text, from, to) : chunkQuery(reader, lexeme)
  if (lexeme.kind !== 'quoted') return undefined
  const isValue = field && lexeme.closed
  return isValue ? conditionQuery(reader, field, `"${lexeme.content}"`, from, to) : quotedQuery(reader, lexeme)
}
