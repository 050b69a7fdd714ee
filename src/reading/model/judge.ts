import { abuses, type Intent, type Judgement, type Reading, sentiments, urgencies } from '../reading.ts'
import { judgedIntents, type Task, tasks } from './outputs.ts'
import type { Calibration } from './weights.ts'

export type Mood = Reading['sentiment']

/** Probabilities of the labels of a task of which one holds. */
export function probabilities(task: Task, scores: Float32Array, { slopes, shifts }: Calibration): number[] {
  const { from, labels } = tasks[task]
  const odds = new Array<number>(labels.length).fill(0)
  let most = Number.NEGATIVE_INFINITY
  for (let k = 0; k < odds.length; k++) {
    const raised = (slopes[from + k] ?? 1) * (scores[from + k] ?? 0) + (shifts[from + k] ?? 0)
    odds[k] = raised
    if (!(raised < most)) most = raised
  }
  let sum = 0
  for (let k = 0; k < odds.length; k++) {
    odds[k] = Math.exp((odds[k] ?? 0) - most)
    sum += odds[k] ?? 0
  }
  for (let k = 0; k < odds.length; k++) odds[k] = (odds[k] ?? 0) / sum
  return odds
}

/** The probability of each judged intent, one for itself. */
export function intentProbabilities(scores: Float32Array, { slopes, shifts }: Calibration): number[] {
  const { from } = tasks.intent
  return judgedIntents.map((_, k) => {
    const odds = (slopes[from + k] ?? 1) * (scores[from + k] ?? 0) + (shifts[from + k] ?? 0)
    return 1 / (1 + Math.exp(-odds))
  })
}

export function judgeMood(scores: Float32Array, by: Calibration): Mood {
  const p = probabilities('sentiment', scores, by)
  const { value, p: sure } = chosen('sentiment', sentiments, p, by)
  return { value, p: sure, score: (p[2] ?? 0) - (p[0] ?? 0) }
}

export const judgeUrgency = (scores: Float32Array, by: Calibration): Reading['urgency'] =>
  chosen('urgency', urgencies, probabilities('urgency', scores, by), by)

export const judgeAbuse = (scores: Float32Array, by: Calibration): Reading['abuse'] =>
  chosen('abuse', abuses, probabilities('abuse', scores, by), by)

/** The label that is likeliest after what its rarity is due: a rare one need not be as likely as a common one. */
function chosen<Value>(task: Task, labels: readonly Value[], p: readonly number[], by: Calibration): Judgement<Value> {
  const { from } = tasks[task]
  let best = 0
  const due = (k: number) => Math.log(Math.max(1e-12, p[k] ?? 0)) + (by.choices[from + k] ?? 0)
  for (let k = 1; k < p.length; k++) if (due(k) > due(best)) best = k
  const [first] = labels
  return { value: labels[best] ?? (first as Value), p: p[best] ?? 0 }
}

/** Those that are likely enough, the likeliest first. Spam stands alone, as does `other`, when none is. */
export function judgeIntents(scores: Float32Array, by: Calibration): Judgement<Intent>[] {
  const p = intentProbabilities(scores, by)
  const { from } = tasks.intent
  const beyond = (k: number) => (p[k] ?? 0) - (by.choices[from + k] ?? 0.5)
  const held = judgedIntents
    .map((value, k) => ({ value, p: p[k] ?? 0, beyond: beyond(k) }))
    .filter((one) => one.beyond > 0)
    .sort((one, other) => other.p - one.p)
  if (held.length === 0) return [{ value: 'other', p: p.reduce((none, one) => none * (1 - one), 1) }]
  const alone = held[0]?.value === 'spam'
  return held.filter(({ value }) => (value === 'spam') === alone).map(({ value, p }) => ({ value, p }))
}
