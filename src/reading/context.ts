import type { Intent, Judgement, Reading } from './reading.ts'

/** How sure one must be of what was said before to read what follows by it. */
const sure = 0.5
/** What follows is little by itself: so sure it may not be. */
const unsure = 0.75

/**
 * Reads a message with what the same person said before it in the conversation, the oldest first: *still the same* after a
 * complaint is a complaint, and so is a bare *?*, which presses. What speaks for itself is left as it is. Pure: the readings
 * given are not changed.
 */
export function inContext(reading: Reading, earlier: readonly Reading[]): Reading {
  const before = earlier.findLast((one) => one.depth === 'whole' && !isOnly(one, 'other'))
  if (reading.depth === 'language' || before === undefined || !saysLittle(reading)) return reading
  const open = before.intents.find(({ value, p }) => carries.has(value) && p >= sure)
  if (open === undefined || reading.sentiment.value === 'positive') return reading
  return {
    ...reading,
    intents: [{ value: open.value, p: round(open.p * carried) }],
    sentiment: open.value === 'complaint' ? gloomier(reading, before) : reading.sentiment,
    urgency: pressed(before.urgency),
  }
}

/** What goes on until it is answered. */
const carries: ReadonlySet<Intent> = new Set(['complaint', 'question', 'purchase'])
/** How much of its certainty stays when it is not said again. */
const carried = 0.8

const isOnly = ({ intents }: Reading, value: Intent): boolean => intents.length === 1 && intents[0]?.value === value

/** Nothing that holds by itself: no intent, or one that nobody could be sure of. */
const saysLittle = ({ intents, abuse }: Reading): boolean =>
  abuse.value === 'none' && intents.every(({ value, p }) => value === 'other' || p < unsure)

function gloomier(reading: Reading, before: Reading): Reading['sentiment'] {
  if (reading.sentiment.value === 'negative' || before.sentiment.value !== 'negative') return reading.sentiment
  return { value: 'negative', p: round(before.sentiment.p * carried), score: round(before.sentiment.score * carried) }
}

/** Whoever has to write again has waited: today, at least. */
const pressed = ({ value, p }: Reading['urgency']): Judgement<Reading['urgency']['value']> => ({
  value: value === 3 ? 3 : 2,
  p: round(p * carried),
})

const round = (p: number): number => Math.round(p * 1000) / 1000
