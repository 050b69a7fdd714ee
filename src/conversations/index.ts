export { type HeardSummary, type HearingChannel, hear } from './hear.ts'
export type { HeardText } from './heard-text.ts'
