import type { Cue } from '../cue.ts'
import type { Token } from '../text/token.ts'

/** A cue that two together give: the second says what the first is about. */
interface Pair {
  name: string
  first: readonly string[]
  second: readonly string[]
}

const praise = ['praise-word', 'praise-strong', 'emoji-applause', 'emoji-love']
const blame = ['blame-word', 'blame-strong', 'negated-praise']

const pairs: readonly Pair[] = [
  { name: 'quoted-praise', first: ['quoted-word'], second: ['praise-word', 'praise-strong'] },
  { name: 'applause-with-blame', first: ['emoji-applause'], second: blame },
  { name: 'asks-with-blame', first: ['question-mark', 'question-at-end', 'question-marks'], second: blame },
  { name: 'asks-with-praise', first: ['question-mark', 'question-at-end', 'question-marks'], second: praise },
]

/** What cues mean together: each found one is named where the first of its cues stands. */
export function composedCues(found: readonly Cue[], _tokens: readonly Token[]): Cue[] {
  const strongest = new Map<string, Cue>()
  for (const cue of found) {
    const known = strongest.get(cue.name)
    if (!known || known.strength < cue.strength) strongest.set(cue.name, cue)
  }
  const pick = (names: readonly string[]): Cue | undefined => {
    for (const name of names) {
      const cue = strongest.get(name)
      if (cue) return cue
    }
    return undefined
  }
  return pairs.flatMap(({ name, first, second }) => {
    const one = pick(first)
    const other = one && pick(second)
    return other ? [{ ...one, name, strength: Math.min(one.strength, other.strength) }] : []
  })
}
