import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMoment, snoozeMoments, snoozeUntil } from './snooze-until.ts'

const madrid = 'Europe/Madrid'
// A Thursday, ten past midnight in Madrid, still Wednesday in UTC.
const now = new Date('2026-05-06T22:10:30Z')

test('tomorrow and Monday are mornings of the one who chooses', () => {
  assert.equal(snoozeUntil('tomorrow', now, madrid).toISOString(), '2026-05-08T07:00:00.000Z')
  assert.equal(snoozeUntil('tomorrow', now, 'UTC').toISOString(), '2026-05-07T09:00:00.000Z')
  assert.equal(snoozeUntil('week', now, madrid).toISOString(), '2026-05-11T07:00:00.000Z')
})

test('on a Monday, next week is a week away', () => {
  assert.equal(snoozeUntil('week', new Date('2026-05-11T08:00:00Z'), 'UTC').toISOString(), '2026-05-18T09:00:00.000Z')
})

test('later is three hours on, to the minute', () => {
  assert.equal(snoozeUntil('later', now, madrid).toISOString(), '2026-05-07T01:11:00.000Z')
})

test('a clock on the wall is that of the viewer, a moment with an offset is itself, and nonsense is nothing', () => {
  assert.equal(readMoment('2026-06-01T10:30', now, madrid)?.toISOString(), '2026-06-01T08:30:00.000Z')
  assert.equal(readMoment('2026-06-01T10:30:00+05:00', now, madrid)?.toISOString(), '2026-06-01T05:30:00.000Z')
  for (const text of ['', 'soon', '2026-06-01', 'tomorrow ', '2026-13-45T99:99:00Z'])
    assert.equal(readMoment(text, now, madrid), undefined, text)
})

test('no moment is offered twice: on a Sunday, next week begins tomorrow', () => {
  const choices = (day: string) => snoozeMoments(new Date(day), 'Europe/Madrid').map(({ choice }) => choice)
  assert.deepEqual(choices('2026-05-10T10:00:00Z'), ['later', 'tomorrow'])
  assert.deepEqual(choices('2026-05-06T10:00:00Z'), ['later', 'tomorrow', 'week'])
})
