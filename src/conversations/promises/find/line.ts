import type { Sentence, Text } from '../../coach/text.ts'
import type { When } from './reckon.ts'

/** A sentence as rules read it: its folded words with one space between; "llamó" is not "llamo". */
export interface Line {
  words: string
  /** Where the sentence stands in the text. */
  from: number
  to: number
}

/** So much of a sentence is read: who goes on longer promises nothing there. */
const longest = 1_000

export function lineOf({ words }: Text, { first, last, from, to }: Sentence): Line {
  const folded = words
    .slice(first, last)
    .map(({ form, written }) => (/[óÓ]$/.test(written) ? `${form.slice(0, -1)}ó` : form))
  return { words: folded.join(' ').slice(0, longest), from, to }
}

/** A moment that a sentence names, and where. */
export interface Named {
  when: When
  from: number
  to: number
}

/** One way to name a moment; undefined where it names none after all. */
export type Naming = readonly [RegExp, (found: RegExpExecArray) => When | undefined]

/** All moments a sentence names, in its order; of two over the same words the one named first in the list. */
export function namedIn(line: string, namings: readonly Naming[]): Named[] {
  const found: Named[] = []
  for (const [pattern, read] of namings)
    for (const match of line.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (found.some((one) => one.from < to && from < one.to)) continue
      const when = read(match)
      if (when) found.push({ when, from, to })
    }
  return found.toSorted((a, b) => a.from - b.from)
}

/** How a language says who does what, and when. */
export interface Promising {
  /** The first person, with what it does: a promise with or without a date. Global patterns. */
  strong: readonly RegExp[]
  /** What may be meant otherwise: only together with a moment, named or left open. */
  weak: readonly RegExp[]
  /** What happens by itself, or is done by one of us: only together with a named moment. */
  dated: readonly RegExp[]
  /** From here on it hangs on something. */
  condition: RegExp
  /** Right before a condition: something else begins with it, or it is what is asked. */
  anew: RegExp
  asking: RegExp
  /** From here on no date is named: it waits for something. */
  open: RegExp
  /** No moment of ours: it is over, or somebody else's. */
  never: RegExp
  /** Others than us, before what they do. */
  others: RegExp
  /** Right before what is done: it is not. */
  denied: RegExp
  namings: readonly Naming[]
  noon: number
}
