import { parsePatterns } from './pattern.ts'
import { Phrases } from './phrases.ts'
import { Vocabulary } from './vocabulary.ts'

/** What a word does to the mood of those around it: `not` to those after it, `not-after` to those before. */
export const roles = ['not', 'not-after', 'without', 'not-meant', 'very', 'bit', 'but', 'though', 'wish'] as const
export type Role = (typeof roles)[number]

/** The rules of one language, for people to read and mend. The patterns are those of `pattern.ts`. */
export interface Tables {
  /** How good or bad a word or phrase is, by degree. */
  moods: Readonly<Record<'3' | '2' | '1' | '-1' | '-2' | '-3', string>>
  roles: Readonly<Partial<Record<Role, string>>>
  /** Words, not patterns, that patterns name together as `<name>`. */
  classes?: Readonly<Record<string, string>>
  /** Patterns by the cue they give. */
  cues?: readonly Readonly<Record<string, string>>[]
  /** Short ways of writing a word: `q=que xq=porque`. */
  short?: string
  /** Other forms to look a word up by. */
  variants?: (word: string) => readonly string[]
}

/** What a pattern means: a degree of mood (its strength has the sign), a role, or the cue of that name. */
export type Meaning = 'mood' | `@${Role}` | (string & {})

export interface Book {
  vocabulary: Vocabulary
  phrases: Phrases<Meaning>
}

/** Makes the rules of a language ready to be found. */
export function bookOf(tables: Tables): Book {
  const vocabulary = new Vocabulary(variantsOf(tables))
  const phrases = new Phrases<Meaning>(vocabulary)
  for (const [name, words] of Object.entries(tables.classes ?? {})) vocabulary.classify(name, words)
  for (const [degree, patterns] of Object.entries(tables.moods)) addMoods(phrases, Number(degree) / 3, patterns)
  for (const [role, patterns] of Object.entries(tables.roles)) add(phrases, `@${role}`, patterns)
  for (const cues of tables.cues ?? [])
    for (const [name, patterns] of Object.entries(cues)) add(phrases, name, patterns)
  return { vocabulary, phrases }
}

function add(phrases: Phrases<Meaning>, means: Meaning, patterns: string): void {
  for (const pattern of parsePatterns(patterns)) phrases.add(pattern, means)
}

function addMoods(phrases: Phrases<Meaning>, value: number, patterns: string): void {
  for (const { parts } of parsePatterns(patterns)) phrases.add({ parts, strength: value }, 'mood')
}

function variantsOf(tables: Tables): (word: string) => readonly string[] {
  const short = new Map((tables.short ?? '').split(/\s+/).map((pair): [string, string] => halves(pair)))
  return (word) => {
    const long = short.get(word)
    return long === undefined ? (tables.variants?.(word) ?? []) : [long]
  }
}

function halves(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return [pair.slice(0, at), pair.slice(at + 1)]
}
