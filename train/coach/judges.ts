import { type Judges, judgedKinds, type Language, packJudges } from '../../src/conversations/coach/judge/weights.ts'
import { type Judged, judgedDrafts } from './examples.ts'
import { draftScore, type Learned, learn } from './learn.ts'

/** To be right counts twice as much as to hear all (F of 0.5): a false alarm costs trust, a miss what was missed before. */
const beta = 0.5
/** What is wrong more often than one time in four is not said. */
const leastPrecision = 0.75
const folds = 5
/** Neighbours in a file are alike. */
const stride = 7

/** A draft that was judged by who had not learned from it. */
export interface Tried {
  speaks: boolean
  byRule: boolean
  score: number
}

/** Learns all judges of the coach: the bytes of their file. */
export function learnJudges(tell: (line: string) => void = () => {}): Buffer {
  return packJudges({ es: judgesOf('es', tell), en: judgesOf('en', tell) })
}

function judgesOf(language: Language, tell: (line: string) => void): Judges {
  const drafts = new Map(judgedKinds.map((kind) => [kind, judgedDrafts(language, kind)]))
  const ofSentences = judgedKinds.map((kind) => {
    const { written, own } = drafts.get(kind) ?? { written: [], own: [] }
    const beside = fineOf([...drafts].filter(([other]) => other !== kind).flatMap(([, one]) => one.written))
    return judgeOf(`${language}, ${kind}`, written, own, beside, tell)
  })
  return tableOf(ofSentences)
}

interface Judge {
  learned: Learned
  hears: number
  doubts: number
}

/** Learns from all, and tries itself on what was written for it. */
function judgeOf(
  name: string,
  written: readonly Judged[],
  own: readonly Judged[],
  beside: readonly Judged[],
  tell: (line: string) => void,
): Judge {
  const { hears, doubts, precision, recall } = thresholds(crossValidate(written, own, beside))
  tell(`${name}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)} of ${written.length} drafts`)
  return { learned: learn([...written, ...own], beside), hears, doubts }
}

const fineOf = (drafts: readonly Judged[]) => drafts.filter(({ speaks }) => !speaks)

/**
 * What answers the same words is in the same part. Drafts at work have more sentences than those written to learn from, and each
 * may raise a false alarm: so with every draft one is read that is fine.
 */
function crossValidate(written: readonly Judged[], own: readonly Judged[], beside: readonly Judged[]): Tried[] {
  return Array.from({ length: folds }, (_, fold) => {
    const apart = ({ theirs }: Judged) => foldOf(theirs) === fold
    const learned = learn(
      [...written.filter((one) => !apart(one)), ...own],
      beside.filter((one) => !apart(one)),
    )
    const fine = beside.filter(apart)
    return written.filter(apart).map((one, at) => {
      const more = fine[(at * stride) % fine.length] ?? one
      return { ...one, score: Math.max(draftScore(learned, one), draftScore(learned, more)) }
    })
  }).flat()
}

function foldOf(text: string): number {
  let sum = 7
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) >>> 0
  return sum % folds
}

/** From which scores on to speak, so that it is worth most. */
export function thresholds(tried: readonly Tried[]) {
  const scores = [...new Set(tried.map(({ score }) => score))]
  const ofRules = [...new Set(tried.filter(({ byRule }) => byRule).map(({ score }) => score))]
  let best = { hears: Number.MAX_VALUE, doubts: Number.MAX_VALUE, precision: 0, recall: 0 }
  let bestWorth = 0
  for (const hears of [...scores, Number.MAX_VALUE])
    for (const doubts of [...ofRules, hears]) {
      if (doubts > hears) continue
      const said = tried.filter(({ score, byRule }) => score >= (byRule ? doubts : hears))
      const right = said.filter(({ speaks }) => speaks).length
      const precision = right / Math.max(1, said.length)
      const recall = right / tried.filter(({ speaks }) => speaks).length
      const worth = ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall)
      if (precision < leastPrecision || worth <= bestWorth) continue
      bestWorth = worth
      best = { hears, doubts, precision, recall }
    }
  return best
}

const most = 32_767

function tableOf(made: readonly Judge[]): Judges {
  const steps = made.map(({ learned }) =>
    Math.fround(Math.max(1e-9, ...[...learned.weights.values()].map(Math.abs)) / most),
  )
  const hashes = [...new Set(made.flatMap(({ learned }) => [...learned.weights.keys()]))].sort(
    (one, other) => one - other,
  )
  const weights = hashes.flatMap((hash) =>
    made.map(({ learned }, at) => Math.round((learned.weights.get(hash) ?? 0) / (steps[at] ?? 1))),
  )
  return {
    hears: made.map(({ hears }) => hears),
    doubts: made.map(({ doubts }) => doubts),
    biases: made.map(({ learned }) => learned.bias),
    steps,
    hashes: Uint32Array.from(hashes),
    weights: Int16Array.from(weights),
  }
}
