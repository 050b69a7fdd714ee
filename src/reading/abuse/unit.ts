import type { Node } from './compile.ts'
import type { Vocabulary } from './vocabulary.ts'

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

export const make = (known: Vocabulary, form: string, from: number, to = from + 1, disguised = false): Unit =>
  unit(form, known.all.get(form)?.node, from, to, disguised)

export const unit = (
  form: string,
  node: Node | undefined,
  from: number,
  to = from + 1,
  disguised = false,
  tag = false,
): Unit => ({
  form,
  from,
  to,
  node,
  plain: false,
  tag,
  disguised,
})
