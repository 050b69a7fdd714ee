export { inContext } from './context.ts'
export { identify } from './language/identify.ts'
export { type Layer, learnLayer } from './model/layer.ts'
export type { Lesson } from './model/lesson.ts'
export { type Trial, tryLayer } from './model/trial.ts'
export type { Weights } from './model/weights.ts'
export { createReader, type Reader, shippedWeights } from './read.ts'
export {
  type Abuse,
  abuses,
  type Depth,
  depths,
  type Intent,
  intents,
  type Judgement,
  type Reading,
  type Reason,
  type Said,
  type Sentiment,
  sentiments,
  type Urgency,
  urgencies,
} from './reading.ts'
export { readingWords } from './words.ts'
