import type { Token } from '../text/token.ts'
import { type Lexicon, standard } from './compile.ts'
import { meant } from './disguise.ts'
import { splitHashtag } from './hashtag.ts'
import { signed, spelledOut, touches } from './hidden.ts'
import { ordinaryWords } from './lexicon/ordinary.ts'
import { runTogether, slipped } from './slips.ts'
import { make, type Unit, unit } from './unit.ts'
import { type Guess, type Known, type Vocabulary, vocabulary } from './vocabulary.ts'

export function units(tokens: readonly Token[], lexicon: Lexicon): Unit[] {
  const known = vocabulary(lexicon)
  const all: Unit[] = []
  for (let at = 0; at < tokens.length; ) {
    const hidden = spelledOut(tokens, at, known) ?? signed(tokens, at, known)
    if (hidden) all.push(hidden)
    else single(tokens, at, known, all)
    at = hidden ? hidden.to : at + 1
  }
  return all
}

function single(tokens: readonly Token[], at: number, known: Vocabulary, all: Unit[]): void {
  const token = tokens[at]
  if (!token || token.kind === 'link' || token.kind === 'emoticon') return
  if (token.kind !== 'punctuation') word(tokens, token, at, known, all)
  else if (!joinsWords(tokens, at)) all.push({ ...unit(token.folded, undefined, at), plain: true })
}

function word(tokens: readonly Token[], token: Token, at: number, known: Vocabulary, all: Unit[]): void {
  const { words, disguised } = known.seen.get(token.form) ?? known.seen.set(token.form, guess(token, known))
  const tag = token.kind === 'hashtag'
  for (const { form, node } of words) all.push(unit(form, node, at, at + 1, disguised, tag))
  if (words.length > 0 || tag) return
  const whole = parted(tokens, at, known)
  if (whole) all.splice(-1, 1, whole)
  else all.push(unit(token.folded, undefined, at))
}

function guess(token: Token, known: Vocabulary): Guess {
  const as = (form: string): Known => ({ form, node: known.all.get(form)?.node })
  const { kind, written, folded } = token
  if (kind === 'emoji') return { words: [as(folded)], disguised: false }
  if (kind === 'mention') return { words: [as('@')], disguised: false }
  if (kind === 'hashtag')
    return { words: splitHashtag(written.slice(1), known.all).map(standard).map(as), disguised: false }
  const there = known.all.get(folded)
  if (there) return { words: [there], disguised: false }
  const { forms, disguised } = unmask(token, known)
  return forms.length === 0 ? unknown : { words: forms.map(as), disguised }
}

/** Of most words: one for all of them. */
const unknown: Guess = { words: [], disguised: false }

interface Unmasked {
  forms: readonly string[]
  disguised: boolean
}

/** The words that a word hides, by a sign, by a slip, or as two run together; none for most. */
function unmask({ folded, stretched }: Token, known: Vocabulary): Unmasked {
  const form = folded.includes("'") ? withoutIts(standard(folded), known) : folded
  const other = known.all.has(form) ? form : meant(form, stretched, known)
  if (other !== undefined) return { forms: [other], disguised: other !== form && !stretched && known.strong.has(other) }
  const one = slipped(form, known)
  if (one !== undefined) return { forms: [one], disguised: true }
  const two = runTogether(form, known.all)
  return two ? { forms: two, disguised: true } : nothing
}

const nothing: Unmasked = { forms: [], disguised: false }

/** *The Romanian's*: as *the Romanian*. */
const withoutIts = (form: string, known: Vocabulary): string =>
  form.endsWith("'s") && !known.all.has(form) && known.all.has(form.slice(0, -2)) ? form.slice(0, -2) : form

/** How long the pieces of a word that was cut in two may be, and how short one of them is. */
const piece = 8
const shortPiece = 4

/** *Mus lims*: a word that is none, and the one before it, make up a strong word. */
function parted(tokens: readonly Token[], at: number, known: Vocabulary): Unit | undefined {
  const [first, last] = [tokens[at - 1]?.folded ?? '', tokens[at]?.folded ?? '']
  if (tokens[at - 1]?.kind !== 'word' || first.length > piece || last.length > piece) return undefined
  if (first.length + last.length < 5 || (first.length > shortPiece && last.length > shortPiece)) return undefined
  const form = first + last
  return known.strong.has(form) && !ordinaryWords.has(first) ? make(known, form, at - 1, at + 1, true) : undefined
}

/** The hyphen of *sub-human*. */
const joinsWords = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.written === '-' && touches(tokens[at - 1], tokens[at]) && touches(tokens[at], tokens[at + 1])
