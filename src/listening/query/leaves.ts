import { type Words, words } from '../../lib/words.ts'
import { condition } from './conditions.ts'
import type { Place } from './document.ts'
import { type FieldName, fieldNamed, fieldNames } from './fields.ts'
import { foldWord } from './fold-word.ts'
import type { Lexeme } from './lex.ts'
import { nearest } from './nearest.ts'
import { limits, type Query, type Term } from './query.ts'
import { type Reader, refuse } from './reader.ts'
import { type Mend, withdrawal } from './remark.ts'
import { scan } from './scan.ts'

type Of<Kind extends Lexeme['kind']> = Extract<Lexeme, { kind: Kind }>

/** What stands between spaces: a word, a hashtag, an address; or several words that are written together, as a phrase. */
export function chunkQuery(reader: Reader, chunk: Of<'chunk'>): Query | undefined {
  const { text, from, to } = chunk
  if (addressShape.test(text)) return conditionQuery(reader, 'url', text, from, to)
  const [, name = '', value = ''] = comparedShape.exec(text) ?? []
  if (fieldNamed(name)) {
    const put = `${name}:${value}`
    return refuse(reader, from, to, words('query.mistake.field-sign', { put }), [{ from, to, put }])
  }
  const terms = /^[~～]/.test(text) ? [] : wordsOf(reader, text, from, false)
  if (terms?.length === 0)
    return refuse(reader, from, to, words('query.mistake.nothing', { text: short(text) }), meant(reader, chunk))
  return terms && phraseOf(terms)
}

/** `"a b"`, `="A b"`, `"a b"~5`. */
export function quotedQuery(reader: Reader, quoted: Of<'quoted'>): Query | undefined {
  const { content, from, to, exact, suffix } = quoted
  if (!quoted.closed)
    return refuse(reader, from, from + 1, words('query.mistake.quote-open'), [{ from: to, to, put: '"' }])
  const terms = quotedTerms(reader, quoted)
  if (!terms) return undefined
  if (terms.length === 0)
    return refuse(reader, from, to, words('query.mistake.quote-empty'), [withdrawal(reader.text, from, to)])
  if (suffix === '') return phraseOf(terms)
  const others = /^[~～](\d{1,9})$/.exec(suffix)?.[1]
  if (others !== undefined && Number(others) <= limits.distance && !exact) return togetherOf(terms, Number(others))
  const end = { from: to - suffix.length, to }
  const put = others === undefined ? '' : `~${limits.distance}`
  if (exact && others !== undefined)
    return refuse(reader, end.from, to, words('query.mistake.exact-tilde'), [{ ...end, put: '' }])
  const wrong = words('query.mistake.suffix', { suffix: short(suffix), most: limits.distance, content: short(content) })
  return refuse(reader, end.from, to, wrong, [{ ...end, put }])
}

/** `field:value`. */
export function fieldQuery(reader: Reader, field: Of<'field'>): Query | undefined {
  const { name, value, from, to } = field
  const known = fieldNamed(name)
  if (!known) return unknownField(reader, field)
  if (value !== undefined) return conditionQuery(reader, known, value, from, to, from + name.length + 1)
  const gap = /^\s+(?=\S)/.exec(reader.text.slice(to, to + 20))?.[0]
  const mends = gap === undefined ? [] : [{ from: to, to: to + gap.length, put: '' }]
  return refuse(reader, from, to, words('query.mistake.field-empty', { field: name }), mends)
}

