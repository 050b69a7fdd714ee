import type { Cue } from '../cue.ts'

/** A cue that two together give: the second says what the first is about. */
interface Pair {
  name: string
  first: readonly string[]
  second: readonly string[]
}

const praise = ['praise-strong', 'praise-word', 'emoji-applause', 'emoji-love']
const blame = ['blame-strong', 'blame-word', 'negated-praise']
const question = ['question-at-end', 'question-mark', 'question-marks']
const trouble = [
  'failure',
  'no-service',
  'nobody-answers',
  'wrong-charge',
  'money-withheld',
  'waiting',
  'danger',
  'fraud',
  'stranded',
]
const failing = ['failure', 'no-service', 'nobody-answers', 'wrong-charge', 'waiting', 'broken-promise', 'again']

const pairs: readonly Pair[] = [
  { name: 'quoted-praise', first: ['quoted-word'], second: ['praise-strong', 'praise-word'] },
  { name: 'applause-with-blame', first: ['emoji-applause'], second: blame },
  { name: 'asks-with-blame', first: question, second: blame },
  { name: 'asks-with-praise', first: question, second: praise },
  { name: 'praise-with-failure', first: praise, second: failing },
  { name: 'thanks-with-blame', first: ['thanks', 'thanks-for-deed'], second: [...failing, ...blame] },
  {
    name: 'thanks-after-question',
    first: ['thanks'],
    second: [...question, 'asks-to-know', 'asks-to-handle', 'asks-directly'],
  },
  { name: 'vulnerable-in-trouble', first: ['vulnerable'], second: trouble },
  {
    name: 'failing-now',
    first: ['today', 'urgent'],
    second: ['no-service', 'failure', 'wrong-charge', 'nobody-answers'],
  },
  { name: 'deadline-in-trouble', first: ['hours-left'], second: [...trouble, 'urgent', 'asks-to-handle'] },
  {
    name: 'wish-with-blame',
    first: ['suggests-explicitly', 'suggests-implicitly'],
    second: [...blame, 'shame', 'demand'],
  },
]

/** Cues that together say something only when others are not there. */
const lone: readonly Pair[] = [
  { name: 'question-without-mark', first: ['asks-directly', 'asks-to-know'], second: question },
]

const all = [...pairs, ...lone]
/** The pairs that need no second. */
const without = lone.reduce((bits, pair) => bits | (1 << all.indexOf(pair)), 0)

/** By cue, a bit for each pair it is the first of, and for each it is the second of. */
const partsIn = new Map<string, { first: number; second: number }>()
all.forEach((pair, at) => {
  for (const name of pair.first) partOf(name).first |= 1 << at
  for (const name of pair.second) partOf(name).second |= 1 << at
})

function partOf(name: string): { first: number; second: number } {
  const part = partsIn.get(name) ?? { first: 0, second: 0 }
  partsIn.set(name, part)
  return part
}

/** What cues mean together, where the first of the two stands. Few messages have both of any pair, which is told first. */
export function composedCues(found: readonly Cue[]): Cue[] {
  let first = 0
  let second = 0
  for (const { name } of found) {
    const part = partsIn.get(name)
    if (part === undefined) continue
    first |= part.first
    second |= part.second
  }
  const there = first & ((second & ~without) | (without & ~second))
  return there === 0
    ? []
    : compose(
        all.filter((_, at) => (there & (1 << at)) !== 0),
        found,
      )
}

function compose(there: readonly Pair[], found: readonly Cue[]): Cue[] {
  const strongest = new Map<string, Cue>()
  for (const cue of found) {
    const known = strongest.get(cue.name)
    if (!known || known.strength < cue.strength) strongest.set(cue.name, cue)
  }
  const pick = (names: readonly string[]): Cue | undefined => {
    const name = names.find((one) => strongest.has(one))
    return name === undefined ? undefined : strongest.get(name)
  }
  return there.flatMap((pair) => {
    const one = pick(pair.first)
    return one ? [{ ...one, name: pair.name, strength: Math.min(one.strength, pick(pair.second)?.strength ?? 1) }] : []
  })
}

/** The names of what is composed. */
export const composedNames: readonly string[] = all.map(({ name }) => name)
