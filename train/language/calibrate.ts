import { whole } from './believable.ts'
import { fit, type Lesson, type Settings, scoresOf, softmax } from './fit.ts'

/**
 * How much likelier, in log-odds, a message is in one of these than in another language, before a word of it is read:
 * what those who use Tertulia mostly hear. Small, so that it decides about nothing but a word or two.
 */
export const usual = { es: 0.75, en: 0.75, pt: 0.5, fr: 0.5, it: 0.5, de: 0.5, ca: 0.5, gl: 0.5, eu: 0.5 }

/**
 * The sharpness (see `Tables`) that fits best, with least log-loss, what was kept out of training: `held`, and every
 * fifth of the lesson's texts for which `apart` holds, after learning from the rest.
 */
export function calibrate(
  lesson: Lesson,
  held: Lesson,
  apart: readonly boolean[],
  settings: Settings,
  known: readonly string[],
): number {
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

function fittest(tried: readonly Tried[], known: readonly string[]): number {
  const before = known.map((language) => Object.entries(usual).find(([code]) => code === language)?.[1] ?? 0)
  let least = Number.POSITIVE_INFINITY
  let found = 1
  for (let percent = 70; percent <= 160; percent += 2) {
    const loss = logLoss(tried, before, percent / 100)
    if (loss >= least) continue
    least = loss
    found = percent / 100
  }
  return found
}

function logLoss(tried: readonly Tried[], before: readonly number[], sharpness: number): number {
  let loss = 0
  for (const { scores, truth } of tried) {
    const thought = scores.map((score, at) => score * sharpness + (before[at] ?? 0))
    softmax(thought)
    loss -= Math.log(Math.max(1e-9, thought[truth] ?? 0))
  }
  return loss / tried.length
}
