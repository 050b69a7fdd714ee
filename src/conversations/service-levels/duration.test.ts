import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readDuration, writeDuration } from './duration.ts'

test('times are understood as people write them', () => {
  const said = {
    '30 min': 30,
    '4 h': 240,
    '1 h 30 min': 90,
    '1h30': 90,
    '2 horas': 120,
    '45': 45,
    '0 min': 0,
    '1 hour': 60,
  }
  for (const [text, minutes] of Object.entries(said)) assert.equal(readDuration(text), minutes, text)
  for (const wrong of ['', 'soon', '4 days', '-3 h', '99999 h', '1.5 h'])
    assert.equal(readDuration(wrong), undefined, wrong)
})

test('what is written is read again as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 525_600 }), (all) => assert.equal(readDuration(writeDuration(all)), all)),
  )
})
