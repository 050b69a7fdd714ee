import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { momentOf, wallTime } from './wall-clock.ts'

const madrid = 'Europe/Madrid'
const wall = (year: number, month: number, day: number, hour: number, minute = 0) => ({
  year,
  month,
  day,
  hour,
  minute,
})

test('a clock in Madrid shows two hours more than UTC in summer, and one in winter', () => {
  assert.deepEqual(wallTime(new Date('2026-07-04T22:30:00Z'), madrid), { ...wall(2026, 7, 5, 0, 30), weekday: 0 })
  assert.equal(momentOf(wall(2026, 7, 5, 9), madrid).toISOString(), '2026-07-05T07:00:00.000Z')
  assert.equal(momentOf(wall(2026, 1, 5, 9), madrid).toISOString(), '2026-01-05T08:00:00.000Z')
})

test('the hour that the spring skips becomes the next, and of the one that the autumn repeats the first is meant', () => {
  assert.equal(momentOf(wall(2026, 3, 29, 2, 30), madrid).toISOString(), '2026-03-29T01:30:00.000Z')
  assert.equal(momentOf(wall(2026, 10, 25, 2, 30), madrid).toISOString(), '2026-10-25T00:30:00.000Z')
})

test('a day beyond the end of the month is one of the next', () => {
  assert.equal(momentOf(wall(2026, 12, 32, 9), 'UTC').toISOString(), '2027-01-01T09:00:00.000Z')
})

test('what a clock shows leads back to the moment, but for the repeated hour', () => {
  const zones = [madrid, 'America/Mexico_City', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC']
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000 }), fc.constantFrom(...zones), (minutes, zone) => {
      const at = new Date(Date.UTC(2024, 0, 1) + minutes * 60_000)
      const back = momentOf(wallTime(at, zone), zone)
      const lost = at.getTime() - back.getTime()
      assert.ok(lost === 0 || lost === 3_600_000 || lost === 1_800_000, `${at.toISOString()} ${zone} ${lost}`)
      assert.deepEqual(wallTime(back, zone), wallTime(at, zone))
    }),
  )
})
