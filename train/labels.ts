import { type Task, tasks } from '../src/reading/model/outputs.ts'
import type { Row } from './corpus.ts'
import type { Labels } from './fit.ts'

/** What is known of the rows for one task. */
export function labelsOf(task: Task, rows: readonly Row[], counts: (row: Row) => number): Labels {
  const many = tasks[task].labels.length
  const unknown = Array<number>(many).fill(-1)
  const known = (row: Row): readonly number[] => {
    if (task === 'intent') return row.intent ?? unknown
    const label = row[task]
    return label === undefined ? unknown : unknown.map((_, at) => Number(at === label))
  }
  return { many, of: Int8Array.from(rows.flatMap(known)), counts: Float32Array.from(rows, counts) }
}
