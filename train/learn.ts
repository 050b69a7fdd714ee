import { analyse } from '../src/reading/model/analyse.ts'
import { type Task, taskNames, tasks } from '../src/reading/model/outputs.ts'
import { calibrate, type Scored } from './calibrate.ts'
import type { Row } from './corpus.ts'
import { biasValue, fit, type Labels, score } from './fit.ts'
import { labelsOf } from './labels.ts'
import { type Matrix, matrixOf } from './matrix.ts'
import { pack } from './pack.ts'
import { lots } from './random.ts'

/** How strongly the weights of a task are bound, and how much the messages of a source count for it: by cross-validation. */
const recipes: Record<Task, { bound: number; counts: Partial<Record<Row['source'], number>> }> = {
  sentiment: { bound: 0.3, counts: {} },
  intent: { bound: 0.3, counts: { bank: 0.3, assistant: 0.3 } },
  urgency: { bound: 0.3, counts: {} },
  abuse: { bound: 0.3, counts: { bank: 0.3, assistant: 0.3 } },
}

/** How many parts the rows are cut into; each is scored by a model of all the others. */
const folds = 5

/** Learns from the rows; gives the bytes of the file of weights. The same rows give the same bytes. */
export function learn(rows: readonly Row[], say: (line: string) => void = () => {}): Buffer {
  const matrix = matrixOf(rows.map((row) => analyse(row.text, row.language)))
  say(`${rows.length} messages, ${matrix.cues.length} cues, ${matrix.hashes.length} pieces of text`)
  const labels = Object.fromEntries(taskNames.map((task) => [task, of(task, rows)])) as Record<Task, Labels>
  const scored = crossValidate(rows, matrix, labels)
  say('cross-validated')
  const all = Int32Array.from(rows.keys())
  const weights = taskNames.flatMap((task) => byLabel(fit(matrix, labels[task], all, recipes[task].bound), matrix))
  return pack(matrix, weights, calibrate(scored))
}

const of = (task: Task, rows: readonly Row[]) => labelsOf(task, rows, (row) => recipes[task].counts[row.source] ?? 1)

/** The scores of every row by a model that has not seen it. */
export function crossValidate(
  rows: readonly Row[],
  matrix: Matrix,
  labels: Record<Task, Labels>,
): Record<Task, Scored[]> {
  const lot = lots(7)
  const part = rows.map(() => Math.floor(lot() * folds))
  const found: Record<Task, Scored[]> = { sentiment: [], intent: [], urgency: [], abuse: [] }
  for (const task of taskNames)
    for (let fold = 0; fold < folds; fold++) {
      const others = Int32Array.from([...rows.keys()].filter((row) => part[row] !== fold))
      const weights = fit(matrix, labels[task], others, recipes[task].bound)
      rows.forEach((row, at) => {
        if (part[at] !== fold || !judged(task, row)) return
        const many = tasks[task].labels.length
        const scores = Array.from({ length: many }, (_, k) => score(matrix, weights, k, at))
        found[task].push({
          scores,
          labels: [...labels[task].of.subarray(at * many, at * many + many)],
          group: `${row.source} ${row.language}`,
        })
      })
    }
  return found
}

/** What calibration looks at: our own messages, and of strangers' those that our labels fit, in the languages read whole. */
const judged = (task: Task, row: Row): boolean =>
  (row.source === 'ours' || (task === 'sentiment' && row.source === 'tweets')) &&
  (row.language === 'es' || row.language === 'en')

function byLabel(fitted: Float64Array, { width }: Matrix): Float64Array[] {
  const wide = width + 1
  return Array.from({ length: fitted.length / wide }, (_, k) => {
    const own = fitted.slice(k * wide, k * wide + wide)
    own[width] = (own[width] ?? 0) * biasValue
    return own
  })
}
