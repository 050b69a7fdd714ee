import type { Token } from '../text/token.ts'
import { type Lexicon, standard } from './compile.ts'
import { meant } from './disguise.ts'
import { splitHashtag } from './hashtag.ts'
import { signed, spelledOut, touches } from './hidden.ts'
import { ordinaryWords } from './lexicon/ordinary.ts'
import { runTogether, slipped } from './slips.ts'
import { make, type Unit, unit } from './unit.ts'
import { type Guess, type Vocabulary, vocabulary } from './vocabulary.ts'

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
  if (!token) return
  if (token.kind === 'word' || token.kind === 'number') word(tokens, token, at, known, all)
  else if (token.kind === 'emoji') all.push(make(known, token.folded, at))
  else if (token.kind === 'mention') all.push(make(known, '@', at))
  else if (token.kind === 'hashtag')
    for (const part of splitHashtag(token.written.slice(1), known.all))
      all.push({ ...make(known, standard(part), at), tag: true })
  else if (token.kind === 'punctuation' && !joinsWords(tokens, at))
    all.push({ ...make(known, token.folded, at), plain: true })
}

function word(tokens: readonly Token[], token: Token, at: number, known: Vocabulary, all: Unit[]): void {
  const there = known.all.get(token.folded)
  if (there) {
    all.push(unit(there.form, there.node, at))
    return
  }
  const { forms, disguised } = guess(token, known)
  for (const form of forms) all.push(make(known, form, at, at + 1, disguised))
  if (forms.length > 0) return
  const whole = parted(tokens, at, known)
  if (whole) all.splice(-1, 1, whole)
  else all.push(unit(token.folded, undefined, at))
}

const mostSeen = 1 << 13

/** What a word means that is in no lexicon. People repeat themselves: it is thought about once. */
function guess(token: Token, known: Vocabulary): Guess {
  const before = known.seen.get(token.folded)
  if (before && !token.stretched) return before
  const found = unmask(token, known)
  if (known.seen.size >= mostSeen) known.seen.clear()
  if (!token.stretched) known.seen.set(token.folded, found)
  return found
}

/** The words that a word hides, by a sign, by a slip, or as two run together; none for most. */
function unmask({ folded, stretched }: Token, known: Vocabulary): Guess {
  const form = folded.includes("'") ? withoutIts(standard(folded), known) : folded
  const other = known.all.has(form) ? form : meant(form, stretched, known)
  if (other !== undefined) return { forms: [other], disguised: other !== form && !stretched && known.strong.has(other) }
  const one = slipped(form, known)
  if (one !== undefined) return { forms: [one], disguised: true }
  const two = runTogether(form, known.all)
  return two ? { forms: two, disguised: true } : nothing
}

const nothing: Guess = { forms: [], disguised: false }

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
