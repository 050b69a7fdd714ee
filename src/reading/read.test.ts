import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createReader } from './index.ts'

test('a message is read, and the reader says why', () => {
  const reader = createReader()
  const thanks = { text: 'Muchas gracias por la ayuda de ayer', language: 'es' }
  const [reading] = reader.read([thanks])
  assert.equal(reading?.sentiment.value, 'positive')
  assert.deepEqual(
    reading?.intents.map(({ value }) => value),
    ['thanks'],
  )
  const reasons = reader.explain(thanks)
  assert.ok(reasons.some(({ of, words, weight }) => of === 'intent:thanks' && words === 'gracias' && weight > 0))
})
