import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageReasons } from './reasons.ts'

test('the words that weighed most are the reasons, as they stand in the message, the heaviest first', () => {
  const reasons = languageReasons({ text: 'Ningú no contesta @botiga i encara espero' })
  assert.ok(reasons.some(({ words }) => words === 'Ningú'))
  for (const { of, weight } of reasons) assert.ok(of === 'language:ca' && weight > 0)
  assert.deepEqual(
    reasons.map(({ weight }) => weight),
    reasons.map(({ weight }) => weight).sort((one, other) => other - one),
  )
})

test('what is usual at the window is a reason when it decided', () => {
  const reasons = languageReasons({ text: 'no funciona', usual: { ca: 1 } })
  assert.ok(reasons.some(({ rule }) => rule === 'reading.cue.usual-language'))
})

test('a word said twice is one reason', () => {
  const found = languageReasons({ text: 'gracias gracias gracias' }).filter(({ words }) => words === 'gracias')
  assert.equal(found.length, 1)
})

test('there is no reason for what nobody could tell, nor for what the script says alone', () => {
  assert.deepEqual(languageReasons({ text: '😀 123' }), [])
  assert.deepEqual(languageReasons({ text: 'Καλημέρα' }), [])
})
