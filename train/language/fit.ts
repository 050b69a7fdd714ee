import { lots } from '../random.ts'
import type { Encoded } from './encode.ts'

/** A multinomial logistic regression: `weights` has `classes` numbers for each row. */
export interface Model {
  classes: number
  weights: Float32Array
  bias: Float64Array
}

export interface Lesson {
  texts: Encoded
  /** The class of each text. */
  classes: Int32Array
  /** How much each teaches; nothing is learnt from one of 0. */
  weights: Float32Array
}

export interface Settings {
  rows: number
  classes: number
  epochs: number
}

/**
 * A text of n features adds n^−`crowding` times the weights of each: more text is more evidence, though not n times
 * more, since the features of one word repeat each other.
 */
export const crowding = 0.35

/** Half of the time only some neighbouring words of a text are learnt from: people write two words, too. */
const cropped = 0.5
const mostCropped = 6
/** A text that is understood this well teaches nothing more. */
const settled = 1e-4

/** Fits by stochastic gradient descent with AdaGrad's steps per row: same lesson, same weights. */
export function fit(lesson: Lesson, { rows, classes, epochs }: Settings): Model {
  const model = { classes, weights: new Float32Array(rows * classes), bias: new Float64Array(classes) }
  const seen = new Float32Array(rows).fill(1e-3)
  const random = lots(20)
  const order = Int32Array.from(lesson.classes.keys())
  const gradient = new Float64Array(classes)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const text of order) {
      if (lesson.weights[text] === 0) continue
      const [from, to] = piece(lesson.texts, text, random)
      if (scoresOf(model, lesson.texts.features, from, to, gradient) === 0) continue
      softmax(gradient)
      const truth = lesson.classes[text] ?? 0
      gradient[truth] = (gradient[truth] ?? 0) - 1
      learn(model, lesson, { from, to, text, gradient, seen, rate: 1 - epoch / epochs })
    }
  }
  return model
}

interface Step {
  from: number
  to: number
  text: number
  /** What was thought of each class, less what is true. */
  gradient: Float64Array
  /** The sum of the squared gradients of each row. */
  seen: Float32Array
  rate: number
}

function learn({ weights, bias, classes }: Model, lesson: Lesson, step: Step): void {
  const { from, to, gradient, seen } = step
  const worth = lesson.weights[step.text] ?? 1
  let wrong = 0
  for (let one = 0; one < classes; one++) wrong += (gradient[one] ?? 0) ** 2
  if (wrong < settled) return
  const value = worthOf(known(lesson.texts.features, from, to))
  for (let one = 0; one < classes; one++) bias[one] = (bias[one] ?? 0) - 0.02 * step.rate * worth * (gradient[one] ?? 0)
  const squared = value * value * wrong * worth * worth
  for (let at = from; at < to; at++) {
    const row = lesson.texts.features[at] ?? -1
    if (row < 0) continue
    const sum = (seen[row] ?? 0) + squared
    seen[row] = sum
    const rate = (0.5 * step.rate * worth * value) / Math.sqrt(sum)
    const first = row * classes
    for (let one = 0; one < classes; one++)
      weights[first + one] = (weights[first + one] ?? 0) - rate * (gradient[one] ?? 0)
  }
}

/** Fills in the score of each class, in log-odds; answers how many features were known. */
export function scoresOf(
  { weights, bias, classes }: Model,
  features: Encoded['features'],
  from: number,
  to: number,
  into: Float64Array,
): number {
  const count = known(features, from, to)
  if (count === 0) return 0
  into.fill(0)
  for (let at = from; at < to; at++) {
    const row = features[at] ?? -1
    if (row < 0) continue
    const first = row * classes
    for (let one = 0; one < classes; one++) into[one] = (into[one] ?? 0) + (weights[first + one] ?? 0)
  }
  const value = worthOf(count)
  for (let one = 0; one < classes; one++) into[one] = (into[one] ?? 0) * value + (bias[one] ?? 0)
  return count
}

export function softmax(scores: Float64Array): void {
  const most = Math.max(...scores)
  let sum = 0
  for (let one = 0; one < scores.length; one++) sum += scores[one] = Math.exp((scores[one] ?? 0) - most)
  for (let one = 0; one < scores.length; one++) scores[one] = (scores[one] ?? 0) / sum
}

export const worthOf = (count: number): number => count ** -crowding

function known(features: Encoded['features'], from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if ((features[at] ?? -1) >= 0) count++
  return count
}

/** Where the features begin and end that are learnt from this time: of the whole text, or of some words of it. */
function piece({ words, texts }: Encoded, text: number, random: () => number): [number, number] {
  const first = texts[text] ?? 0
  const count = (texts[text + 1] ?? 0) - first
  if (count < 2 || random() >= cropped) return [words[first] ?? 0, words[first + count] ?? 0]
  const size = 1 + Math.floor(random() * Math.min(count, mostCropped))
  const start = first + Math.floor(random() * (count - size + 1))
  return [words[start] ?? 0, words[start + size] ?? 0]
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const held = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = held
  }
}
