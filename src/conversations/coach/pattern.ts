import { fold, type Text, type Word } from './text.ts'

/**
 * How rules are written, a line each or with commas between: folded words, one space between. `cobr*` begins so; `(a|b c)` is
 * either; `?` after a word or a bracket: may lack; `_` is any one word; `~` up to three; `^` begins a sentence, `$` ends one;
 * `<name>` is any of a class, where `_` joins words. All within one sentence.
 */
export type Classes = Readonly<Record<string, string>>

interface Part {
  optional: boolean
  is: 'word' | 'any' | 'gap' | 'start' | 'end' | 'ways'
  /** A word, or (`stem`) how it begins. */
  form: string
  stem: boolean
  ways: readonly (readonly Part[])[]
  /** Those of its ways that begin with a plain word, by that word; and the others. */
  byWord: ReadonlyMap<string, (readonly Part[])[]>
  others: readonly (readonly Part[])[]
}

export interface Hit {
  /** Words, from the first to before the last. */
  first: number
  last: number
  from: number
  to: number
}

/** Patterns made ready to be found, each looked up by the words it may begin with. */
export class Patterns {
  readonly #byWord = new Map<string, (readonly Part[])[]>()
  /** By their first two letters. */
  readonly #byStem = new Map<string, { stem: string; parts: readonly Part[] }[]>()

  constructor(patterns: string, classes: Classes = {}) {
    for (const line of patterns.split(/[\n,]/)) {
      const trimmed = line.trim()
      if (trimmed !== '') this.#add(partsOf(trimmed, classes), trimmed)
    }
  }

