import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inContext } from './context.ts'
import type { Intent, Reading } from './reading.ts'

const reading = (intent: Intent, p: number, more: Partial<Reading> = {}): Reading => ({
  language: { value: 'es', p: 1 },
  depth: 'whole',
  sentiment:
    intent === 'complaint' ? { value: 'negative', p: 0.9, score: -0.8 } : { value: 'neutral', p: 0.8, score: 0 },
  intents: [{ value: intent, p }],
  urgency: { value: 1, p: 0.8 },
  abuse: { value: 'none', p: 0.9 },
  ...more,
})
const values = ({ intents }: Reading) => intents.map(({ value }) => value)

test('what says little goes on with what was said before, and presses', () => {
  const still = inContext(reading('other', 0.7), [reading('complaint', 0.9)])
  assert.deepEqual(values(still), ['complaint'])
  assert.equal(still.sentiment.value, 'negative')
  assert.equal(still.urgency.value, 2)
  assert.ok((still.intents[0]?.p ?? 1) < 0.9)
})

test('what speaks for itself is left as it is', () => {
  const complaint = [reading('complaint', 0.9)]
  for (const own of [
    reading('question', 0.95),
    reading('other', 0.7, { sentiment: { value: 'positive', p: 0.8, score: 0.7 } }),
    reading('other', 0.7, { abuse: { value: 'insult', p: 0.8 } }),
    reading('other', 0.7, { depth: 'language' }),
  ])
    assert.equal(inContext(own, complaint), own)
})

test('where nothing waits, nothing is added', () => {
  const own = reading('other', 0.7)
  assert.equal(inContext(own, []), own)
  assert.equal(inContext(own, [reading('thanks', 0.9)]), own)
  assert.equal(inContext(own, [reading('complaint', 0.9), reading('thanks', 0.9)]), own)
  assert.deepEqual(values(inContext(own, [reading('complaint', 0.9), reading('other', 0.9)])), ['complaint'])
})

test('danger stays danger', () => {
  const danger = reading('complaint', 0.9, { urgency: { value: 3, p: 0.9 } })
  assert.equal(inContext(reading('other', 0.6), [danger]).urgency.value, 3)
})
