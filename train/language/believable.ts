import { fit, type Lesson, type Settings, scoresOf, softmax } from './fit.ts'

/** A text is left out when others of its kind say that it is in the language it is said to be in with less than this. */
const doubtful = 0.03

/**
 * The weights of a lesson's texts, 0 for those that are hardly in the language they were filed under: the tweets filed
 * as German hold English ones, the Catalan sentences Spanish ones. Each half is judged by what the other half taught.
 */
export function believable(lesson: Lesson, mayBeWrong: readonly boolean[], settings: Settings): Float32Array {
  const weights = lesson.weights.slice()
  for (const half of [0, 1]) {
    const others = lesson.weights.map((weight, text) => (mayBeWrong[text] === true && text % 2 === half ? 0 : weight))
    const model = fit({ ...lesson, weights: others }, { ...settings, epochs: 1 })
    const thought = new Float64Array(settings.classes)
    for (let text = half; text < weights.length; text += 2) {
      if (mayBeWrong[text] !== true) continue
      const [from, to] = whole(lesson, text)
      if (scoresOf(model, lesson.texts.features, from, to, thought) === 0) continue
      softmax(thought)
      if ((thought[lesson.classes[text] ?? 0] ?? 0) < doubtful) weights[text] = 0
    }
  }
  return weights
}

/** Where the features of a text begin and end. */
export function whole({ texts: { texts, words } }: Lesson, text: number): [number, number] {
  return [words[texts[text] ?? 0] ?? 0, words[texts[text + 1] ?? 0] ?? 0]
}
