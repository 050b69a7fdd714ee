import { whole } from './believable.ts'
import { fit, type Lesson, type Settings, scoresOf, softmax } from './fit.ts'

/** What makes probabilities honest: see `Tables`. */
export interface Calibration {
  sharpness: number
  usual: Record<string, number>
}

/** The languages that the windows of those who use Tertulia speak: known beforehand, and what the tests are balanced in. */
const ours = ['es', 'en', 'pt', 'fr', 'it', 'de', 'ca']

/**
 * Sharpness, and how much likelier our seven languages are than others, as they fit best (least log-loss) what was kept
 * out of training: `held`, and every fifth of the lesson's texts for which `apart` holds, after learning from the rest.
 */
export function calibrate(
  lesson: Lesson,
  held: Lesson,
  apart: readonly boolean[],
  settings: Settings,
  known: readonly string[],
): Calibration {
  const kept = (text: number): boolean => apart[text] === true && text % 5 === 0
  const model = fit({ ...lesson, weights: lesson.weights.map((weight, text) => (kept(text) ? 0 : weight)) }, settings)
  const tried: Tried[] = []
  const note = (from: Lesson, text: number): void => {
    const scores = new Float64Array(settings.classes)
    const [start, end] = whole(from, text)
    if (scoresOf(model, from.texts.features, start, end, scores) === 0) return
    tried.push({ scores, truth: from.classes[text] ?? 0 })
  }
  lesson.weights.forEach((weight, text) => {
    if (kept(text) && weight > 0) note(lesson, text)
  })
  for (let text = 0; text < held.classes.length; text++) note(held, text)
  return fittest(tried, known)
}

interface Tried {
  scores: Float64Array
  truth: number
}

function fittest(tried: readonly Tried[], known: readonly string[]): Calibration {
  let least = Number.POSITIVE_INFINITY
  let found: Calibration = { sharpness: 1, usual: {} }
  for (let sharpness = 0.7; sharpness < 1.61; sharpness += 0.05) {
    for (let more = 0; more < 2.01; more += 0.25) {
      const loss = logLoss(tried, known, sharpness, more)
      if (loss >= least) continue
      least = loss
      found = { sharpness: Number(sharpness.toFixed(2)), usual: Object.fromEntries(ours.map((code) => [code, more])) }
    }
  }
  return found
}

function logLoss(tried: readonly Tried[], known: readonly string[], sharpness: number, more: number): number {
  let loss = 0
  for (const { scores, truth } of tried) {
    const thought = scores.map((score, at) => score * sharpness + (ours.includes(known[at] ?? '') ? more : 0))
    softmax(thought)
    loss -= Math.log(Math.max(1e-9, thought[truth] ?? 0))
  }
  return loss / tried.length
}
