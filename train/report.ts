import { calibrationError, f1Of, type Judged } from '../eval/measures.ts'
import { intentProbabilities, judgeIntents, probabilities } from '../src/reading/model/judge.ts'
import { outputCount, type Task, taskNames, tasks } from '../src/reading/model/outputs.ts'
import type { Calibration } from '../src/reading/model/weights.ts'
import { intents } from '../src/reading/reading.ts'
import type { Scored } from './calibrate.ts'

/** How well rows are read by models that have not seen them: by task and group, macro-F1, then F1 by label. */
export function report(judged: Record<Task, readonly Scored[]>, by: Calibration): string[] {
  return taskNames.flatMap((task) =>
    Object.entries(Object.groupBy(judged[task], ({ group }) => group)).map(([group, rows = []]) => {
      const labels = task === 'intent' ? intents : tasks[task].labels
      const said = rows.map((row) => judge(task, row, by))
      const f1s = labels.map((label) => f1Of(label, said))
      const mean = f1s.reduce((sum, one) => sum + one, 0) / f1s.length
      const error = calibrationError(said.flatMap((one) => one.sure))
      return `${task} ${group}: ${mean.toFixed(3)}, calibration error ${error.toFixed(3)} (${labels.map((label, at) => `${label} ${f1s[at]?.toFixed(2)}`).join(' ')})`
    }),
  )
}

function judge(
  task: Task,
  { scores, labels }: Scored,
  by: Calibration,
): Judged & { sure: { p: number; true: boolean }[] } {
  const { from, labels: names } = tasks[task]
  const all = new Float32Array(outputCount)
  all.set(scores, from)
  if (task === 'intent') {
    const truth = names.filter((_, k) => labels[k] === 1)
    const p = intentProbabilities(all, by)
    return {
      truth: truth.length > 0 ? truth : ['other'],
      said: judgeIntents(all, by).map(({ value }) => value),
      sure: p.map((one, k) => ({ p: one, true: labels[k] === 1 })),
    }
  }
  const p = probabilities(task, all, by)
  const due = p.map((one, k) => Math.log(one) + (by.choices[from + k] ?? 0))
  const best = due.indexOf(Math.max(...due))
  const right = labels.indexOf(1)
  return {
    truth: [names[right] ?? ''],
    said: [names[best] ?? ''],
    sure: [{ p: p[best] ?? 0, true: best === right }],
  }
}
