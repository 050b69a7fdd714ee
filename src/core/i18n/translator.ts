import { IntlMessageFormat } from 'intl-messageformat'
import { dateFormat, exactly, relativeTime } from '../../lib/relative-time.ts'
import type { Dictionary, Words } from '../../lib/words.ts'

export type Params = Words['params']

/** The sentences of one person's language, with their clock. */
export interface T {
  /** The sentence of a message key. */
  (key: string, params?: Params): string
  readonly language: string
  readonly timeZone: string
  words(words: Words): string
  /** "12 min ago", "tomorrow", "3 May". */
  relative(at: Date, now?: Date): string
  /** Day, hour and zone, in full. */
  exact(at: Date): string
  /** The day alone. */
  date(at: Date): string
  /** The hour alone. */
  hour(at: Date): string
  number(count: number): string
  bytes(count: number): string
  /** "Rosa, Iñaki and Ana". */
  list(items: readonly string[]): string
}

export interface Translator {
  readonly languages: readonly string[]
  /** A language we lack is answered in English. */
  for(language: string, timeZone?: string): T
}

type Sentences = ReadonlyMap<string, string>

export interface TranslatorOptions {
  /** Further languages by code, each with sentences by key; what one lacks is said in English. */
  languages?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What to do about a key that nobody wrote. By default it throws under test, and is said once on stderr otherwise. */
  onUnknownKey?: (key: string) => void
}

/** Gathers the rooms' and connectors' sentences. Two dictionaries with the same key and other words are refused. */
export function createTranslator(dictionaries: readonly Dictionary[], options: TranslatorOptions = {}): Translator {
  const all = gather(dictionaries, options.languages ?? {})
  const unknown = options.onUnknownKey ?? complain()
  const made = new Map<string, T>()
  return {
    languages: [...all.keys()],
    for(language, timeZone = 'UTC') {
      const spoken = all.has(language) ? language : 'en'
      const name = `${spoken} ${timeZone}`
      const known = made.get(name)
      if (known) return known
      const t = speak(spoken, timeZone, all, unknown)
      made.set(name, t)
      return t
    },
  }
}

function gather(dictionaries: readonly Dictionary[], more: NonNullable<TranslatorOptions['languages']>) {
  const all = new Map<string, Map<string, string>>([
    ['en', new Map()],
    ['es', new Map()],
  ])
  for (const dictionary of dictionaries) {
    add(all, 'en', dictionary.en)
    add(all, 'es', dictionary.es)
  }
  for (const [code, sentences] of Object.entries(more)) add(all, code, sentences)
  return all
}

function add(all: Map<string, Map<string, string>>, code: string, sentences: Readonly<Record<string, string>>): void {
  const language = all.get(code) ?? new Map<string, string>()
  all.set(code, language)
  for (const [key, text] of Object.entries(sentences)) {
    const other = language.get(key)
    if (other !== undefined && other !== text) throw new Error(`The message key ${key} is written twice in ${code}`)
    language.set(key, text)
  }
}

function speak(
  language: string,
  timeZone: string,
  all: ReadonlyMap<string, Sentences>,
  unknown: (key: string) => void,
): T {
  const say = (key: string, params?: Params): string => {
    const text = all.get(language)?.get(key) ?? all.get('en')?.get(key)
    if (text !== undefined) return isPlain(text) ? text : fill(language, text, translated(params, say))
    unknown(key)
    return key
  }
  return Object.assign(say, {
    language,
    timeZone,
    words: (words: Words) => say(words.key, words.params),
    relative: (at: Date, now?: Date) => relativeTime(at, language, timeZone, now),
    exact: (at: Date) => dateFormat(language, timeZone, exactly).format(at),
    date: (at: Date) => dateFormat(language, timeZone, longDay).format(at),
    hour: (at: Date) => dateFormat(language, timeZone, clockHour).format(at),
    number: (count: number) => numberFormat(language).format(count),
    bytes: (count: number) => bytes(language, count),
    list: (items: readonly string[]) => new Intl.ListFormat(language).format(items),
  })
}

const longDay = { dateStyle: 'long' } as const
const clockHour = { timeStyle: 'short' } as const

function translated(params: Params, say: (key: string, params?: Params) => string): Record<string, string | number> {
  const filled: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params ?? {})) {
    filled[name] = typeof value === 'object' ? say(value.key, value.params) : value
  }
  return filled
}

/** Most sentences have no blanks to fill and need no parser. */
const isPlain = (text: string): boolean => !/[{}']/.test(text)

/** By language, and then by what they say. */
const formats = new Map<string, Map<string, IntlMessageFormat>>()

function fill(language: string, text: string, params: Record<string, string | number>): string {
  const known = formats.get(language) ?? new Map<string, IntlMessageFormat>()
  formats.set(language, known)
  const format = known.get(text) ?? new IntlMessageFormat(text, language, undefined, { ignoreTag: true })
  known.set(text, format)
  return String(format.format(params))
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const name = `${language} ${JSON.stringify(options)}`
  let format = numberFormats.get(name)
  if (!format) {
    format = new Intl.NumberFormat(language, options)
    numberFormats.set(name, format)
  }
  return format
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']

function bytes(language: string, count: number): string {
  const power = Math.min(units.length - 1, count < 1000 ? 0 : Math.floor(Math.log10(count) / 3))
  const unit = units[power] ?? 'byte'
  const whole = power === 0
  return numberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: whole ? 'long' : 'short',
    maximumFractionDigits: whole ? 0 : 1,
  }).format(count / 1000 ** power)
}

function complain(): (key: string) => void {
  const seen = new Set<string>()
  return (key) => {
    if (process.env.NODE_ENV === 'test') throw new Error(`Nobody wrote the sentence ${key}`)
    if (seen.has(key)) return
    seen.add(key)
    console.error(`Nobody wrote the sentence ${key}; its key is shown instead.`)
  }
}
