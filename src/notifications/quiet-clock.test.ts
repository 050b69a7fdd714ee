import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wallTime } from '../lib/wall-clock.ts'
import { isEverLoud, type Quiet, quietUntil } from './quiet-clock.ts'

const nights: Quiet = { days: [0, 1, 2, 3, 4, 5, 6], from: 22 * 60, until: 8 * 60, wholeDays: [] }
const until = (at: string, quiet: Quiet = nights, zone = 'Europe/Madrid') => {
  const end = quietUntil(quiet, zone, new Date(at))
  return end === undefined ? 'loud' : new Date(end).toISOString().slice(0, 16)
}

test('a night belongs to the day on which it begins, and ends when their own clock says so', () => {
  assert.equal(until('2026-07-04T19:59:00Z'), 'loud')
  assert.equal(until('2026-07-04T20:00:00Z'), '2026-07-05T06:00')
  assert.equal(until('2026-07-05T05:59:59Z'), '2026-07-05T06:00')
  assert.equal(until('2026-07-05T06:00:00Z'), 'loud')
  const weekdays = { ...nights, days: [1, 2, 3, 4, 5] }
  assert.equal(until('2026-07-10T23:00:00Z', weekdays), '2026-07-11T06:00', 'Friday night')
  assert.equal(until('2026-07-11T23:00:00Z', weekdays), 'loud', 'Saturday night')
})

test('nights in which clocks are changed are an hour shorter or longer, and end at eight all the same', () => {
  assert.equal(until('2026-03-28T22:00:00Z'), '2026-03-29T06:00')
  assert.equal(until('2026-10-24T21:00:00Z'), '2026-10-25T07:00')
})

test('an end that a clock change skips is when the clocks have gone on; one that it repeats, the first', () => {
  const short = { ...nights, until: 2 * 60 + 30 }
  assert.equal(until('2026-03-29T00:10:00Z', short), '2026-03-29T01:00')
  assert.equal(until('2026-10-25T00:10:00Z', short), '2026-10-25T00:30')
  assert.equal(until('2026-10-25T01:10:00Z', short), '2026-10-25T01:30', 'the clock shows 2:10 once more')
})

test('whole days and nights that touch are one quiet', () => {
  const weekend = { ...nights, wholeDays: [6, 0] }
  assert.equal(until('2026-07-03T21:00:00Z', weekend), '2026-07-06T06:00')
  assert.equal(isEverLoud({ ...nights, wholeDays: [0, 1, 2, 3, 4, 5, 6] }), false)
  assert.equal(isEverLoud(weekend), true)
  assert.equal(quietUntil({ ...nights, wholeDays: [0, 1, 2, 3, 4, 5, 6] }, 'UTC', new Date()), Number.POSITIVE_INFINITY)
})

const day = fc.integer({ min: 0, max: 6 })
const someQuiet = fc
  .record({
    days: fc.uniqueArray(day),
    from: fc.integer({ min: 0, max: 95 }).map((n) => n * 15),
    until: fc.integer({ min: 0, max: 95 }).map((n) => n * 15),
    wholeDays: fc.uniqueArray(day, { maxLength: 3 }),
  })
  .filter(({ from, until }) => from !== until)

/** What the clock on the wall says, without any arithmetic of moments. */
function isQuiet({ days, from, until, wholeDays }: Quiet, zone: string, at: number): boolean {
  const { hour, minute, weekday } = wallTime(new Date(at), zone)
  const now = hour * 60 + minute
  const before = (weekday + 6) % 7
  if (wholeDays.includes(weekday)) return true
  if (until > from) return days.includes(weekday) && now >= from && now < until
  return (days.includes(weekday) && now >= from) || (days.includes(before) && now < until)
}

test('at every moment the wall clock of the person decides, through a year with its clock changes', () => {
  const zones = ['Europe/Madrid', 'America/Mexico_City', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC']
  // Around the nights in which clocks change, and any other time.
  const around = (iso: string) =>
    fc.integer({ min: -2_880, max: 2_880 }).map((minutes) => Date.parse(iso) + minutes * 60_000)
  const moments = fc.oneof(
    around('2026-03-29T01:00Z'),
    around('2026-10-25T01:00Z'),
    around('2026-04-04T15:00Z'),
    around('2026-11-01T05:30Z'),
    fc.integer({ min: 0, max: 525_000 }).map((minutes) => Date.UTC(2026, 0, 1) + minutes * 60_000),
  )
  fc.assert(
    fc.property(someQuiet, fc.constantFrom(...zones), moments, (quiet, zone, at) => {
      const end = quietUntil(quiet, zone, new Date(at))
      assert.equal(end !== undefined, isQuiet(quiet, zone, at))
      if (end === undefined || end === Number.POSITIVE_INFINITY) return
      assert.equal(isQuiet(quiet, zone, end), false, 'it is loud when it ends')
      for (let then = at; then < end; then += 15 * 60_000) assert.ok(isQuiet(quiet, zone, then), 'and quiet until then')
      assert.ok(isQuiet(quiet, zone, end - 60_000))
    }),
    { numRuns: 150 },
  )
})
