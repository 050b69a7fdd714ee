export { createReader, type Reader } from './read.ts'
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
