import { analyse } from '../src/reading/model/analyse.ts'
import { mix } from '../src/reading/model/mix.ts'
import { outputCount, type Task, taskNames, tasks } from '../src/reading/model/outputs.ts'
import { calibrate, type Scored } from './calibrate.ts'
import type { Row } from './corpus.ts'
import { biasValue, fit, type Recipe, score } from './fit.ts'
import { labelsOf } from './labels.ts'
import { type Matrix, matrixOf } from './matrix.ts'
import { fitMix, type Mixed } from './mix.ts'
import { pack } from './pack.ts'
import { lots } from './random.ts'
import { report } from './report.ts'

/** How each task is learned, and how much the messages of a source count for it: by cross-validation. */
export const recipes: Record<Task, Recipe & { counts: Partial<Record<Row['source'], number>> }> = {
  sentiment: { bound: 0.2, cues: 0.5, counts: {} },
  intent: { bound: 0.1, cues: 0.5, counts: { bank: 0.3, assistant: 0.3 } },
  urgency: { bound: 0.1, cues: 0.5, counts: {} },
  abuse: { bound: 0.1, cues: 1, counts: { bank: 0.3, assistant: 0.3 } },
}

/** How many parts the rows are cut into; each is scored by a model of all the others. */
const folds = 5

/** Learns from the rows; gives the bytes of the file of weights. The same rows give the same bytes. */
export function learn(rows: readonly Row[], say: (line: string) => void = () => {}): Buffer {
  const matrix = matrixOf(rows.map((row) => analyse(row.text, row.language)))
  say(`${rows.length} messages, ${matrix.cues.length} cues, ${matrix.hashes.length} pieces of text`)
  const scored = crossValidate(rows, matrix)
  say('scored every message by a model that had not seen it')
  const all = Int32Array.from(rows.keys())
  const weights = taskNames.flatMap((task) => byLabel(fitTask(task, rows, matrix, all), matrix))
  const calibration = calibrate(scored.judged)
  for (const line of report(scored.judged, calibration)) say(line)
  return pack(matrix, weights, fitMix(scored.mixed, all), calibration)
}

const fitTask = (task: Task, rows: readonly Row[], matrix: Matrix, of: Int32Array) =>
  fit(
    matrix,
    labelsOf(task, rows, (row) => (isBeside(task, row) ? 0.1 : (recipes[task].counts[row.source] ?? 1))),
    of,
    recipes[task],
  )

/**
 * Whether a message was written for its abuse only. Few of them are to a company: taught as much as the others, they made
 * plain complaints nothing in particular, and cost urgency .02 to .03.
 */
const isBeside = (task: Task, { file = '' }: Row): boolean => task !== 'abuse' && /-abuse-[2-9]/.test(file)

/** What models say of rows they have not seen: before the scores are mixed, and after, with what is true. */
export function crossValidate(rows: readonly Row[], matrix: Matrix): { mixed: Mixed; judged: Record<Task, Scored[]> } {
  const part = partsOf(rows)
  const inPart = (fold: number) => Int32Array.from([...rows.keys()].filter((row) => part[row] === fold))
  const others = (fold: number) => Int32Array.from([...rows.keys()].filter((row) => part[row] !== fold))
  const mixed = known(rows)
  for (const task of taskNames)
    for (let fold = 0; fold < folds; fold++) {
      const weights = fitTask(task, rows, matrix, others(fold))
      for (const row of inPart(fold))
        tasks[task].labels.forEach((_, k) => {
          mixed.scores[row * outputCount + tasks[task].from + k] = score(matrix, weights, k, row)
        })
    }
  const final = new Float32Array(mixed.scores.length)
  for (let fold = 0; fold < folds; fold++) {
    const weights = fitMix(mixed, others(fold))
    for (const row of inPart(fold)) mix(weights, of(mixed.scores, row), of(final, row))
  }
  return { mixed, judged: judgedBy(rows, final, mixed.known) }
}

