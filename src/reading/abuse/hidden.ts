import type { Token } from '../text/token.ts'
import { hides, strongBehind } from './disguise.ts'
import { make, type Unit } from './unit.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Whether nothing stands between two tokens. */
export const touches = (a: Token | undefined, b: Token | undefined): boolean =>
  a !== undefined && b !== undefined && a.at + a.written.length === b.at

/** How many letters a spelled-out word has at most, and how many others may stand before it. */
const longest = 16
const others = 2

/** Letters one by one, with spaces or signs between them: *p u t a*, *g.i.l.i*. Three at least. */
export function spelledOut(tokens: readonly Token[], from: number, known: Vocabulary): Unit | undefined {
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
export function signed(tokens: readonly Token[], from: number, known: Vocabulary): Unit | undefined {
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
  if (token.written.length >= 20) return undefined
  const form = known.behind.get(token.form) ?? known.behind.set(token.form, strongBehind(token.written, known) ?? '')
  return form !== '' ? make(known, form, from, from + 1, true) : undefined
}

/** *f.u.c.k* looks like the name of a site. */
function dotted(token: Token, from: number, known: Vocabulary): Unit | undefined {
  if (token.written.length > 30 || !/^.(\..)+$/u.test(token.written)) return undefined
  const form = token.folded.replaceAll('.', '')
  return known.strong.has(form) ? make(known, form, from, from + 1, true) : undefined
}
