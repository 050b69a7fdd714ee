import {
  codeAt,
  digit,
  emoji,
  hidden,
  isCurrency,
  isLetterOrDigit,
  kindOf,
  letter,
  mark,
  sign,
  space,
} from './characters.ts'
import { emojiEnd, keycapEnd } from './emoji.ts'
import { emoticonAt, letterFaceAt } from './emoticons.ts'
import { bareLinkEnd, linkEnd } from './links.ts'
import { emojiOf, hashtagOf, linkOf, mentionOf, numberOf, once, signOf, wordOf } from './pieces.ts'
import type { Token } from './token.ts'

/** What follows is not read: nobody needs the end of so long a message to know what it wants. In UTF-16 units. */
export const mostRead = 20_000

/**
 * A text cut into tokens, in order. Between them lie only spaces and what nobody sees. In linear time.
 * Words are joined by an apostrophe (*don't*) or a star (*f\*ck*), not by a hyphen. Signs that repeat are one token, whose
 * `folded` is the sign alone, as that of a repeated emoticon is; `folded` of hashtags and mentions begins with `#` or `@`.
 */
export function tokens(whole: string): Token[] {
  const found: Token[] = []
  const text = beginning(whole)
  const end = text.length
  let at = 0
  while (at < end) {
    const code = codeAt(text, at)
    const kind = kindOf(code)
    if (kind === space || kind === hidden || kind === mark) at += code > 0xffff ? 2 : 1
    else {
      const token = tokenAt(text, at, end, kind, code)
      found.push(token)
      at += token.written.length
    }
  }
  return found
}

const beginning = (text: string): string =>
  text.length > mostRead ? text.slice(0, codeAt(text, mostRead - 1) > 0xffff ? mostRead - 1 : mostRead) : text

function tokenAt(text: string, at: number, end: number, kind: number, code: number): Token {
  if (kind === letter) return letterFace(text, at) ?? wordOrLink(text, at, end)
  if (kind === digit) return numberOrWord(text, at, end)
  if (kind === emoji) return emojiOf.token(text, at, emojiEnd(text, at, end))
  return signAt(text, at, end, code)
}

function letterFace(text: string, at: number): Token | undefined {
  const face = letterFaceAt(text, at)
  return face === undefined ? undefined : once('emoticon', text.slice(at, at + 3), at, face)
}

function wordOrLink(text: string, at: number, end: number): Token {
  const first = text.charCodeAt(at) | 0x20
  if (first === 0x68 || first === 0x77) {
    const link = linkEnd(text, at, end)
    if (link > 0) return linkOf(text, at, link)
  }
  const stop = wordEnd(text, at, end)
  const next = text.charCodeAt(stop)
  if (stop < end && (next === 0x2e || next === 0x40)) {
    const link = bareLinkEnd(text, at, stop, end)
    if (link > 0) return linkOf(text, at, link)
  }
  return wordOf.token(text, at, next === 0x40 ? inclusiveEnd(text, stop, end) : stop)
}

function wordEnd(text: string, start: number, end: number): number {
  let at = start
  let stop = start
  while (at < end) {
    // Nearly all letters are of ASCII, and nothing else needs to be known of them.
    if (isPlain(text.charCodeAt(at))) {
      stop = ++at
      continue
    }
    const code = codeAt(text, at)
    const kind = kindOf(code)
    if (kind === letter || kind === digit || kind === mark) {
      at += code > 0xffff ? 2 : 1
      stop = at
    } else if (kind === hidden && code < 0xd800) at++
    else if (stop === at && joins(text, at, code)) at++
    else if (stop === at && code === 0x2a) {
      const after = afterStars(text, at)
      if (after === 0) break
      at = after
    } else break
  }
  return Math.min(stop, end)
}

const isPlain = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a)

/** An apostrophe, however typed, between two letters. */
const joins = (text: string, at: number, code: number): boolean =>
  (code === 0x27 || code === 0x2019 || code === 0xb4 || code === 0x60) && isLetterOrDigit(text, at + 1)

/** Letters that were hidden behind a few stars. */
function afterStars(text: string, at: number): number {
  let after = at
  while (text.charCodeAt(after) === 0x2a && after - at < 6) after++
  return isLetterOrDigit(text, after) ? after : 0
}

/** `tod@s`, `bienvenid@`: an @ that ends the word or has two letters after it at most. */
function inclusiveEnd(text: string, at: number, end: number): number {
  let stop = at + 1
  while (stop < end && stop - at < 5 && isLetterOrDigit(text, stop)) stop++
  return stop - at <= 3 && text.charAt(stop) !== '.' && text.charAt(stop) !== '@' ? stop : at
}

