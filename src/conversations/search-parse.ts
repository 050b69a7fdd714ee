import { cleanText } from '../lib/clean-text.ts'

/** One thing that is looked for. */
export interface Term {
  kind: 'word' | 'phrase' | 'prefix'
  text: string
  /** It must not be there. */
  not: boolean
}

/** What somebody asks of the search, before names are looked up. */
export interface Asked {
  terms: Term[]
  /** Values of `from:`, `channel:`, `state:`, `before:`, `after:` and of readings, as written. */
  filters: { name: FilterName; value: string }[]
}

export type FilterName =
  | 'from'
  | 'channel'
  | 'state'
  | 'before'
  | 'after'
  | 'mood'
  | 'intent'
  | 'urgency'
  | 'abuse'
  | 'lang'
  | 'topic'
  | 'due'

/** In both languages of the house, whatever the page's: people type what they have learned. */
const filterNames: Readonly<Record<string, FilterName>> = {
  from: 'from',
  de: 'from',
  channel: 'channel',
  ventana: 'channel',
  state: 'state',
  estado: 'state',
  before: 'before',
  antes: 'before',
  after: 'after',
  desde: 'after',
  mood: 'mood',
  ánimo: 'mood',
  animo: 'mood',
  intent: 'intent',
  intención: 'intent',
  intencion: 'intent',
  urgency: 'urgency',
  urgencia: 'urgency',
  abuse: 'abuse',
  abuso: 'abuse',
  lang: 'lang',
  idioma: 'lang',
  topic: 'topic',
  tema: 'topic',
  is: 'due',
  está: 'due',
  esta: 'due',
  due: 'due',
  vence: 'due',
}

// A filter with its value, a phrase, or a word; each perhaps with a minus before it.
const piece = /(-?)(?:([\p{L}]+):(?:["“«]([^"”»]*)["”»]?|(\S+))|["“«]([^"”»]*)["”»]?|([^\s"“«]+))/gu
const mostTerms = 12

/**
 * Understands `words`, "phrases", prefix*, -not and filters. Nothing is an error: what is no filter of ours is words,
 * and a quotation mark without its other half ends where the text does.
 */
export function parseSearch(text: string): Asked {
  const asked: Asked = { terms: [], filters: [] }
  for (const [, minus = '', name = '', quoted, plain, phrase, word] of cleanText(text).slice(0, 500).matchAll(piece)) {
    const filter = filterNames[name.toLowerCase()]
    const value = (quoted ?? plain ?? '').trim()
    if (filter && value !== '') asked.filters.push({ name: filter, value })
    else if (!filter) addTerm(asked.terms, minus === '-', phrase ?? quoted, word ?? (name && `${name}:${plain ?? ''}`))
  }
  return asked
}

function addTerm(terms: Term[], not: boolean, phrase: string | undefined, word: string | undefined): void {
  if (terms.length === mostTerms) return
  if (phrase !== undefined && /[\p{L}\p{N}]/u.test(phrase)) terms.push({ kind: 'phrase', text: phrase.trim(), not })
  const prefix = word === undefined ? undefined : /^([\p{L}\p{N}_]{2,})\*$/u.exec(word)?.[1]
  if (prefix) terms.push({ kind: 'prefix', text: prefix, not })
  else if (word && /[\p{L}\p{N}]/u.test(word) && !isBegun(word)) terms.push({ kind: 'word', text: word, not })
}

/** A filter whose value is still to be written. */
const isBegun = (word: string): boolean => word.endsWith(':') && word.slice(0, -1).toLowerCase() in filterNames
