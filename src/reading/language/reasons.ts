import type { Reason, Said } from '../reading.ts'
import { wordSumsOf } from './evidence.ts'
import { identify, judged } from './identify.ts'
import { priorOf } from './prior.ts'
import type { Table, Tables } from './table.ts'
import { tables } from './tables.ts'
import { Words } from './words.ts'

/** More would not be read. */
const mostReasons = 5

/**
 * Why a message is taken to be in its language rather than in the next likeliest: the words that weighed most, the
 * heaviest first, and what is usual at its window when that weighed more than they. Nothing for `und`, nor where the
 * script alone says it.
 */
export function languageReasons(said: Said, known: Tables = tables()): Reason[] {
  const language = identify([said], known)[0]?.value ?? 'und'
  const seen = judged(said, known)
  const at = seen?.languages.indexOf(language) ?? -1
  if (language === 'und' || seen?.table === undefined || at < 0) return []
  const next = runnerUp(seen.scores, at)
  const prior = priorOf(said, seen.letters, known)
  const weight = prior(language) - prior(seen.languages[next] ?? '')
  const usual: Reason[] =
    weight > leastWeight ? [{ of: `language:${language}`, words: '', rule: 'reading.cue.usual-language', weight }] : []
  return [...usual, ...wordReasons(said, seen.table, { at, next, language, known })]
    .sort((one, other) => other.weight - one.weight)
    .slice(0, mostReasons)
}

const leastWeight = 0.1
const words = new Words()

interface Between {
  language: string
  at: number
  next: number
  known: Tables
}

/** What each word says for the language against the next likeliest: the same word twice is one reason. */
function wordReasons(said: Said, table: Table, { language, at, next, known }: Between): Reason[] {
  words.fill(said.text)
  const sums = wordSumsOf(table)
  const found = new Map<string, number>()
  const each = new Int32Array(64)
  let features = 0
  for (let word = 0; word < words.count; word++) {
    if (table.script !== words.script[word]) continue
    features += sums.add(words, word, each.fill(0))
    const written = writtenIn(said.text, words, word)
    found.set(written, (found.get(written) ?? 0) + (each[at] ?? 0) - (each[next] ?? 0))
  }
  const worth = known.sharpness * table.scale * features ** -known.crowding
  return [...found]
    .map(([written, sum]) => ({ of: `language:${language}`, words: written, weight: sum * worth }))
    .filter(({ weight }) => weight > leastWeight)
}

/** A word as it stands in the message, unless judging it changed where things stand. */
function writtenIn(text: string, { text: lower, from, to }: Words, word: number): string {
  const [start, end] = [from[word] ?? 0, to[word] ?? 0]
  const written = text.slice(start, end)
  return written.toLowerCase() === lower.slice(start, end) ? written : lower.slice(start, end)
}

function runnerUp(scores: Float64Array, best: number): number {
  let next = best === 0 ? 1 : 0
  for (let one = 0; one < scores.length; one++) if (one !== best && (scores[one] ?? 0) > (scores[next] ?? 0)) next = one
  return next
}
