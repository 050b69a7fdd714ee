import { type Change, changes } from './text-changes.ts'

export interface Merged {
  text: string
  /** How many places both had changed, each in another way: both stand there, theirs between marks. */
  conflicts: number
}

/** What stands between these is another version of the words before it. Nobody types them. */
export const marks = { open: '⟪', close: '⟫' } as const
const marked = /[⟪⟫]/u

/** Somebody has still to choose between two versions. */
export const isUndecided = (text: string): boolean => marked.test(text)

/**
 * Brings together what two people made of one text, by words. No word that either of them wrote is lost: where both
 * changed the same place, both versions stand there; where one deleted what the other changed, the change stands.
 */
export function mergeText(base: string, mine: string, theirs: string): Merged {
  if (mine === theirs || theirs === base) return { text: mine, conflicts: 0 }
  if (mine === base) return { text: theirs, conflicts: 0 }
  const words = wordsOf(base)
  const others = changes(words, wordsOf(theirs))
  const ours = notYetIn(changes(words, wordsOf(mine)), others)
  const out: (readonly string[])[] = []
  let at = 0
  let conflicts = 0
  for (const { start, end, mine: my, theirs: their } of places(ours, others)) {
    out.push(words.slice(at, start))
    const [a, b] = [applied(words, my, start, end), applied(words, their, start, end)]
    const chosen = choose(words.slice(start, end), a, b, my, their)
    conflicts += chosen === undefined ? 1 : 0
    out.push(chosen ?? both(a, b))
    at = end
  }
  out.push(words.slice(at))
  return { text: written(out.flat()), conflicts }
}

/** Words, single signs and single spaces: joined, they are the text again. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+|[\s\S]/gu) ?? []

const isWord = (token: string | undefined): boolean => token !== undefined && /^[\p{L}\p{M}\p{N}]/u.test(token)

/** Two words that came to stand side by side stay two. */
const written = (words: readonly string[]): string =>
  words.map((word, at) => (isWord(word) && isWord(words[at - 1]) ? ` ${word}` : word)).join('')

/** Without what was added there already: a change that is told twice is brought in once. */
const notYetIn = (made: readonly Change[], there: readonly Change[]): Change[] =>
  made.filter(
    ({ start, end, words }) =>
      start !== end || !there.some((one) => one.start <= start && start <= one.end && holds(one.words, words)),
  )

interface Place {
  start: number
  end: number
  mine: Change[]
  theirs: Change[]
}

/** Changes of the two that overlap, or begin at the same point, are one place. */
function places(mine: readonly Change[], theirs: readonly Change[]): Place[] {
  const all = [
    ...mine.map((change) => ({ change, isMine: true })),
    ...theirs.map((change) => ({ change, isMine: false })),
  ].sort((a, b) => a.change.start - b.change.start || a.change.end - b.change.end)
  const out: Place[] = []
  for (const { change, isMine } of all) {
    let place = out.at(-1)
    const meets = place && (change.start < place.end || (change.start === place.start && change.end >= place.end))
    if (!place || !meets) {
      place = { start: change.start, end: change.end, mine: [], theirs: [] }
      out.push(place)
    }
    place.end = Math.max(place.end, change.end)
    place[isMine ? 'mine' : 'theirs'].push(change)
  }
  return out
}

/** A piece of the base as one of them has it. */
function applied(base: readonly string[], made: readonly Change[], start: number, end: number): string[] {
  const out: (readonly string[])[] = []
  let at = start
  for (const change of made) {
    out.push(base.slice(at, change.start), change.words)
    at = change.end
  }
  return [...out, base.slice(at, end)].flat()
}

/** Which version says all that both say; undefined where neither does. */
function choose(base: string[], a: string[], b: string[], my: Change[], their: Change[]): string[] | undefined {
  if (their.length === 0) return a
  if (my.length === 0) return b
  if (holds(a, b) && !holds(base, a)) return a
  if (holds(b, a)) return b
  if (holds(base, a)) return b
  if (holds(base, b)) return a
  // Both only added something here: one after the other, the one that was kept first.
  return base.length === 0 ? joined(b, a) : undefined
}

/** Whether all words of the one stand in the other, in order. */
function holds(whole: readonly string[], part: readonly string[]): boolean {
  let at = 0
  for (const word of whole) if (word === part[at]) at += 1
  return at === part.length
}

const joined = (first: string[], then: string[]): string[] => {
  const needsSpace = /\S$/u.test(first.at(-1) ?? '') && isWord(then[0])
  return [...first, ...(needsSpace ? [' '] : []), ...then]
}

const both = (mine: string[], theirs: string[]): string[] => {
  const ends = mine.length > 0 && /\S$/u.test(mine.at(-1) ?? '')
  return [...mine, ...(ends ? [' '] : []), marks.open, ...theirs.map(unmarked), marks.close]
}

/** A version inside a version would be no clearer. */
const unmarked = (word: string): string => (marked.test(word) ? '' : word)

/** Whether all words of a part stand in a whole, in order. */
export const saysAll = (whole: string, part: string): boolean =>
  holds(
    wordsOf(whole),
    wordsOf(part).filter((word) => /\S/u.test(word)),
  )

/**
 * What a writer's text was made of: the draft as they had it before, or what they told since without learning whether it
 * was kept (`tried`), where that stands there now. Else their own words would meet them as a colleague's.
 */
export function madeOf(there: string, base: string, tried: readonly string[]): string {
  const isBlank = there.trim() === ''
  if (tried.some((one) => one === there || (isBlank && one.trim() === ''))) return there
  if (there === base) return base
  const isIn = (one: string) => one.trim() !== '' && saysAll(there, one) && !saysAll(base, one)
  return tried.findLast(isIn) ?? base
}
