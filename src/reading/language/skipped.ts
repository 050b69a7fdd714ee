import { scriptOf } from './script.ts'

/** Where what begins here and is no language ends: a link, a mention, an entity. The same place when there is none. */
export function skipped(lower: string, at: number, end: number): number {
  const unit = lower.charCodeAt(at)
  if (unit === h && /^https?(?:$|[^a-z])/.test(lower.slice(at, at + 6))) return pastBlanks(lower, at, end)
  if (unit === w && lower.startsWith('www.', at)) return pastBlanks(lower, at, end)
  if (unit === atSign) return pastHandle(lower, at + 1, end)
  if (unit === ampersand) return pastEntity(lower, at)
  return at
}

/** Where an address or a domain ends, whose first letters have been read up to `at`; the same place when it is a word. */
export function pastAddress(lower: string, at: number, end: number): number {
  const unit = lower.charCodeAt(at)
  if (unit === atSign && isNameUnit(lower.charCodeAt(at + 1))) return pastBlanks(lower, at, end)
  if (unit === dot && isDomainEnd(lower, at + 1)) return pastBlanks(lower, at, end)
  return at
}

const [h, w, atSign, ampersand, dot] = [0x68, 0x77, 0x40, 0x26, 0x2e]

/** Endings after which a dot inside a word is a domain's, not a sentence's without its space. */
const domainEnds = new Set(
  'com net org info biz edu gov io co ly me tv app dev es mx ar cl pe uk us ca br pt fr it de eu cat gl nl tk gd be'.split(
    ' ',
  ),
)

function isDomainEnd(lower: string, from: number): boolean {
  let to = from
  while (to - from < 6 && scriptOf(lower.charCodeAt(to)) > 0) to++
  const next = lower.charCodeAt(to)
  // “hola.es una pena”: a short ending counts only when the address goes on, or the text ends there or is blank.
  if (!domainEnds.has(lower.slice(from, to))) return false
  return to - from > 2 || next === 0x2f || next === dot
}

function pastBlanks(lower: string, from: number, end: number): number {
  let at = from
  while (at < end && !isBlank(lower.charCodeAt(at))) at++
  return at
}

function pastHandle(lower: string, from: number, end: number): number {
  let at = from
  while (at < end && isNameUnit(lower.charCodeAt(at))) at++
  return at
}

function pastEntity(lower: string, at: number): number {
  const found = /^&(?:amp|lt|gt|quot|nbsp|#\d{1,5});/.exec(lower.slice(at, at + 8))
  return found ? at + found[0].length : at
}

const isBlank = (unit: number): boolean => unit <= 0x20 || unit === 0xa0 || unit === 0x2028 || unit === 0x3000
const isNameUnit = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f || unit === dot || unit === atSign
