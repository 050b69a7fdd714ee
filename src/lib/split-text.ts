import { fits, type TextLimit } from './text-limit.ts'

export interface SplitOptions {
  /** Whom the text names at its beginning is named in every message: what is said in private reaches only those. */
  nameEach?: boolean
}

/**
 * A text as the messages of a thread: cut between paragraphs, sentences or words, each numbered "2/3" and short enough.
 * What fits stays whole. Where the limit is too small for numbers there are none. Shared with the browser, so that
 * what is previewed is what is sent.
 */
export function splitText(text: string, limit: TextLimit, { nameEach = false }: SplitOptions = {}): string[] {
  const whole = text.trim()
  if (fits(whole, limit)) return [whole]
  const names = nameEach ? namesFirst(whole) : ''
  const withNames = (part: string, at: number) => (at === 0 ? part : names + part)
  for (const digits of [1, 2, 3]) {
    const nines = '9'.repeat(digits)
    const parts = cut(whole, (part, at) => fits(`${withNames(part, at)} ${nines}/${nines}`, limit), 10 ** digits - 1)
    if (parts) return parts.map((part, at) => `${withNames(part, at)} ${at + 1}/${parts.length}`)
  }
  return cut(whole, (part, at) => fits(withNames(part, at), limit))?.map(withNames) ?? [whole]
}

const namesFirst = (text: string): string => /^(?:@[^\s@]+(?:@[^\s@]+)?\s+)+/u.exec(text)?.[0] ?? ''

/** Whether a piece fits as the message with this index. */
type Fit = (part: string, at: number) => boolean

/** Pieces that fit, the spaces between them dropped; undefined when not even one sign fits, or they are too many. */
function cut(text: string, fit: Fit, most = Number.POSITIVE_INFINITY): string[] | undefined {
  const parts: string[] = []
  for (let rest = text; rest !== ''; ) {
    const end = pieceEnd(rest, (part) => fit(part, parts.length))
    if (end === 0 || parts.length === most) return undefined
    parts.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return parts
}

/** Where the first piece of a text ends. */
function pieceEnd(rest: string, fit: (part: string) => boolean): number {
  const longest = longestFitting(wordEnds(rest), rest, fit)
  if (longest === 0) return longestFitting(signEnds(rest), rest, fit)
  return longest === rest.length ? longest : betterEnd(rest, longest)
}

const word = /\S+/gu

/** Ends of words. Longer texts never count less, so the search below need not look at all of them. */
function* wordEnds(text: string): Generator<number> {
  for (const found of text.matchAll(word)) yield found.index + found[0].length
}

function* signEnds(text: string): Generator<number> {
  for (const { index, segment } of new Intl.Segmenter().segment(text)) yield index + segment.length
}

/** The last of the ends up to which the text fits: doubling steps, then halving ones; 0 when none does. */
function longestFitting(ends: Generator<number>, text: string, fit: (part: string) => boolean): number {
  const seen: number[] = []
  const end = (at: number): number | undefined => {
    while (seen.length <= at) {
      const next = ends.next()
      if (next.done) return undefined
      seen.push(next.value)
    }
    return seen[at]
  }
  const fitsAt = (at: number): boolean => {
    const index = end(at)
    return index !== undefined && fit(text.slice(0, index))
  }
  let above = 1
  while (fitsAt(above - 1)) above *= 2
  let [low, high] = [Math.floor(above / 2), above]
  // Of the first `low` ends all fit; of the first `high` not all do.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (fitsAt(middle - 1)) low = middle
    else high = middle
  }
  return low === 0 ? 0 : (end(low - 1) ?? 0)
}

/** A paragraph's end, or else a sentence's, when it leaves the piece at least half as long; else the word's end. */
function betterEnd(text: string, longest: number): number {
  const piece = text.slice(0, longest)
  const ending = (pattern: RegExp): number =>
    [...piece.matchAll(pattern)].map((found) => found.index + found[0].length).at(-1) ?? 0
  const atBreak = /^\s*\n\s*\n/.test(text.slice(longest)) ? longest : 0
  const paragraph = Math.max(atBreak, ending(/[^\n](?=[^\S\n]*\n\s*\n)/gu))
  if (paragraph >= longest / 2) return paragraph
  const sentence = ending(/[.!?…][)\]"'’”»]*(?=\s|$)/gu)
  return sentence >= longest / 2 ? sentence : longest
}
