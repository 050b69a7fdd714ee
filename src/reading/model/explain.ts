import type { Reason } from '../reading.ts'
import type { Analysed } from './analyse.ts'
import type { Layer } from './layer.ts'
import { traitsOf } from './lesson.ts'
import { pull } from './mix.ts'
import { outputCount, outputNames } from './outputs.ts'
import { isBreak, mostPieces, outside, pairShare, wordShare } from './pieces.ts'
import type { Scorer } from './score.ts'
import type { Weights } from './weights.ts'

/** What weighs less than this, in log-odds, is no reason. */
const least = 0.05
/** Nobody reads more of one output. */
const mostOfAnOutput = 6

/** Why a message has its scores: its words (with their letters and half of each pair they stand in) and its cues, the heaviest first. */
export function reasonsOf(
  text: string,
  analysed: Analysed,
  scorer: Scorer,
  { mix: mixing, calibration: by }: Weights,
  layer?: Layer,
): Reason[] {
  const found = [...ofWords(text, analysed, scorer), ...ofCues(text, analysed, scorer)]
  const taught = layer && taughtOf(text, analysed, layer)
  const scores = new Float32Array(outputCount)
  scorer.score(analysed.tokens, analysed.cues, scores)
  return outputNames.flatMap((of, k) => {
    const pulls = outputNames.map((_, j) => pull(mixing, scores, k, j) * (by.slopes[k] ?? 1))
    const shipped = found.map(({ scores: own, words, rule }) => ({
      of,
      words,
      ...(rule === undefined ? {} : { rule }),
      weight: round(pulls.reduce((sum, much, j) => sum + much * (own[j] ?? 0), 0)),
    }))
    const own = taught ? [{ of, ...taught(k) }] : []
    return [...shipped, ...own]
      .filter(({ weight }) => Math.abs(weight) >= least)
      .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
      .slice(0, mostOfAnOutput)
  })
}

interface Part {
  scores: Float32Array
  words: string
  rule?: string
}

/** The same word twice is one reason. */
function ofWords(text: string, { tokens }: Analysed, scorer: Scorer): Part[] {
  const read = tokens.slice(0, mostPieces)
  const each = wordShare(read.length)
  const parts = new Map<string, Part>()
  const partOf = (at: number): Part | undefined => {
    const token = read[at]
    if (token === undefined) return undefined
    const words = text.slice(token.at, token.at + token.written.length)
    const part = parts.get(token.folded) ?? { scores: new Float32Array(outputCount), words }
    parts.set(token.folded, part)
    return part
  }
  const pair = new Float32Array(outputCount)
  let before = outside
  let begins = true
  for (let at = 0; at <= read.length; at++) {
    const token = read[at]
    const part = partOf(at)
    const number = token && part ? scorer.addWord(token, each, part.scores) : outside
    pair.fill(0)
    scorer.addPair(before, number, each * pairShare(), pair)
    if (begins && token && before !== outside) scorer.addPair(outside, number, each * pairShare(), pair)
    begins = token !== undefined && isBreak(token)
    const sharers = [partOf(at - 1), part].filter((one) => one !== undefined)
    for (const one of sharers)
      for (let k = 0; k < outputCount; k++) one.scores[k] = (one.scores[k] ?? 0) + (pair[k] ?? 0) / sharers.length
    before = number
  }
  return [...parts.values()]
}

/** A cue found several times is one reason, with the words of its strongest place. */
function ofCues(text: string, { tokens, cues }: Analysed, scorer: Scorer): Part[] {
  return Object.entries(Object.groupBy(cues, ({ name }) => name)).flatMap(([name, places = []]): Part[] => {
    const strongest = places.toSorted((one, other) => other.strength - one.strength)[0]
    const first = tokens[strongest?.from ?? 0]
    const last = tokens[(strongest?.to ?? 1) - 1]
    if (first === undefined || last === undefined) return []
    const scores = new Float32Array(outputCount)
    scorer.addCue(
      name,
      places.reduce((sum, { strength }) => sum + strength, 0),
      scores,
    )
    const words = text.slice(first.at, Math.min(last.at + last.written.length, first.at + longest))
    return [{ scores, words, rule: `reading.cue.${name}` }]
  })
}

/** What was taught of this message, all together one reason, with the word it was taught by most. */
function taughtOf(text: string, analysed: Analysed, { added }: Layer) {
  const known = new Map(added)
  const traits = traitsOf(analysed)
  return (k: number) => {
    const says = traits.map(({ hash, value }) => value * (known.get(hash)?.[k] ?? 0))
    const most = says.reduce((best, one, at) => (Math.abs(one) > Math.abs(says[best] ?? 0) ? at : best), 0)
    const token = analysed.tokens[traits[most]?.at ?? 0]
    const words = token ? text.slice(token.at, token.at + token.written.length) : ''
    return { words, rule: 'reading.cue.taught', weight: round(says.reduce((sum, one) => sum + one, 0)) }
  }
}

/** A rule about a whole message need not repeat it. */
const longest = 120

const round = (number: number): number => Math.round(number * 100) / 100
