import type { Words } from '../../lib/words.ts'

/** A mistake or a warning about a query as it was written: where, what, and how to mend it. */
export interface Remark {
  /** In UTF-16 units of the text; the last not included. */
  from: number
  to: number
  words: Words
  /** Ways out, the likeliest first. Each can be applied by itself, with `mend`. */
  mends: readonly Mend[]
}

/** A piece of the text, and what to put in its place. */
export interface Mend {
  from: number
  to: number
  put: string
}

/** The text with a mend applied. */
export const mend = (text: string, { from, to, put }: Mend): string => text.slice(0, from) + put + text.slice(to)

/** Takes a piece out, with the space behind it. */
export function withdrawal(text: string, from: number, to: number): Mend {
  let end = to
  while (end < text.length && /\s/.test(text.charAt(end))) end += 1
  return { from, to: end, put: '' }
}
