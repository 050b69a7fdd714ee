import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wallTime } from '../lib/wall-clock.ts'
import { nextDaily, nextHour } from './pace.ts'

const next = (at: string, now: string, more: { workingDays?: boolean; timeZone?: string } = {}) => {
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  const daily = { timeZone: 'Europe/Madrid', workingDays: false, at: hour * 60 + minute, ...more }
  return nextDaily(daily, new Date(now)).toISOString().slice(0, 16)
}

test('the letter of a day leaves at its time of their own clock, today where that is still to come', () => {
  assert.equal(next('8:30', '2026-07-04T06:29:59Z'), '2026-07-04T06:30')
  assert.equal(next('8:30', '2026-07-04T06:30:00Z'), '2026-07-05T06:30')
  assert.equal(next('8:30', '2026-12-31T23:30:00Z'), '2027-01-01T07:30')
})

test('on working days only, what comes on a Friday evening waits for Monday', () => {
  assert.equal(next('8:00', '2026-07-03T18:00:00Z', { workingDays: true }), '2026-07-06T06:00')
  assert.equal(next('8:00', '2026-07-03T05:00:00Z', { workingDays: true }), '2026-07-03T06:00')
})

test('in nights of clock changes it leaves once, at the time or after the hour that is skipped', () => {
  assert.equal(next('2:30', '2026-03-28T12:00:00Z'), '2026-03-29T01:30')
  assert.equal(next('2:30', '2026-10-24T12:00:00Z'), '2026-10-25T00:30')
  assert.equal(next('2:30', '2026-10-25T00:30:00Z'), '2026-10-26T01:30', 'not once more when the clocks show it again')
})

test('there is always a next one, after now and within a day or, over a weekend, three; by the clock on the wall', () => {
  const zones = ['Europe/Madrid', 'America/Mexico_City', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']
  const moment = fc.integer({ min: 0, max: 1_050_000 }).map((minutes) => Date.UTC(2025, 0, 1) + minutes * 60_000)
  const someTime = fc.integer({ min: 0, max: 1439 })
  fc.assert(
    fc.property(moment, someTime, fc.constantFrom(...zones), fc.boolean(), (ms, at, timeZone, workingDays) => {
      const then = nextDaily({ timeZone, at, workingDays }, new Date(ms))
      const days = (then.getTime() - ms) / 86_400_000
      assert.ok(days > 0 && days <= (workingDays ? 3 : 1) + 1 / 24)
      const { hour, minute, weekday } = wallTime(then, timeZone)
      const late = hour * 60 + minute - at
      assert.ok(late === 0 || (late > 0 && late <= 60), 'at that time, or after a skipped hour')
      if (workingDays) assert.ok(weekday >= 1 && weekday <= 5)
    }),
  )
})

test('the letter of an hour leaves on the next hour', () => {
  assert.equal(nextHour(new Date('2026-07-04T06:00:00Z')).toISOString(), '2026-07-04T07:00:00.000Z')
  assert.equal(nextHour(new Date('2026-07-04T06:59:59Z')).toISOString(), '2026-07-04T07:00:00.000Z')
})
