import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shownAt } from '../../../lib/wall-clock.ts'
import { usualWeek, type WorkingHours } from '../../working-time/calendar.ts'
import { type Day, isWorked, reckon, type When } from './reckon.ts'

const timeZone = 'Europe/Madrid'
const hours: WorkingHours = { timeZone, week: usualWeek, days: new Map([['2026-05-15', []]]) }
const shown = (when: When, at = '2026-05-06T09:00:00Z', by = hours) => {
  const due = reckon(when, { now: new Date(at), hours: by, noon: 840 })
  return due && shownAt(due, by.timeZone)
}

test('a day lasts until its work ends; where nobody works, until eight', () => {
  assert.equal(shown({ day: { is: 'in', days: 1 } }), '2026-05-07T17:00')
  assert.equal(shown({ day: { is: 'in', days: 3 } }), '2026-05-09T20:00')
  assert.equal(shown({ day: { is: 'date', day: 15, month: 5 } }), '2026-05-15T20:00')
})

test('working days leave out weekends and holidays, and "before" means the last worked day before', () => {
  assert.equal(shown({ day: { is: 'in', days: 2, working: true } }, '2026-05-14T09:00:00Z'), '2026-05-19T17:00')
  assert.equal(shown({ day: { is: 'weekday', day: 1 }, before: true }, '2026-05-13T09:00:00Z'), '2026-05-14T17:00')
  assert.equal(shown({ day: { is: 'week-end', ahead: 1 } }), '2026-05-14T17:00', 'Friday is a holiday')
})

test('a weekday is the next of that name; next week begins after Sunday', () => {
  assert.equal(shown({ day: { is: 'weekday', day: 3 } }), '2026-05-13T17:00', 'said on a Wednesday')
  assert.equal(shown({ day: { is: 'weekday', day: 5, week: 'next' } })?.slice(0, 10), '2026-05-15')
  assert.equal(shown({ day: { is: 'weekday', day: 1, week: 'next' } })?.slice(0, 10), '2026-05-11')
})

test('today is over at five: then it is this evening, and at last midnight', () => {
  const today: When = { day: { is: 'in', days: 0 } }
  assert.equal(shown(today), '2026-05-06T17:00')
  assert.equal(shown(today, '2026-05-06T16:00:00Z'), '2026-05-06T20:00')
  assert.equal(shown(today, '2026-05-06T19:00:00Z'), '2026-05-06T23:59')
  assert.equal(shown({ hour: 600 }), '2026-05-07T10:00', 'at ten, said at eleven')
  assert.equal(shown({ ...today, hour: 600 }), undefined, 'today at ten, said at eleven')
})

test('hours are all of them, also in the night in which clocks are changed', () => {
  assert.equal(shown({ minutes: 1440 }, '2026-03-28T20:00:00Z'), '2026-03-29T22:00')
  assert.equal(shown({ day: { is: 'in', days: 1 }, hour: 'first' }, '2026-10-24T20:00:00Z'), '2026-10-25T10:00')
})

test('whatever is named is to come, by any clock', () => {
  const days: fc.Arbitrary<Day> = fc.oneof(
    fc.record({ is: fc.constant('in' as const), days: fc.nat(60), working: fc.boolean() }),
    fc.record({
      is: fc.constant('weekday' as const),
      day: fc.nat(6),
      week: fc.constantFrom('this' as const, 'next' as const),
    }),
    fc.record({
      is: fc.constant('date' as const),
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 12 }),
    }),
    fc.record({ is: fc.constantFrom('week-end' as const, 'weekend' as const, 'month-end' as const), ahead: fc.nat(2) }),
  )
  const parts = fc.constantFrom(
    'first' as const,
    'morning' as const,
    'afternoon' as const,
    'night' as const,
    'end' as const,
  )
  const zones = fc.constantFrom('Europe/Madrid', 'America/Santiago', 'Asia/Kathmandu', 'Pacific/Kiritimati')
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, parts, zones, moments, fc.boolean(), (day, hour, zone, now, before) => {
      const by = { timeZone: zone, week: usualWeek, days: new Map() }
      const due = reckon({ day, hour, before }, { now, hours: by, noon: 720 })
      if (due) assert.ok(due > now && due.getTime() - now.getTime() < 400 * 86_400_000)
      if (due) assert.equal(typeof isWorked(due, by), 'boolean')
    }),
  )
})