/**
 * Which part each row is in. What one hand wrote stays together: whoever is read by a model that knows their habits seems
 * read better, and more surely, than a stranger will be. What strangers wrote is cut by lot.
 */
function partsOf(rows: readonly Row[]): number[] {
  const sizes = new Map<string, number>()
  for (const { file } of rows) if (file) sizes.set(file, (sizes.get(file) ?? 0) + 1)
  const loads = Array<number>(folds).fill(0)
  const partOf = new Map<string, number>()
  for (const [file, size] of [...sizes].sort(([, one], [, other]) => other - one)) {
    const least = loads.indexOf(Math.min(...loads))
    partOf.set(file, least)
    loads[least] = (loads[least] ?? 0) + size
  }
  const lot = lots(7)
  return rows.map(({ file }) => partOf.get(file ?? '') ?? Math.floor(lot() * folds))
}

const of = <Numbers extends Float32Array | Int8Array>(numbers: Numbers, row: number) =>
  numbers.subarray(row * outputCount, (row + 1) * outputCount) as Numbers

function known(rows: readonly Row[]): Mixed {
  const all = new Int8Array(rows.length * outputCount)
  for (const task of taskNames) {
    const { from, labels } = tasks[task]
    const { of: told } = labelsOf(task, rows, () => 1)
    rows.forEach((one, row) => {
      const labelled = told.subarray(row * labels.length, (row + 1) * labels.length)
      all.set(isBeside(task, one) ? labelled.map(() => -1) : labelled, row * outputCount + from)
    })
  }
  const counts = Float32Array.from(rows, ({ source }) => (source === 'ours' ? 1 : source === 'tweets' ? 1.5 : 0.5))
  return { scores: new Float32Array(all.length), known: all, counts }
}

function judgedBy(rows: readonly Row[], scores: Float32Array, all: Int8Array): Record<Task, Scored[]> {
  const pick = (task: Task): Scored[] => {
    const { from, labels } = tasks[task]
    return rows.flatMap((row, at) =>
      isJudged(task, row)
        ? {
            scores: [...of(scores, at).subarray(from, from + labels.length)],
            labels: [...of(all, at).subarray(from, from + labels.length)],
            group: `${row.source} ${row.language}`,
            hand: row.file ?? `${row.source} ${row.language}`,
            sure: tellsHowSure(task, row),
          }
        : [],
    )
  }
  return { sentiment: pick('sentiment'), intent: pick('intent'), urgency: pick('urgency'), abuse: pick('abuse') }
}

/**
 * What calibration looks at, in the languages read whole. Of mood and intents: our own messages whose writers had seen no rules
 * (whoever has writes what rules know), and of strangers' those that our labels fit. Of urgency and abuse all of ours.
 */
function isJudged(task: Task, row: Row): boolean {
  const { language, source, file = '' } = row
  if ((language !== 'es' && language !== 'en') || isBeside(task, row)) return false
  if (source !== 'ours') return task === 'sentiment' && source === 'tweets'
  return task === 'urgency' || task === 'abuse' || !/^training-(en-[3-6]|es-5|..-abuse)/.test(file)
}

/**
 * Rules know the examples too well that their writers had in view: only the others tell how sure to be. For urgency these are
 * the latest; for abuse all but the first. What strangers' tweets were labelled by is not what our labels mean: of mood too
 * only ours tell how sure to be.
 */
const unseen: Partial<Record<Task, RegExp>> = {
  urgency: /^training-(en-[3478]|es-[56])/,
  abuse: /^training-(en-[3-9]|es-[4-9]|..-abuse)/,
}

const tellsHowSure = (task: Task, { file = '', source }: Row): boolean =>
  source === 'ours' && (unseen[task]?.test(file) ?? true)

function byLabel(fitted: Float64Array, { width }: Matrix): Float64Array[] {
  const wide = width + 1
  return Array.from({ length: fitted.length / wide }, (_, k) => {
    const own = fitted.slice(k * wide, k * wide + wide)
    own[width] = (own[width] ?? 0) * biasValue
    return own
  })
}
