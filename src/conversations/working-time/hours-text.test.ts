import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readDay, readHours, writeHours } from './hours-text.ts'

test('hours are understood as people write them', () => {
  assert.deepEqual(readHours('9-13, 16:00–20:30'), [
    { from: 540, to: 780 },
    { from: 960, to: 1230 },
  ])
  assert.deepEqual(readHours('22:00-6'), [{ from: 1320, to: 1800 }])
  assert.deepEqual(readHours('0-24'), [{ from: 0, to: 1440 }])
  assert.deepEqual(readHours('9h30-17.00'), [{ from: 570, to: 1020 }])
  assert.deepEqual(readHours('  '), [])
  for (const wrong of [
    'nine to five',
    '9',
    '9-',
    '25-26',
    '9:75-10',
    '24-3',
    '9-10-11',
    '1-2,3-4,5-6,7-8,9-10,11-12,13-14',
  ])
    assert.equal(readHours(wrong), undefined, wrong)
})

test('what is written is read again as it was', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
    .map(([from, length]) => ({ from, to: from + length }))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
      const sorted = spans.toSorted((a, b) => a.from - b.from)
      assert.deepEqual(readHours(writeHours(sorted)), sorted)
    }),
  )
})

test('a day is one that there is', () => {
  assert.equal(readDay('2026-12-24'), '2026-12-24')
  assert.equal(readDay('12-5'), '12-05')
  assert.equal(readDay('02-29'), '02-29')
  for (const wrong of ['2026-02-29', '13-01', '0-1', '1-0', '2026-4-31', 'Christmas', ''])
    assert.equal(readDay(wrong), undefined, wrong)
})