/** The condition of a field on a value that stands somewhere. */
export function conditionQuery(
  reader: Reader,
  field: FieldName,
  value: string,
  from: number,
  to: number,
  valueFrom: number = from,
): Query | undefined {
  reader.terms += 1
  const found = condition(field, value, reader.known)
  if ('query' in found) return found.query
  const { wrong, instead } = found
  const put = instead !== undefined && /[\s()"]/.test(instead) ? `"${instead.replaceAll('"', '')}"` : instead
  return refuse(reader, from, to, wrong, put === undefined ? [] : [{ from: valueFrom, to, put }])
}

function unknownField(reader: Reader, { name, value, from, to }: Of<'field'>): undefined {
  const near = nearest(foldWord(name), fieldNames)
  const mends: Mend[] = near ? [{ from, to: from + name.length, put: near }] : []
  const plain = (value ?? '').replaceAll('"', '')
  mends.push({ from, to, put: plain === '' ? name : `"${name} ${plain}"` })
  return refuse(reader, from, to, words('query.mistake.field-unknown', { field: short(name) }), mends)
}

/** `followers>1000`: the colon was forgotten. */
const comparedShape = /^(\p{L}{2,20})([<>=]{1,2}.{1,100})$/su
const addressShape = /^(?:https?:\/\/|www\.)[^\s]/i

/** What somebody probably meant who wrote a sign that is no word. */
function meant({ text, lexemes, at }: Reader, { text: sign, from, to }: Of<'chunk'>): Mend[] {
  if (/^\|+$/.test(sign)) return [{ from, to, put: 'OR' }]
  if (/^[,;]$/.test(sign)) return [{ from, to, put: ' OR' }]
  if (/^[&+]+$/.test(sign)) return [{ from, to, put: 'AND' }]
  const next = lexemes[at]
  if (/^[-−–—]$/.test(sign) && next) return [{ from, to: next.from, put: '-' }]
  const before = lexemes[at - 2]
  if (/^~\d+$/.test(sign) && before?.kind === 'quoted') return [{ from: before.to, to: from, put: '' }]
  return [withdrawal(text, from, to)]
}

const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 39).toWellFormed()}…` : text)

function phraseOf(terms: readonly Term[]): Query | undefined {
  return terms.length > 1 ? { kind: 'phrase', terms } : terms[0]
}

function togetherOf(terms: readonly Term[], others: number): Query | undefined {
  const different = [...new Map(terms.map((term) => [`${term.how} ${term.key}`, term])).values()]
  return different.length > 1 ? { kind: 'together', others, terms: different } : different[0]
}

/** The words between quotation marks; undefined after a mistake in one of them. */
function quotedTerms(reader: Reader, { content, inside, exact }: Of<'quoted'>): Term[] | undefined {
  const terms: Term[] = []
  for (const found of content.matchAll(/\S+/g)) {
    const more = wordsOf(reader, found[0], inside + found.index, exact)
    if (!more) return undefined
    for (const term of more) if (term.key !== terms.at(-1)?.key || !isEmoji(term)) terms.push(term)
  }
  return terms
}

const isEmoji = ({ key }: Term): boolean => !/[\p{L}\p{N}]/u.test(key)

/** The words of what stands between spaces. Undefined after a mistake; none when there is nothing to look for. */
function wordsOf(reader: Reader, chunk: string, from: number, allExact: boolean): Term[] | undefined {
  const exact = allExact || /^[=＝]/.test(chunk)
  const star = /[*＊]/.test(chunk) ? starOf(chunk) : undefined
  const places = scan(chunk).places
  reader.terms += places.length
  if (places.length === 0) return []
  const wrong = wrongWord(chunk, star, exact, places)
  if (wrong)
    return refuse(reader, from, from + chunk.length, wrong.words, [{ from, to: from + chunk.length, put: wrong.put }])
  const terms = places.map((place) => termOf(place, exact))
  return star === 'end'
    ? terms.map((term, index) => (index === terms.length - 1 ? { ...term, how: 'prefix' } : term))
    : terms
}

/** Whether the star stands where it may: behind the last letter. */
const starOf = (chunk: string): 'end' | 'elsewhere' =>
  /^[^*＊]*[\p{L}\p{N}\p{M}_][*＊][^*＊\p{L}\p{N}]*$/u.test(chunk) ? 'end' : 'elsewhere'

function wrongWord(
  chunk: string,
  star: 'end' | 'elsewhere' | undefined,
  exact: boolean,
  places: readonly Place[],
): { words: Words; put: string } | undefined {
  const plain = chunk.replaceAll(/[*＊]/g, '')
  const last = places.at(-1)
  if (/[~～]/.test(chunk)) return { words: words('query.mistake.tilde'), put: chunk.replace(/[~～].*$/s, '') || '""' }
  if (star === 'elsewhere') return { words: words('query.mistake.star-place'), put: wordBeforeStar(chunk) ?? plain }
  if (star && exact) return { words: words('query.mistake.star-exact'), put: plain }
  if (star && last && [...last.key].length < limits.prefix)
    return { words: words('query.mistake.star-short', { least: limits.prefix }), put: plain }
  return undefined
}

/** `fall*s` was meant to be `fall*`. */
function wordBeforeStar(chunk: string): string | undefined {
  const before = /^[^*＊]*/.exec(chunk)?.[0] ?? ''
  return /[\p{L}\p{N}]{2}$/u.test(before) ? `${before}*` : undefined
}

function termOf({ key, also, written, mark }: Place, exact: boolean): Term {
  if (mark === '@') {
    const server = also.find((form) => form.lastIndexOf('@') > 0)
    return { kind: 'term', how: 'folded', key: server ?? `@${key}` }
  }
  return exact ? { kind: 'term', how: 'exact', key: mark + written } : { kind: 'term', how: 'folded', key: mark + key }
}