function numberOrWord(text: string, at: number, end: number): Token {
  const boxed = keycapEnd(text, at, end)
  if (boxed > 0) return emojiOf.token(text, at, boxed)
  const digits = digitsEnd(text, at, end)
  if (isCurrencyOrPercent(text, digits) && digits < end) return numberOf.token(text, at, digits + 1)
  if (!isLetterOrDigit(text, digits)) return numberOf.token(text, at, digits)
  const stop = wordEnd(text, digits, end)
  const written = text.slice(at, stop)
  // 10am, 24hs, 3er, 5G; what has more letters, or letters between digits, is a word: 1diota, 3x2.
  return /^[^a-z]{1,40}[a-z]{1,3}$/i.test(written) ? numberOf.token(text, at, stop) : wordOf.token(text, at, stop)
}

function digitsEnd(text: string, start: number, end: number): number {
  let at = start
  while (at < end && (kindOf(text.charCodeAt(at)) === digit || parts(text, at, end))) at++
  return at
}

/** A sign within a number: 1.299,99, 17:42, 24/7. */
const parts = (text: string, at: number, end: number): boolean =>
  ".,:/'".includes(text.charAt(at)) && at + 1 < end && kindOf(text.charCodeAt(at + 1)) === digit

const isCurrencyOrPercent = (text: string, at: number): boolean =>
  text.charAt(at) === '%' || isCurrency(text.charCodeAt(at))

function signAt(text: string, at: number, end: number, code: number): Token {
  if (code === 0x23 || code === 0x2a) {
    const boxed = keycapEnd(text, at, end)
    if (boxed > 0) return emojiOf.token(text, at, boxed)
  }
  if (code === 0x23 || code === 0xff03) return hashtagAt(text, at, end) ?? punctuation(text, at, end, code)
  if (code === 0x40 && !isLetterOrDigit(text, at - 1))
    return mentionAt(text, at, end) ?? punctuation(text, at, end, code)
  if (isCurrency(code) && kindOf(codeAt(text, at + 1)) === digit && at + 1 < end) return amountAt(text, at, end)
  const face = emoticonAt(text, at)
  return face !== undefined && at + face.length <= end
    ? emoticonToken(text, at, end, face)
    : punctuation(text, at, end, code)
}

function hashtagAt(text: string, at: number, end: number): Token | undefined {
  const stop = nameEnd(text, at + 1, end, '_')
  if (stop === at + 1) return undefined
  return hashtagOf.token(text, at, stop)
}

/** `@name`, or `@name@host` where a name is of a house. */
function mentionAt(text: string, at: number, end: number): Token | undefined {
  const name = nameEnd(text, at + 1, end, '_.-')
  if (name === at + 1) return undefined
  const host = text.charAt(name) === '@' ? nameEnd(text, name + 1, end, '.-') : 0
  const stop = host > name + 1 ? host : name
  return mentionOf.token(text, at, stop)
}

function nameEnd(text: string, start: number, end: number, also: string): number {
  let at = start
  let stop = start
  while (at < end) {
    const code = codeAt(text, at)
    const kind = kindOf(code)
    if (kind === letter || kind === digit || kind === mark || code === 0x5f) {
      at += code > 0xffff ? 2 : 1
      stop = at
    } else if (kind === sign && also.includes(text.charAt(at))) at++
    else break
  }
  return stop
}

function amountAt(text: string, at: number, end: number): Token {
  const digits = digitsEnd(text, at + 1, end)
  const unit = text.charCodeAt(digits) | 0x20
  // 30k, 2M.
  const scaled = (unit === 0x6b || unit === 0x6d) && digits < end && !isLetterOrDigit(text, digits + 1)
  return numberOf.token(text, at, scaled ? digits + 1 : digits)
}

function emoticonToken(text: string, at: number, end: number, face: string): Token {
  const last = text.charAt(at + face.length - 1)
  let stop = at + face.length
  while (stop < end && text.charAt(stop) === last) stop++
  return once(
    'emoticon',
    text.slice(at, stop),
    at,
    face.toLowerCase().replace('’', "'").replace('&lt;', '<'),
    stop > at + face.length,
  )
}

function punctuation(text: string, at: number, end: number, code: number): Token {
  if (code > 0xffff) return signOf.token(text, at, at + 2)
  let stop = at + 1
  while (stop < end && text.charCodeAt(stop) === code) stop++
  return signOf.token(text, at, stop)
}
