import { type Check, remark, type Talk } from '../talk.ts'
import { textOf, type Word } from '../text.ts'

const runLength = 4
/** So much of a draft that they have read before makes it a copy. */
const mostRepeated = 0.5
const fewestWords = 6

/** Not the same words again for the same person: runs of four words that an earlier answer had. */
export const repeats: Check = (talk) => {
  const words = unnamed(talk, talk.draft.words)
  if (words.length < fewestWords) return []
  for (const earlier of talk.situation.earlier) {
    const runs = new Set(runsOf(unnamed(talk, textOf(earlier).words)).map((run) => run.key))
    const again = runsOf(words).filter((run) => runs.has(run.key))
    const covered = new Set(again.flatMap(({ at }) => Array.from({ length: runLength }, (_, step) => at + step)))
    if (covered.size < words.length * mostRepeated) continue
    const [first] = again
    const last = longestFrom(again)
    const from = words[first?.at ?? 0]?.from
    const to = words[last]?.to
    if (from !== undefined && to !== undefined) return [remark(talk, 'repeats', { from, to })]
  }
  return []
}

const unnamed = ({ situation }: Talk, words: readonly Word[]): Word[] => {
  const name = (situation.name ?? '').toLowerCase()
  return words.filter((word) => !word.form.startsWith('@') && !name.includes(word.written.toLowerCase()))
}

function runsOf(words: readonly Word[]): { at: number; key: string }[] {
  return words.slice(0, Math.max(0, words.length - runLength + 1)).map((_, at) => ({
    at,
    key: words
      .slice(at, at + runLength)
      .map((word) => word.form)
      .join(' '),
  }))
}

/** The last word of the first stretch that goes on without a gap. */
function longestFrom(again: readonly { at: number }[]): number {
  let end = again[0]?.at ?? 0
  for (const { at } of again) if (at <= end + 1) end = at
  return end + runLength - 1
}
