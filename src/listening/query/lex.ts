import { own } from '../../lib/own.ts'

/** A piece of a query as it is written. */
export type Lexeme = { from: number; to: number } & (Sign | Near | Quoted | Chunk | Field)

interface Sign {
  kind: 'open' | 'close' | 'and' | 'or' | 'not'
}

/** Without a distance when what was written is none. */
interface Near {
  kind: 'near'
  distance: number | undefined
}

interface Quoted {
  kind: 'quoted'
  content: string
  /** Where the content begins. */
  inside: number
  exact: boolean
  closed: boolean
  /** What stands right behind it: `~5`, `*`. */
  suffix: string
}

/** One or more words that are written together. */
interface Chunk {
  kind: 'chunk'
  text: string
}

/** `name:value`. Without a value when it ends with the colon, as before a bracket. */
interface Field {
  kind: 'field'
  name: string
  value: string | undefined
}

/** Cuts a query into pieces, in one pass. Whatever is written becomes some piece or other. */
export function lex(text: string): Lexeme[] {
  const lexemes: Lexeme[] = []
  for (let index = skip(text, 0); index < text.length; ) {
    const lexeme = next(text, index)
    lexemes.push(lexeme)
    index = skip(text, lexeme.to)
  }
  return withSpanish(text, lexemes)
}

/** Operators in Spanish are one letter each, so they count only between two things and where not all is in capitals. */
function withSpanish(text: string, lexemes: Lexeme[]): Lexeme[] {
  if (!/\p{Ll}/u.test(text)) return lexemes
  return lexemes.map((lexeme, index) => {
    if (lexeme.kind !== 'chunk' || !isEnd(lexemes[index - 1]) || !isBeginning(lexemes[index + 1])) return lexeme
    const { text: word, from, to } = lexeme
    return word === 'Y' ? { kind: 'and', from, to } : word === 'O' ? { kind: 'or', from, to } : lexeme
  })
}

const isEnd = (lexeme: Lexeme | undefined): boolean =>
  lexeme !== undefined && ['chunk', 'quoted', 'field', 'close'].includes(lexeme.kind)
const isBeginning = (lexeme: Lexeme | undefined): boolean =>
  lexeme !== undefined && ['chunk', 'quoted', 'field', 'open', 'not'].includes(lexeme.kind)

const nothing = /[\s\p{Cf}]*/uy

function skip(text: string, from: number): number {
  nothing.lastIndex = from
  nothing.exec(text)
  return nothing.lastIndex
}

function next(text: string, from: number): Lexeme {
  const first = text.charAt(from)
  if (opening.includes(first)) return { kind: 'open', from, to: from + 1 }
  if (closing.includes(first)) return { kind: 'close', from, to: from + 1 }
  if (quotes.includes(first)) return quoted(text, from, from)
  if ('=＝'.includes(first) && isQuote(text, from + 1)) return quoted(text, from, from + 1)
  if (minuses.includes(first) && /[^\s\p{Cf}]/u.test(text.charAt(from + 1))) return { kind: 'not', from, to: from + 1 }
  return wordOrField(text, from)
}

const opening = '(（'
const closing = ')）'
const quotes = '"“”„‟«»＂'
const minuses = '-−–—－'
const isQuote = (text: string, index: number): boolean => index < text.length && quotes.includes(text.charAt(index))

const suffixShape = /[~*～＊][^\s()（）"“”„‟«»＂]*/uy

function quoted(text: string, from: number, quote: number): Lexeme {
  const inside = quote + 1
  let end = inside
  while (end < text.length && !isQuote(text, end)) end += 1
  const closed = end < text.length
  suffixShape.lastIndex = end + 1
  const suffix = (closed && suffixShape.exec(text)?.[0]) || ''
  const to = closed ? end + 1 + suffix.length : end
  return { kind: 'quoted', from, to, inside, content: text.slice(inside, end), exact: quote > from, closed, suffix }
}

const chunkShape = /[^\s()（）"“”„‟«»＂]+/uy
const fieldShape = /^(\p{L}+)[:：](?!\/\/)(.*)$/su
const invisible = /\p{Cf}+/gu

function wordOrField(text: string, from: number): Lexeme {
  const chunk = addressAt(text, from) ?? piece(chunkShape, text, from) ?? text.charAt(from)
  const to = from + chunk.length
  const [, name, value = ''] = fieldShape.exec(chunk) ?? []
  if (name === undefined) return operator(chunk, from, to) ?? { kind: 'chunk', text: chunk, from, to }
  if (value === '' && isQuote(text, to)) return quotedValue(text, from, to, name)
  return { kind: 'field', name, value: value === '' ? undefined : value, from, to }
}

function piece(shape: RegExp, text: string, from: number): string | undefined {
  shape.lastIndex = from
  return shape.exec(text)?.[0]
}

const addressShape = /(?:(?:url|link|enlace|site):)?(?:https?:\/\/|www\.)[^\s"“”„‟«»＂]+/iuy

/** An address may have brackets of its own; one that it did not open ends it. */
function addressAt(text: string, from: number): string | undefined {
  const address = piece(addressShape, text, from)
  if (!address?.includes(')')) return address
  let open = 0
  for (let index = 0; index < address.length; index++) {
    if (address[index] === '(') open += 1
    if (address[index] === ')') open -= 1
    if (open < 0) return address.slice(0, index)
  }
  return address
}

function quotedValue(text: string, from: number, quote: number, name: string): Lexeme {
  const value = quoted(text, quote, quote)
  return value.kind === 'quoted' && value.closed
    ? { kind: 'field', name, value: `"${value.content}"`, from, to: value.inside + value.content.length + 1 }
    : value
}

const signs: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' }
const nearShape = /^(?:near|cerca)\/(\d{1,9})$/i
const nearlyNear = /^(?:NEAR|CERCA|ONEAR)(?:\/\S*)?$/
const usualDistance = 4

function operator(chunk: string, from: number, to: number): Lexeme | undefined {
  const word = chunk.replace(invisible, '').normalize('NFKC')
  const sign = own(signs, word)
  if (sign) return { kind: sign, from, to }
  const distance = word === 'NEAR' || word === 'CERCA' ? usualDistance : nearShape.exec(word)?.[1]
  if (distance !== undefined) return { kind: 'near', distance: Number(distance), from, to }
  return nearlyNear.test(word) ? { kind: 'near', distance: undefined, from, to } : undefined
}
