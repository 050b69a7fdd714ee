import type { Token } from '../text/token.ts'
import { type Lexicon, type Node, standard } from './compile.ts'
import { hides, meant, strongBehind } from './disguise.ts'
import { splitHashtag } from './hashtag.ts'
import { ordinaryWords } from './lexicon/ordinary.ts'
import { isHeavy, runTogether, slipped } from './slips.ts'
import { type Vocabulary, vocabulary } from './vocabulary.ts'

/** A word to be looked up, with its disguise undone, and the tokens it was written in. */
export interface Unit {
  form: string
  from: number
  to: number
  /** What the lexicon has that begins with it. */
  node: Node | undefined
  /** A sign, not a word. */
  plain: boolean
  /** It stands in a hashtag. */
  tag: boolean
  /** It was hidden: by figures, stars, spaces, swapped letters. */
  disguised: boolean
}

export function units(tokens: readonly Token[], lexicon: Lexicon): Unit[] {
  const known = vocabulary(lexicon)
  const all: Unit[] = []
  for (let at = 0; at < tokens.length; ) {
    const hidden = spelledOut(tokens, at, known) ?? signed(tokens, at, known) ?? parted(tokens, at, known)
    if (hidden) all.push(hidden)
    else single(tokens, at, known, all)
    at = hidden ? hidden.to : at + 1
  }
  return all
}

const make = (known: Vocabulary, form: string, from: number, to = from + 1, disguised = false): Unit => {
  const { node } = known.all.get(form) ?? unknown
  return { form, from, to, node, plain: false, tag: false, disguised }
}
const unknown = { node: undefined }

function single(tokens: readonly Token[], at: number, known: Vocabulary, all: Unit[]): void {
  const token = tokens[at]
  if (!token) return
  if (token.kind === 'word' || token.kind === 'number') all.push(...words(token, at, known))
  else if (token.kind === 'emoji') all.push(make(known, token.folded, at))
  else if (token.kind === 'mention') all.push(make(known, '@', at))
  else if (token.kind === 'hashtag')
    for (const part of splitHashtag(token.written.slice(1), known.all))
      all.push({ ...make(known, standard(part), at), tag: true })
  else if (token.kind === 'punctuation' && !joinsWords(tokens, at))
    all.push({ ...make(known, token.folded, at), plain: true })
}

function words(token: Token, at: number, known: Vocabulary): Unit[] {
  const there = known.all.get(token.folded)
  if (there)
    return [{ form: there.form, from: at, to: at + 1, node: there.node, plain: false, tag: false, disguised: false }]
  const form = token.folded.includes("'") ? withoutIts(standard(token.folded), known) : token.folded
  const other = known.all.has(form) ? form : meant(form, token.stretched, known)
  if (other !== undefined)
    return [make(known, other, at, at + 1, other !== form && !token.stretched && known.strong.has(other))]
  const slips = unmasked(form, known)
  if (slips.length === 0)
    return [{ form, from: at, to: at + 1, node: undefined, plain: false, tag: false, disguised: false }]
  return slips.map((word) => make(known, word, at, at + 1, isHeavy(known.all.get(word))))
}

const mostSeen = 1 << 13

/** The words that one in no lexicon may hide, by a slip or as two run together; none for most. */
function unmasked(form: string, known: Vocabulary): readonly string[] {
  const before = known.seen.get(form)
  if (before) return before
  const one = slipped(form, known)
  const found = one === undefined ? (runTogether(form, known.all) ?? nothing) : [one]
  if (known.seen.size >= mostSeen) known.seen.clear()
  known.seen.set(form, found)
  return found
}

const nothing: readonly string[] = []

/** *The Romanian's*: as *the Romanian*. */
const withoutIts = (form: string, known: Vocabulary): string =>
  form.endsWith("'s") && !known.all.has(form) && known.all.has(form.slice(0, -2)) ? form.slice(0, -2) : form

const touches = (a: Token | undefined, b: Token | undefined): boolean =>
  a !== undefined && b !== undefined && a.at + a.written.length === b.at

/** The hyphen of *sub-human*. */
const joinsWords = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.written === '-' && touches(tokens[at - 1], tokens[at]) && touches(tokens[at], tokens[at + 1])

/** How many letters a spelled-out word has at most, and how many others may stand before it. */
const longest = 16
const others = 2

