import { analyse } from '../src/reading/model/analyse.ts'
import { judgedIntents } from '../src/reading/model/outputs.ts'
import { acts, type Row } from '../train/corpus.ts'
import { fit, score } from '../train/fit.ts'
import { labelsOf } from '../train/labels.ts'
import { recipes } from '../train/learn.ts'
import { matrixOf } from '../train/matrix.ts'
import { lots } from '../train/random.ts'
import { drawn, f1 } from './measures.ts'
import type { Line } from './table.ts'

const folds = 5
const suggestion = judgedIntents.indexOf('suggestion')

/**
 * tweet-act: suggestions against all other acts. Each fifth is read by a model of the other four and of nothing else: what the
 * set calls a suggestion is any advice to anybody, which ours are not. What is nearly the same was left out before; the
 * threshold is that of the others.
 */
export function evaluateSuggestions(): Line {
  const rows = acts()
  const matrix = matrixOf(rows.map(({ text }) => analyse(text, 'en')))
  const labels = labelsOf('intent', rows, () => 1)
  labels.of.forEach((_, at) => {
    if (at % labels.many !== suggestion) labels.of[at] = -1
  })
  const lot = lots(11)
  const part = rows.map(() => Math.floor(lot() * folds))
  const scores = new Float64Array(rows.length)
  for (let fold = 0; fold < folds; fold++) {
    const others = Int32Array.from([...rows.keys()].filter((row) => part[row] !== fold))
    const weights = fit(matrix, labels, others, recipes.intent)
    rows.forEach((_, row) => {
      if (part[row] === fold) scores[row] = score(matrix, weights, suggestion, row)
    })
  }
  const cases = rows.map((row, at) => caseOf(row, at, scores, part))
  const cuts = Array.from({ length: folds }, (_, own) => bestCut(cases.filter(({ fold }) => fold !== own)))
  const said = cases.map((one) => ({ ...one, said: one.score > (cuts[one.fold] ?? 0) }))
  return {
    on: 'suggestions, tweet-act SUG against the rest',
    measure: 'F1, five-fold',
    found: drawn(said, f1Of),
    must: 0.6,
    aim: 0.8,
    published: 'SemEval 2019 task 9 (other texts): .79',
  }
}

const caseOf = ({ intent }: Row, at: number, scores: Float64Array, part: readonly number[]) => ({
  score: scores[at] ?? 0,
  truth: intent?.[suggestion] === 1,
  fold: part[at] ?? 0,
})

/** The score from which saying yes gives the best F1. */
function bestCut(cases: readonly { score: number; truth: boolean }[]): number {
  const tried = Array.from({ length: 50 }, (_, at) => -4 + at / 10)
  const found = tried.map((cut) => f1Of(cases.map((one) => ({ truth: one.truth, said: one.score > cut }))))
  return tried[found.indexOf(Math.max(...found))] ?? 0
}

function f1Of(cases: readonly { truth: boolean; said: boolean }[]): number {
  const count = (truth: boolean, said: boolean) =>
    cases.filter((one) => one.truth === truth && one.said === said).length
  return f1(count(true, true), count(false, true), count(true, false))
}
