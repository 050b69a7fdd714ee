import { type Analysed, analyse } from './analyse.ts'
import { hashText } from './hash.ts'
import { intentProbabilities, probabilities } from './judge.ts'
import { type Lesson, type Trait, traitsOf } from './lesson.ts'
import { mix } from './mix.ts'
import { judgedIntents, outputCount, type Task, tasks } from './outputs.ts'
import { createScorer } from './score.ts'
import { learnTopics, type Topics } from './topics.ts'
import type { Weights } from './weights.ts'

/**
 * What an organisation's people taught, over what was shipped: by trait, what is added to each output, in log-odds. It is
 * all JSON, so that it can be kept, carried to a thread, and taken along.
 */
export interface Layer {
  /** The weights that it was learned over. */
  over: string
  lessons: number
  added: [hash: number, outputs: number[]][]
  topics: Topics
  /** How many traits were learned and are left out, as they do harm to what is read without them. */
  heldBack: number
}

/** How far one lesson moves the message that it was about, in log-odds. */
const rate = 2.5
/** No trait may say more than this, however often it is taught. */
const most = 2

/**
 * Learns from lessons, one after the other, each by what was still wrong after those before. Nothing else goes in: to undo
 * a lesson is to learn again without it, which gives to the last bit what there was.
 */
export function learnLayer(weights: Weights, lessons: readonly Lesson[]): Layer {
  const scorer = createScorer(weights)
  const added = new Map<number, Float64Array>()
  const raw = new Float32Array(outputCount)
  const scores = new Float32Array(outputCount)
  const taught = lessons.map((lesson) => ({ lesson, analysed: analyse(lesson.text, lesson.language) }))
  for (const { lesson, analysed } of taught) {
    const target = targetOf(lesson)
    if (target === undefined) continue
    scorer.score(analysed.tokens, analysed.cues, raw)
    mix(weights.mix, raw, scores)
    const traits = traitsOf(analysed)
    correct(target, scores, traits, added, weights)
  }
  return {
    over: weights.version,
    lessons: lessons.length,
    added: [...added].map(([hash, outputs]) => [hash, [...outputs].map(round)]),
    topics: learnTopics(taught.map(({ lesson, analysed }) => ({ lesson, traits: traitsOf(analysed) }))),
    heldBack: 0,
  }
}

interface Target {
  task: Task
  /** Of each label of the task, 1 where it holds. */
  holds: number[]
}

const taskNames: Readonly<Record<string, Task>> = {
  sentiment: 'sentiment',
  mood: 'sentiment',
  intents: 'intent',
  urgency: 'urgency',
  abuse: 'abuse',
}

function targetOf({ what, becomes }: Lesson): Target | undefined {
  const task = Object.hasOwn(taskNames, what) ? taskNames[what] : undefined
  if (task === undefined) return undefined
  const said = becomes.split(/[\s,]+/)
  const labels: readonly (string | number)[] = task === 'intent' ? judgedIntents : tasks[task].labels
  const holds = labels.map((label) => Number(said.includes(String(label))))
  // `other` is none of the intents; of the other tasks one label holds, or nobody knows what was meant.
  return task === 'intent' || holds.includes(1) ? { task, holds } : undefined
}

function correct(
  { task, holds }: Target,
  scores: Float32Array,
  traits: readonly Trait[],
  added: Map<number, Float64Array>,
  { calibration: by }: Weights,
): void {
  addTaught(added, traits, by.slopes, scores)
  const p = task === 'intent' ? intentProbabilities(scores, by) : probabilities(task, scores, by)
  const { from } = tasks[task]
  for (const { hash, value } of traits) {
    const outputs = added.get(hash) ?? new Float64Array(outputCount)
    added.set(hash, outputs)
    holds.forEach((hold, k) => {
      const moved = (outputs[from + k] ?? 0) + rate * (hold - (p[k] ?? 0)) * value
      outputs[from + k] = Math.max(-most, Math.min(most, moved))
    })
  }
}

/** Adds what was taught to scores: both are log-odds after calibration, so what is added is divided by what it will be multiplied with. */
export function addTaught(
  added: ReadonlyMap<number, ArrayLike<number>>,
  traits: readonly Trait[],
  slopes: readonly number[],
  scores: Float32Array,
): void {
  for (const { hash, value } of traits) {
    const outputs = added.get(hash)
    if (outputs === undefined) continue
    for (let k = 0; k < outputCount; k++) scores[k] = (scores[k] ?? 0) + (value * (outputs[k] ?? 0)) / (slopes[k] || 1)
  }
}

/** Makes what was taught ready to be added to the scores of messages. */
export function applyLayer({ added }: Layer, { calibration }: Weights): (of: Analysed, scores: Float32Array) => void {
  const known = new Map(added)
  return (analysed, scores) => addTaught(known, traitsOf(analysed), calibration.slopes, scores)
}

/** Eight letters that change whenever what was taught does. */
export const digestOf = (layer: Layer): string => hashText(JSON.stringify(layer), 1).toString(16).padStart(8, '0')

const round = (number: number): number => Math.round(number * 1e6) / 1e6
