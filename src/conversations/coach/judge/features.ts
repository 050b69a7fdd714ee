import type { RuleName } from '../rules/rules.ts'
import { found, type Talk } from '../talk.ts'
import { type Sentence, type Word, wordsIn } from '../text.ts'

/** What a judge sees in a sentence: numbers for what stands there, each with how much it counts. */
export type Features = ReadonlyMap<number, number>

/** Rules whose words tell something of a sentence, whatever they were written for. */
const telling = [
  'excuse',
  'excuse-not',
  'owns',
  'blame',
  'blame-not',
  'party',
  'fault',
  'with-us',
  'cause',
  'circumstance',
  'label',
  'label-not',
  'trait',
  'person',
  'irony',
  'irony-not',
  'mocking',
  'apology',
  'promise',
  'when',
  'done',
  'polite',
  'familiar',
  'thanks',
] as const satisfies readonly RuleName[]

/** A class of words counts so much beside the words of a sentence, which together count 1. Chosen by cross-validation. */
export const classShare = 0.3
/** A longer sentence, and a longer word, is read no further; nor a draft of more sentences. */
const mostWords = 80
const mostLetters = 20
const mostSentences = 100

/** What a judge sees in each sentence of a draft. Takes time in proportion to its length. */
export function featuresOf(talk: Talk): Features[] {
  const sentences = talk.draft.sentences.slice(0, mostSentences)
  const classes = sentences.map((sentence) => marksOf(talk, sentence))
  for (const name of telling)
    for (const hit of found(talk, name)) classes[talk.draft.words[hit.first]?.sentence ?? -1]?.add(name)
  return sentences.map((sentence, at) => {
    const pieces = piecesOf(wordsIn(talk.draft, sentence).slice(0, mostWords))
    const share = 1 / Math.sqrt(Math.max(1, pieces.size))
    const features = new Map<number, number>()
    for (const piece of pieces) features.set(piece, share)
    for (const name of classes[at] ?? []) features.set(hashOf(name, kinds.class), classShare)
    return features
  })
}

const kinds = { word: 0, stem: 1, root: 2, ending: 3, tail: 4, next: 5, afterNext: 6, letters: 7, class: 9 }

/** Stands in the sentence where the rules of words find the remark. */
export const ruled = hashOf('ruled', kinds.class)

/** Words, how they begin and end, what follows what, and the letters within. */
function piecesOf(words: readonly Word[]): Set<number> {
  const pieces = new Set<number>()
  let [before, beforeThat] = [edge, edge]
  for (const { form, written } of words) {
    const stem = hashOf(form.slice(0, 5), kinds.stem)
    const end = written.slice(-3).toLowerCase()
    pieces
      .add(hashOf(form.slice(0, mostLetters), kinds.word))
      .add(stem)
      .add(hashOf(form.slice(0, 4), kinds.root))
    pieces.add(hashOf(end, kinds.ending)).add(hashOf(end.slice(-2), kinds.tail))
    pieces.add(pairOf(before, stem, kinds.next)).add(pairOf(beforeThat, stem, kinds.afterNext))
    addLetters(pieces, `_${form.slice(0, mostLetters)}_`)
    beforeThat = before
    before = stem
  }
  return pieces.add(pairOf(before, edge, kinds.next))
}

function addLetters(pieces: Set<number>, form: string) {
  for (const many of [3, 4])
    for (let at = 0; at + many <= form.length; at++) pieces.add(hashOf(form.slice(at, at + many), kinds.letters))
}

function marksOf({ draft }: Talk, sentence: Sentence): Set<string> {
  const marks = new Set([`length ${Math.min(5, Math.floor((sentence.last - sentence.first) / 4))}`])
  if (sentence.asks) marks.add('asks')
  if (sentence.exclaims) marks.add('exclaims')
  if (/\d/.test(draft.written.slice(sentence.from, sentence.to))) marks.add('number')
  return marks
}

function hashOf(text: string, kind: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(kind + 1, 0x9e3779b1)
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mixed(hash)
}

const pairOf = (one: number, other: number, kind: number): number =>
  mixed(Math.imul(one ^ Math.imul(kind, 0x85ebca6b), 0x01000193) ^ other)

function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (half ^ (half >>> 13)) >>> 0
}

/** Before the first word and after the last. */
const edge = hashOf('', kinds.word)
