import type { Token } from '../text/token.ts'
import type { Lexicon } from './compile.ts'
import { join, type Mask, mask, meets, none, within } from './kinds.ts'
import type { Unit } from './unit.ts'
import { units } from './units.ts'

/** A word of a message as the rules see it: what it can be, and where it stands. */
export interface Word extends Unit {
  is: Mask
  /** The sentence it is in, by number. */
  sentence: number
  /** A comma or the like stands before it. */
  apart: boolean
  /** Between quotation marks. */
  quoted: boolean
  /** The first and last word of the phrase that gave it its kinds, itself mostly. */
  first: number
  last: number
}

/** A message as a row of words, with what they can be. */
export interface Scene {
  words: Word[]
  /** All kinds that occur. */
  has: Mask
  /** How many sentences there are. */
  sentences: number
}

export function scene(tokens: readonly Token[], lexicon: Lexicon): Scene {
  const { words, sentences } = arrange(units(tokens, lexicon))
  return { words, sentences, has: mark(words) }
}

const endings = new Set(['.', '!', '?', '…', ';', '¡', '¿', '\n'])
const pauses = new Set([',', ':', '(', ')', '-', '–', '—', '/', '|', '"', '“', '”', '«', '»'])
const marks = new Map([
  ['"', '"'],
  ['“', '”'],
  ['«', '»'],
  ['„', '”'],
  ['‘', '’'],
])

function arrange(all: readonly Unit[]): { words: Word[]; sentences: number } {
  const words: Word[] = []
  let sentence = 0
  let apart = true
  let opened: { by: string; at: number } | undefined
  for (const unit of all) {
    if (unit.plain) {
      if (opened && opened.by === unit.form) {
        for (let at = opened.at; at < words.length; at++) quote(words[at])
        opened = undefined
      } else if (!opened && marks.has(unit.form)) opened = { by: marks.get(unit.form) ?? '', at: words.length }
      if (endings.has(unit.form) && !opened) sentence++
      if (endings.has(unit.form) || pauses.has(unit.form)) apart = true
      continue
    }
    const at = words.length
    words.push(wordOf(unit, at, sentence, apart))
    apart = false
  }
  return { words, sentences: sentence + 1 }
}

/** Written out: copying all that a unit has would take the engine several times as long. */
const wordOf = (unit: Unit, at: number, sentence: number, apart: boolean): Word => ({
  form: unit.form,
  from: unit.from,
  to: unit.to,
  node: unit.node,
  plain: unit.plain,
  tag: unit.tag,
  disguised: unit.disguised,
  is: none,
  sentence,
  apart,
  quoted: false,
  first: at,
  last: at,
})

function quote(word: Word | undefined): void {
  if (word) word.quoted = true
}

/** Kinds of the small words around what matters: a phrase of theirs does not hide one that begins within it. */
const small = mask(
  'unless',
  'no',
  'you',
  'they',
  'i',
  'me',
  'own',
  'we',
  'be',
  'all',
  'wish',
  'say',
  'whoever',
  'going-to',
  'drive',
  'away',
  'any-of',
)

/** Gives each word the kinds of the longest phrase that begins at it. */
function mark(words: Word[]): Mask {
  let has = none
  for (let at = 0; at < words.length; ) {
    const found = longest(words, at)
    if (found) {
      has = join(has, found.mask)
      for (let inside = at; inside <= found.last; inside++) give(words[inside], found.mask, at, found.last)
    }
    at = found && !within(found.mask, small) ? found.last + 1 : at + 1
  }
  return has
}

function give(word: Word | undefined, kinds: Mask, first: number, last: number): void {
  if (!word) return
  word.is = join(word.is, kinds)
  word.first = first
  word.last = last
}

function longest(words: readonly Word[], at: number): { mask: Mask; last: number } | undefined {
  let node = words[at]?.node
  let found: { mask: Mask; last: number } | undefined
  for (let last = at; node; ) {
    if (node.mask) found = { mask: node.mask, last }
    const word = node.next && words[++last]
    if (!word || word.sentence !== words[at]?.sentence) break
    node = node.next?.get(word.form)
  }
  return found
}

/** The nearest word of a kind among those from `from` to `to`, in the same sentence as `of`: its place, or −1. */
export function near({ words }: Scene, of: number, kinds: Mask, before: number, after: number): number {
  const sentence = words[of]?.sentence
  const most = Math.max(before, after)
  for (let step = 1; step <= most; step++) {
    if (step <= after) {
      const word = words[of + step]
      if (word && word.sentence === sentence && meets(word.is, kinds)) return of + step
    }
    if (step <= before) {
      const word = words[of - step]
      if (word && word.sentence === sentence && meets(word.is, kinds)) return of - step
    }
  }
  return -1
}
