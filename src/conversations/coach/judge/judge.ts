import { readFileSync } from 'node:fs'
import { byRule } from '../checks/by-rule.ts'
import type { Place, Remark } from '../remark.ts'
import { remark, type Talk } from '../talk.ts'
import { classShare, type Features, featuresOf, ruled } from './features.ts'
import { type JudgedKind, type Judges, judgedKinds, type Language, parseJudges } from './weights.ts'

/**
 * A remark that has few words of its own: made where the rules of words find it and what was learned does not take it for a
 * false alarm, and where what was learned hears it by itself; but not in a sentence where a rule names another of them.
 */
export function judged(talk: Talk, kind: JudgedKind): Remark[] {
  const all = heardIn.get(talk) ?? judgedKinds.flatMap((one) => heard(talk, one))
  heardIn.set(talk, all)
  return all.filter((one) => one.kind === kind && !all.some((other) => isPlainer(other, one))).map(asRemark(talk))
}

/** Each draft is judged at once for all four. */
const heardIn = new WeakMap<Talk, readonly Hearing[]>()

interface Hearing {
  kind: JudgedKind
  place: Place
  byRule: boolean
}

const isPlainer = (other: Hearing, one: Hearing): boolean =>
  other.byRule && !one.byRule && isWithin(other.place, one.place)

const asRemark =
  (talk: Talk) =>
  ({ kind, place }: Hearing): Remark =>
    remark(talk, kind, place)

function heard(talk: Talk, kind: JudgedKind): Hearing[] {
  const place = byRule[kind](talk)
  const judge = judgeOf(talk.language)
  const column = judgedKinds.indexOf(kind)
  const worst = worstOf(talk, judge, column, place)
  const from = (place ? judge.doubts : judge.hears)[column] ?? 0
  if (!worst || worst.score < Math.min(from, judge.hears[column] ?? 0)) return []
  return [{ kind, place: place ?? worst.place, byRule: place !== undefined }]
}

function worstOf(talk: Talk, judge: Judge, column: number, place: Place | undefined) {
  const features = seen.get(talk) ?? featuresOf(talk)
  seen.set(talk, features)
  let worst: { score: number; place: Place } | undefined
  for (const [at, sentence] of talk.draft.sentences.slice(0, features.length).entries()) {
    let score = scoreOf(judge, column, features[at] ?? new Map())
    if (place && isWithin(place, sentence)) score += classShare * weightOf(judge, column, ruled)
    if (!worst || score > worst.score) worst = { score, place: sentence }
  }
  return worst
}

/** Each sentence of a draft is looked at once for all judges. */
const seen = new WeakMap<Talk, readonly Features[]>()

export const isWithin = (place: Place, sentence: Place): boolean => place.from < sentence.to && place.to > sentence.from

interface Judge extends Judges {
  placeOf: ReadonlyMap<number, number>
}

function scoreOf(judge: Judge, column: number, features: Features): number {
  let sum = judge.biases[column] ?? 0
  for (const [hash, value] of features) sum += value * weightOf(judge, column, hash)
  return sum
}

function weightOf({ placeOf, weights, steps }: Judge, column: number, hash: number): number {
  const at = placeOf.get(hash)
  return at === undefined ? 0 : (weights[at * judgedKinds.length + column] ?? 0) * (steps[column] ?? 0)
}

let judges: Record<Language, Judge> | undefined

function judgeOf(language: Language): Judge {
  judges ??= ready(parseJudges(readFileSync(file)))
  return judges[language]
}

/** Beside this file, wherever it was compiled to. */
const file = new URL(
  import.meta.url.endsWith('.ts') ? './judges.bin' : '../src/conversations/coach/judge/judges.bin',
  import.meta.url,
)

function ready({ es, en }: Record<Language, Judges>): Record<Language, Judge> {
  const indexed = (one: Judges): Judge => ({ ...one, placeOf: new Map([...one.hashes].map((hash, at) => [hash, at])) })
  return { es: indexed(es), en: indexed(en) }
}
