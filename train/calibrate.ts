import { outputCount, type Task, taskNames, tasks } from '../src/reading/model/outputs.ts'
import type { Calibration } from '../src/reading/model/weights.ts'
import { descend } from './descend.ts'

/** A row that was scored by a model that had not seen it. `labels` as in a task's labels: 1, 0, or −1. */
export interface Scored {
  scores: readonly number[]
  labels: readonly number[]
  /** Rows of a group count together as much as those of any other: a language, a source. */
  group: string
  /** What was written by one hand: however long, it counts as much as any other for how sure to be. */
  hand: string
  /** Whether it tells how sure to be; what is chosen is told by all. */
  sure: boolean
}

/** Makes scores probabilities (Platt, Advances in Large Margin Classifiers, 1999; Guo et al., ICML 2017) and probabilities a choice of the best macro-F1. */
export function calibrate(scored: Record<Task, readonly Scored[]>): Calibration {
  const by = {
    slopes: Array(outputCount).fill(1),
    shifts: Array(outputCount).fill(0),
    choices: Array(outputCount).fill(0),
  }
  for (const task of taskNames) {
    const { from, labels } = tasks[task]
    const found = task === 'intent' ? each(labels.length, scored[task]) : one(labels, scored[task])
    for (const part of ['slopes', 'shifts', 'choices'] as const) by[part].splice(from, labels.length, ...found[part])
  }
  return by
}

function one(labels: readonly (string | number)[], rows: readonly Scored[]): Calibration {
  const many = labels.length
  const recalls = labels.map((label) => (missedWorse.has(label) ? 2 : 1))
  const telling = rows.filter(({ sure }) => sure)
  const weights = weightsOf(telling)
  const right = rows.map(({ labels }) => labels.indexOf(1))
  const raised = ([slope = 1, ...shifts]: readonly number[], { scores }: Scored) =>
    scores.map((one, k) => slope * one + (shifts[k] ?? 0))
  const found = descend(
    (numbers) => sum(telling, (row, at) => (weights[at] ?? 0) * -logShare(raised(numbers, row), row.labels.indexOf(1))),
    [1, ...Array<number>(many).fill(0)],
    0.5,
    1 / 64,
  )
  const logs = rows.map((row) => {
    const all = raised(found, row)
    return all.map((_, k) => logShare(all, k))
  })
  const choices = descend(
    (due) => -macro(recalls, rows, right, (at) => (logs[at] ?? []).map((log, k) => log + (due[k] ?? 0))),
    Array<number>(many).fill(0),
    0.4,
    0.1,
  )
  const [slope = 1, ...shifts] = found
  return { slopes: Array<number>(many).fill(slope), shifts: shifts.map(round), choices: choices.map(round) }
}

/**
 * Hate that nobody sees hurts people; hate that was none is put right by the person who looks, but was hidden until then. Recall
 * counts twice (F2): of what hands wrote that had seen no rules, the half-hidden kind most of it, F1.5 finds .60 and .44 in
 * English and .48 and .69 in Spanish, F2 .65, .46, .53 and .69, and calls .007 more of all the harmless so.
 */
const missedWorse: ReadonlySet<string | number> = new Set(['hate', 'threat'])

/** Mean over the groups of the mean F of the labels there; by label, how much more recall counts than precision. */
function macro(
  recalls: readonly number[],
  rows: readonly Scored[],
  right: readonly number[],
  due: (at: number) => number[],
): number {
  const many = recalls.length
  const counts = new Map<string, number[]>()
  rows.forEach(({ group }, at) => {
    const of = counts.get(group) ?? Array<number>(many * 3).fill(0)
    counts.set(group, of)
    const all = due(at)
    const said = all.indexOf(Math.max(...all))
    const truth = right[at] ?? 0
    if (said === truth) of[truth * 3] = (of[truth * 3] ?? 0) + 1
    else {
      of[said * 3 + 1] = (of[said * 3 + 1] ?? 0) + 1
      of[truth * 3 + 2] = (of[truth * 3 + 2] ?? 0) + 1
    }
  })
  const f1 = (of: readonly number[], k: number) => {
    const [hits = 0, wrong = 0, missed = 0] = of.slice(k * 3, k * 3 + 3)
    const recall = (recalls[k] ?? 1) ** 2
    return hits === 0 ? 0 : ((1 + recall) * hits) / ((1 + recall) * hits + wrong + recall * missed)
  }
  const means = [...counts.values()].map((of) => sum(Array(many).fill(0), (_, k) => f1(of, k)) / many)
  return sum(means, (mean) => mean) / means.length
}

function each(many: number, rows: readonly Scored[]): Calibration {
  const found = Array.from({ length: many }, (_, k) => {
    const known = rows.filter(({ labels }) => (labels[k] ?? -1) >= 0)
    const telling = known.filter(({ sure }) => sure)
    const weights = weightsOf(telling)
    const odds = ([slope = 1, shift = 0]: readonly number[], { scores }: Scored) => slope * (scores[k] ?? 0) + shift
    const [slope = 1, shift = 0] = descend(
      (numbers) =>
        sum(
          telling,
          (row, at) => (weights[at] ?? 0) * Math.log1p(Math.exp((row.labels[k] === 1 ? -1 : 1) * odds(numbers, row))),
        ),
      [1, 0],
      0.5,
      1 / 64,
    )
    const p = known.map((row) => 1 / (1 + Math.exp(-odds([slope, shift], row))))
    return { slope, shift, choice: bestCut(k, known, p) }
  })
  return {
    slopes: found.map(({ slope }) => slope),
    shifts: found.map(({ shift }) => shift),
    choices: found.map(({ choice }) => choice),
  }
}

/** The probability from which saying yes gives the best F1, mean over the groups; smoothed, as a peak may be luck. */
function bestCut(k: number, rows: readonly Scored[], p: readonly number[]): number {
  const groups = [...new Set(rows.map(({ group }) => group))]
  const f1 = (cut: number) =>
    sum(groups, (group) => {
      let [hits, wrong, missed] = [0, 0, 0]
      rows.forEach((row, at) => {
        if (row.group !== group) return
        const yes = (p[at] ?? 0) > cut
        if (yes && row.labels[k] === 1) hits++
        else if (yes) wrong++
        else if (row.labels[k] === 1) missed++
      })
      return hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong + missed)
    })
  const cuts = Array.from({ length: 33 }, (_, at) => 0.1 + at * 0.02)
  const raw = cuts.map(f1)
  const smooth = raw.map((one, at) => (raw[at - 1] ?? one) + 2 * one + (raw[at + 1] ?? one))
  return round(cuts[smooth.indexOf(Math.max(...smooth))] ?? 0.5)
}

function weightsOf(rows: readonly Scored[]): number[] {
  const sizes = new Map<string, number>()
  for (const { hand } of rows) sizes.set(hand, (sizes.get(hand) ?? 0) + 1)
  return rows.map(({ hand }) => 1 / (sizes.get(hand) ?? 1) / sizes.size)
}

function logShare(raised: readonly number[], k: number): number {
  const most = Math.max(...raised)
  return (raised[k] ?? 0) - most - Math.log(sum(raised, (one) => Math.exp(one - most)))
}

const sum = <T>(of: readonly T[], what: (one: T, at: number) => number): number =>
  of.reduce((all, one, at) => all + what(one, at), 0)
const round = (number: number): number => Math.round(number * 1e4) / 1e4