/** Letters one by one, with spaces or signs between them: *p u t a*, *g.i.l.i*. Three at least. */
function spelledOut(tokens: readonly Token[], from: number, known: Vocabulary): Unit | undefined {
  if (!isLetter(tokens[from]) || letterBefore(tokens, from, others + 1)) return undefined
  let letters = ''
  const ends: number[] = []
  for (let at = from; letters.length < longest; at++) {
    const token = tokens[at]
    if (token && isLetter(token)) {
      letters += token.folded
      ends.push(at + 1)
    } else if (token?.kind !== 'punctuation' || token.written.length !== 1 || !hides(token.written)) break
  }
  return strongStart(letters, from, ends, known)
}

/** *Mus lims*: two pieces of a strong word, at least one of which is no word. */
function parted(tokens: readonly Token[], from: number, known: Vocabulary): Unit | undefined {
  const [first, last] = [tokens[from], tokens[from + 1]]
  if (first?.kind !== 'word' || last?.kind !== 'word' || ordinaryWords.has(first.folded)) return undefined
  if (known.all.has(first.folded) && (last.folded.length < 2 || known.all.has(last.folded))) return undefined
  const size = first.folded.length + last.folded.length
  if (size < 5 || size > longest) return undefined
  const form = first.folded + last.folded
  return known.strong.has(form) ? make(known, form, from, from + 2, true) : undefined
}

const isLetter = (token: Token | undefined): boolean => token?.kind === 'word' && token.folded.length === 1

/** Whether so many letters stand right before: then the row was tried from its beginning. */
function letterBefore(tokens: readonly Token[], from: number, many: number): boolean {
  let seen = 0
  for (let at = from - 1; at >= 0 && seen < many; at--) {
    if (isLetter(tokens[at])) seen++
    else if (tokens[at]?.kind !== 'punctuation') return false
  }
  return seen === many
}

/** The longest strong word that the letters begin with: more of them may follow that are another word. */
function strongStart(letters: string, from: number, ends: readonly number[], known: Vocabulary): Unit | undefined {
  for (let long = letters.length; long > 2; long--) {
    const form = letters.slice(0, long)
    if (known.strong.has(form)) return make(known, form, from, ends[long - 1] ?? from + 1, true)
  }
  return undefined
}

/** Pieces that touch, with signs for letters among them: *a$$hole*, *f#ck*, *sh!t*, *p.uta*. Twelve at most, from the first. */
function signed(tokens: readonly Token[], from: number, known: Vocabulary): Unit | undefined {
  const first = tokens[from]
  if (first?.kind === 'mention') return mentioned(first, from, known)
  if (first?.kind === 'link') return dotted(first, from, known)
  if (!first || !touches(first, tokens[from + 1]) || continues(tokens, from) || !(isPiece(first) || isSign(first)))
    return undefined
  let whole = first.written
  let signs = isSign(first)
  let found: Unit | undefined
  const pieces = [first.folded]
  for (let at = from + 1; at < from + 12; at++) {
    const token = tokens[at]
    if (!touches(tokens[at - 1], token) || !token || !(isPiece(token) || isSign(token))) break
    whole += token.written
    pieces.push(token.folded)
    signs ||= isSign(token) || token.kind !== 'word'
    const form = signs && !endsSentence(token) ? strongBehind(whole, known) : undefined
    // A word that stands there as it is, between signs, is not hidden: *idiot*.
    if (form && !pieces.includes(form)) found = make(known, form, from, at + 1, true)
  }
  return found
}

/** Whether it goes on from something that was tried already. */
const continues = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]
  return before !== undefined && touches(before, tokens[at]) && (isPiece(before) || isSign(before))
}

const isPiece = (token: Token): boolean =>
  token.kind === 'word' || token.kind === 'number' || token.kind === 'hashtag' || token.kind === 'mention'
const isSign = (token: Token): boolean => token.kind === 'punctuation' && hides(token.written.charAt(0))
const endsSentence = (token: Token): boolean => token.kind === 'punctuation' && '.!-_'.includes(token.written.charAt(0))

/** *@sshole*: a name nobody has. */
function mentioned(token: Token, from: number, known: Vocabulary): Unit | undefined {
  const form = token.written.length < 20 ? strongBehind(token.written, known) : undefined
  return form ? make(known, form, from, from + 1, true) : undefined
}

/** *f.u.c.k* looks like the name of a site. */
function dotted(token: Token, from: number, known: Vocabulary): Unit | undefined {
  if (token.written.length > 30 || !/^.(\..)+$/u.test(token.written)) return undefined
  const form = token.folded.replaceAll('.', '')
  return known.strong.has(form) ? make(known, form, from, from + 1, true) : undefined
}
