import { foldWord } from '../text/fold-word.ts'
import type { Token } from '../text/token.ts'
import type { Called, Vocabulary } from './vocabulary.ts'

/** A token that rules can speak of, with the signs around it. */
export interface Unit {
  /** Its place among the tokens. */
  token: number
  /** What the rules may call it. */
  called: Called
  /** A sentence begins here. */
  starts: boolean
  /** A comma, a colon or a bracket follows: a negation ends there that would otherwise go on. */
  pauses: boolean
  /** Its sentence asks or exclaims. */
  asks: boolean
  exclaims: boolean
  /** It stands between quotes with few others. */
  quoted: boolean
  loud: boolean
}

const stops = '.!?…;'
const quotes = '"“”«»'
/** More words than these between two quotes are somebody's words, not a wink. */
const mostQuoted = 4

/** The units of a message. Signs are no units: they say where sentences end and what kind they are. */
export function unitsOf(tokens: readonly Token[], vocabulary: Vocabulary): Unit[] {
  const units: Unit[] = []
  const { noted } = vocabulary
  let starts = true
  let quote = -1
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token) continue
    if (token.kind !== 'punctuation') {
      const called = noted.get(token.form) ?? noted.set(token.form, calledOf(token, vocabulary))
      units.push(unitOf(token, at, called, starts))
      starts = false
    } else if (stops.includes(token.folded)) {
      if (token.folded !== '.' || !withinName(tokens, at)) {
        endSentence(units, token.folded)
        starts = true
      }
    } else if (token.folded === '¿' || token.folded === '¡') starts = true
    else if (quotes.includes(token.folded)) quote = closeQuote(units, quote)
    else pause(units, token.folded)
  }
  return units
}

function unitOf(token: Token, at: number, called: Called, starts: boolean): Unit {
  const loud = token.shouted || (token.stretched && token.kind === 'word')
  return {
    token: at,
    called,
    starts,
    pauses: false,
    asks: false,
    exclaims: false,
    quoted: false,
    loud,
  }
}

function calledOf(token: Token, vocabulary: Vocabulary): Called {
  switch (token.kind) {
    case 'link':
      return vocabulary.called(token.folded.includes('@') ? '<mailbox>' : '<link>')
    case 'mention':
      return vocabulary.called('<mention>')
    case 'number':
      return vocabulary.called(numberClass(token.folded))
    case 'hashtag':
      return vocabulary.called(token.folded.slice(1))
    case 'emoticon':
      return vocabulary.called(token.folded.replaceAll('(', '‹').replaceAll(')', '›'))
    case 'word':
      return token.stretched ? stretchedCalled(token, vocabulary) : vocabulary.called(token.folded)
    default:
      return vocabulary.called(token.folded)
  }
}

/** What a number counts, where it says so itself; else just a number. */
function numberClass(folded: string): string {
  if (/^\d{1,2}(:\d\d)?(h|hs|hrs?|a\.?m|p\.?m)?$/.test(folded) && /[:apm]/.test(folded)) return '<clock>'
  if (/^\d+(h|hs|hrs?|min|mins)$/.test(folded)) return '<hours>'
  if (/[$€£¥₡₲]/.test(folded)) return '<money>'
  if (folded.endsWith('%')) return '<percent>'
  if (/^\d+(st|nd|rd|th|ra|er|da|do|ta|to|va|vo|°|ª|º)$/.test(folded)) return '<nth>'
  return '<num>'
}

/** *Goood* is *good*; *buenooo*, which is not *buenoo*, is *bueno*. */
function stretchedCalled(token: Token, vocabulary: Vocabulary): Called {
  const called = vocabulary.called(token.folded)
  if (called.symbols.length > 0) return called
  return vocabulary.called(foldWord(token.written.replace(/(\p{L})\1{2,}/giu, '$1')).folded)
}

/** A dot between two single letters or right before one, as in *p. ej.*, ends nothing. */
const withinName = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]
  return (
    before?.kind === 'word' &&
    before.written.length === 1 &&
    /[b-df-nq-tv-xz]/.test(before.folded) &&
    tokens[at + 1] !== undefined
  )
}

function endSentence(units: Unit[], sign: string): void {
  for (let at = units.length - 1; at >= 0; at--) {
    const unit = units[at]
    if (!unit || unit.asks || unit.exclaims) return
    if (sign === '?') unit.asks = true
    if (sign === '!') unit.exclaims = true
    if (unit.starts) return
  }
}

function pause(units: readonly Unit[], sign: string): void {
  const last = units.at(-1)
  if (last && ',:()–—'.includes(sign)) last.pauses = true
}

function closeQuote(units: readonly Unit[], opened: number): number {
  if (opened < 0) return units.length
  if (units.length - opened <= mostQuoted) for (let at = opened; at < units.length; at++) markQuoted(units[at])
  return -1
}

function markQuoted(unit: Unit | undefined): void {
  if (unit) unit.quoted = true
}