  #add(parts: readonly Part[], told: string): void {
    const [first, ...rest] = parts
    // Of a long list of words only the one that stands there is to be tried.
    if (first?.is === 'ways' && !first.optional) for (const way of first.ways) this.#add([...way, ...rest], told)
    else this.#keep(parts, told)
  }

  #keep(parts: readonly Part[], told: string): void {
    for (const { form, stem } of firstsOf(parts, told)) {
      if (!stem) this.#byWord.set(form, [...(this.#byWord.get(form) ?? []), parts])
      else {
        const key = form.slice(0, 2)
        this.#byStem.set(key, [...(this.#byStem.get(key) ?? []), { stem: form, parts }])
      }
    }
  }

  /** Everything that is found, in the order of the text; of what begins at one word, the longest. */
  find(text: Text): Hit[] {
    const { words } = text
    const hits: Hit[] = []
    for (const [at, word] of words.entries()) {
      if (hits.length === mostHits) return hits
      let last = -1
      for (const parts of this.#byWord.get(word.form) ?? []) last = Math.max(last, longest(parts, words, at))
      for (const { stem, parts } of this.#byStem.get(word.form.slice(0, 2)) ?? [])
        if (word.form.startsWith(stem)) last = Math.max(last, longest(parts, words, at))
      if (last > at) hits.push({ first: at, last, from: word.from, to: words[last - 1]?.to ?? word.to })
    }
    return hits
  }

  has(text: Text): boolean {
    return this.find(text).length > 0
  }
}

const widestGap = 3
/** Who says a thing a hundred times has said it: what is found is held against what else is found. */
const mostHits = 100

const longest = (parts: readonly Part[], words: readonly Word[], at: number): number =>
  Math.max(-1, ...walk(parts, words, [at], words[at]?.sentence ?? 0))

/** All places where one can be after these parts: a few at most, so that the work at each word is bounded. */
function walk(parts: readonly Part[], words: readonly Word[], from: readonly number[], sentence: number): number[] {
  let here = [...from]
  for (const part of parts) {
    const next = new Set<number>(part.optional ? here : [])
    for (const at of here) for (const end of after(part, words, at, sentence)) next.add(end)
    if (next.size === 0) return []
    here = [...next]
  }
  return here
}

function after(part: Part, words: readonly Word[], at: number, sentence: number): readonly number[] {
  if (part.is === 'ways') return waysAt(part, words[at]?.form ?? '').flatMap((way) => walk(way, words, [at], sentence))
  if (part.is === 'start') return words[at - 1]?.sentence === sentence ? [] : [at]
  const word = words[at]?.sentence === sentence ? words[at] : undefined
  if (part.is === 'end') return word ? [] : [at]
  if (part.is === 'gap') return gap(words, at, sentence)
  if (!word) return []
  if (part.is === 'any') return [at + 1]
  return (part.stem ? word.form.startsWith(part.form) : word.form === part.form) ? [at + 1] : []
}

const waysAt = (part: Part, form: string): (readonly Part[])[] => [...(part.byWord.get(form) ?? []), ...part.others]

function gap(words: readonly Word[], at: number, sentence: number): number[] {
  const ends = [at]
  while (ends.length <= widestGap && words[at + ends.length - 1]?.sentence === sentence) ends.push(at + ends.length)
  return ends
}

/** The words that a pattern may begin with. */
function firstsOf(parts: readonly Part[], told: string): { form: string; stem: boolean }[] {
  const firsts: { form: string; stem: boolean }[] = []
  for (const part of parts) {
    if (part.is === 'start') continue
    if (part.is === 'ways') firsts.push(...part.ways.flatMap((way) => firstsOf(way, told)))
    else if (part.is === 'word') firsts.push({ form: part.form, stem: part.stem })
    else throw new Error(`A pattern that begins with no word: ${told}`)
    if (!part.optional) return unique(firsts)
  }
  return unique(firsts)
}

const unique = (firsts: readonly { form: string; stem: boolean }[]) => [
  ...new Map(firsts.map((one) => [`${one.form} ${one.stem}`, one])).values(),
]

/** Words with a hyphen are words apart, in a text as in a pattern. */
const hyphen = /(?<=[a-z])-(?=[a-z])/g
const piece = /\)\??|[(|]|[^\s()|]+/g

function partsOf(pattern: string, classes: Classes): readonly Part[] {
  const reader = { pieces: pattern.replace(hyphen, ' ').match(piece) ?? [], at: 0 }
  const parts = readParts(reader, classes)
  if (reader.at < reader.pieces.length) throw new Error(`A pattern with brackets that do not match: ${pattern}`)
  return parts
}

interface Reader {
  pieces: readonly string[]
  at: number
}

function readParts(reader: Reader, classes: Classes): Part[] {
  const parts: Part[] = []
  for (;;) {
    const next = reader.pieces[reader.at]
    if (next === undefined || next === '|' || next.startsWith(')')) return parts
    reader.at++
    parts.push(next === '(' ? readGroup(reader, classes) : readOne(next, classes))
  }
}

function readGroup(reader: Reader, classes: Classes): Part {
  const ways = [readParts(reader, classes)]
  while (reader.pieces[reader.at] === '|') {
    reader.at++
    ways.push(readParts(reader, classes))
  }
  const close = reader.pieces[reader.at++]
  if (close === undefined) throw new Error('A pattern with a bracket that does not close')
  return fork(
    ways.filter((way) => way.length > 0),
    close === ')?',
  )
}

function readOne(given: string, classes: Classes): Part {
  const optional = given.length > 1 && given.endsWith('?')
  const text = optional ? given.slice(0, -1) : given
  if (text.startsWith('<') && text.endsWith('>')) return fork(classOf(text.slice(1, -1), classes), optional)
  if (text === '_') return part('any', { optional })
  if (text === '~') return part('gap', {})
  if (text === '^') return part('start', {})
  if (text === '$') return part('end', {})
  return { ...wordPart(text), optional }
}

function classOf(name: string, classes: Classes): Part[][] {
  const words = classes[name]
  if (words === undefined) throw new Error(`No class of words is called ${name}`)
  return words
    .trim()
    .split(/\s+/)
    .map((one) => one.split(/[_-]/).map(wordPart))
}

const wordPart = (text: string): Part =>
  text.endsWith('*') ? part('word', { form: fold(text.slice(0, -1)), stem: true }) : part('word', { form: fold(text) })

const part = (is: Part['is'], more: Partial<Part>): Part => ({
  is,
  form: '',
  stem: false,
  optional: false,
  ways: [],
  byWord: new Map(),
  others: [],
  ...more,
})

/** Several ways of going on, ready to be looked up by their first word. */
function fork(ways: readonly (readonly Part[])[], optional: boolean): Part {
  const plain = (way: readonly Part[]) => way[0]?.is === 'word' && !way[0].stem && !way[0].optional
  const byWord = Map.groupBy(ways.filter(plain), (way) => way[0]?.form ?? '')
  return part('ways', { ways, optional, byWord, others: ways.filter((way) => !plain(way)) })
}
