import type { Features } from '../../src/conversations/coach/judge/features.ts'
import { biasValue, fit } from '../fit.ts'
import type { Matrix } from '../matrix.ts'
import type { Judged } from './examples.ts'

/** What a judge learned: how much each feature speaks for a remark, and what it begins with. */
export interface Learned {
  weights: ReadonlyMap<number, number>
  bias: number
}

/** How strongly weights are bound, and how often a feature must be seen. Chosen by cross-validation. */
export interface Recipe {
  bound: number
  least: number
  /** How much a draft counts that is fine, but was written beside another remark. */
  beside: number
  rounds: number
}
export const recipe: Recipe = { bound: 0.05, least: 3, beside: 0.5, rounds: 3 }

/**
 * Which sentence of a draft earns the remark nobody told: first each may, then the one that earns it most by what was learned so
 * far (Andrews, Tsochantaridis & Hofmann, NIPS 2002). Of a fine draft every sentence is fine.
 */
export function learn(drafts: readonly Judged[], beside: readonly Judged[], by: Recipe = recipe): Learned {
  const counted = [
    ...drafts.map((draft) => ({ draft, count: 1 })),
    ...beside.map((draft) => ({ draft, count: by.beside })),
  ]
  let learned: Learned | undefined
  for (let round = 0; round < by.rounds; round++) {
    const before = learned
    const rows = counted.flatMap(({ draft, count }) =>
      chosen(draft, before).map((features) => ({
        features,
        speaks: draft.speaks,
        count: draft.speaks && !before ? count / draft.sentences.length : count,
      })),
    )
    learned = learnRows(rows, by)
  }
  return learned ?? { weights: new Map(), bias: 0 }
}

function chosen({ speaks, sentences }: Judged, learned: Learned | undefined): readonly Features[] {
  if (!speaks || !learned) return sentences
  const scores = sentences.map((one) => scoreOf(learned, one))
  return sentences.slice(scores.indexOf(Math.max(...scores))).slice(0, 1)
}

interface Row {
  features: Features
  speaks: boolean
  count: number
}

function learnRows(rows: readonly Row[], { bound, least }: Recipe): Learned {
  const matrix = matrixOf(rows, least)
  const labels = {
    many: 1,
    of: Int8Array.from(rows, ({ speaks }) => Number(speaks)),
    counts: Float32Array.from(rows, ({ count }) => count),
  }
  const fitted = fit(matrix, labels, Int32Array.from(rows.keys()), { bound, cues: 1 })
  return {
    weights: new Map([...matrix.hashes].map((hash, at) => [hash, fitted[at] ?? 0])),
    bias: (fitted[matrix.width] ?? 0) * biasValue,
  }
}

function matrixOf(rows: readonly Row[], least: number): Matrix {
  const seen = new Map<number, number>()
  for (const { features } of rows) for (const hash of features.keys()) seen.set(hash, (seen.get(hash) ?? 0) + 1)
  const hashes = [...seen]
    .filter(([, times]) => times >= least)
    .map(([hash]) => hash)
    .sort((one, other) => one - other)
  const placeOf = new Map(hashes.map((hash, at) => [hash, at]))
  const [starts, columns, values]: [number[], number[], number[]] = [[0], [], []]
  for (const { features } of rows) {
    for (const [hash, value] of features) {
      const place = placeOf.get(hash)
      if (place === undefined) continue
      columns.push(place)
      values.push(value)
    }
    starts.push(columns.length)
  }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    values: Float32Array.from(values),
    width: hashes.length,
    cues: [],
    hashes: Uint32Array.from(hashes),
    loud: new Float32Array(hashes.length).fill(1),
  }
}

/** Of a draft the sentence that earns the remark most; of nothing, nothing. */
export const draftScore = (learned: Learned, { sentences }: Judged): number =>
  Math.max(Number.NEGATIVE_INFINITY, ...sentences.map((one) => scoreOf(learned, one)))

function scoreOf({ weights, bias }: Learned, features: Features): number {
  let sum = bias
  for (const [hash, value] of features) sum += (weights.get(hash) ?? 0) * value
  return sum
}
