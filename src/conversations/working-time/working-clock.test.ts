import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dateFormat } from '../../lib/relative-time.ts'
import { type Span, usualWeek, type WorkingHours } from './calendar.ts'
import { aroundTheClock, workingClock } from './working-clock.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const at = (text: string) => new Date(text)
const hours = (more: Partial<WorkingHours> = {}): WorkingHours => ({
  timeZone: 'Europe/Madrid',
  week: usualWeek,
  days: new Map(),
  ...more,
})
const everyDay = (...spans: Span[]) => [0, 1, 2, 3, 4, 5, 6].map(() => spans)
const allDay = { from: 0, to: 1440 }

test('what is asked on a Friday at four is due on Friday at five or goes on on Monday', () => {
  const clock = workingClock(hours())
  const friday = at('2026-06-05T16:00:00+02:00')
  assert.deepEqual(clock.addWorking(friday, hourMs), at('2026-06-05T17:00:00+02:00'))
  assert.deepEqual(clock.addWorking(friday, hourMs + 1), new Date(at('2026-06-08T09:00:00+02:00').getTime() + 1))
  assert.equal(clock.workingMs(friday, at('2026-06-08T10:30:00+02:00')), 2.5 * hourMs)
  assert.equal(clock.workingMs(at('2026-06-08T10:30:00+02:00'), friday), 0)
  assert.deepEqual(clock.addWorking(at('2026-06-06T12:00:00Z'), 0), at('2026-06-06T12:00:00Z'))
})

test('a holiday on the day it would be due moves it to the next one that is worked', () => {
  const closed = hours({ days: new Map([['12-25', []]]) })
  const eve = at('2025-12-24T16:30:00+01:00')
  assert.deepEqual(workingClock(closed).addWorking(eve, hourMs), at('2025-12-26T09:30:00+01:00'))
  // To the minute before the holiday's midnight nothing changes.
  const late = hours({ week: everyDay(allDay), days: new Map([['12-25', []]]) })
  assert.deepEqual(workingClock(late).addWorking(eve, 7.5 * hourMs), at('2025-12-25T00:00:00+01:00'))
  assert.deepEqual(workingClock(late).addWorking(eve, 7.5 * hourMs + minuteMs), at('2025-12-26T00:01:00+01:00'))
  // A year's own hours go before those of every year.
  const open = hours({
    days: new Map([
      ['12-25', []],
      ['2025-12-25', [{ from: 600, to: 660 }]],
    ]),
  })
  assert.deepEqual(workingClock(open).addWorking(eve, hourMs), at('2025-12-25T10:30:00+01:00'))
})

test('a night that is worked is as long as it is when the clocks are changed', () => {
  const night = workingClock(hours({ week: everyDay({ from: 1320, to: 1800 }) }))
  const of = (from: string, to: string) => night.workingMs(at(from), at(to)) / hourMs
  assert.equal(of('2026-03-28T20:00:00+01:00', '2026-03-29T12:00:00+02:00'), 7)
  assert.equal(of('2026-10-24T20:00:00+02:00', '2026-10-25T12:00:00+01:00'), 9)
  assert.equal(of('2026-06-10T20:00:00+02:00', '2026-06-11T12:00:00+02:00'), 8)
  const added = night.addWorking(at('2026-10-25T01:30:00+02:00'), 2 * hourMs)
  assert.deepEqual(added, at('2026-10-25T02:30:00+01:00'))
})

test('the last night of February is worked in every kind of year', () => {
  const clock = workingClock(hours({ week: everyDay(allDay), days: new Map([['02-29', []]]), timeZone: 'UTC' }))
  assert.equal(clock.workingMs(at('2028-02-28T00:00:00Z'), at('2028-03-01T00:00:00Z')), 24 * hourMs)
  assert.equal(clock.workingMs(at('2027-02-28T00:00:00Z'), at('2027-03-01T00:00:00Z')), 24 * hourMs)
  assert.equal(clock.workingMs(at('2100-02-28T00:00:00Z'), at('2100-03-01T00:00:00Z')), 24 * hourMs)
})

test('where nobody ever works nothing is ever due', () => {
  assert.equal(workingClock(hours({ week: everyDay() })).addWorking(at('2026-01-01T00:00:00Z'), 1), undefined)
})

test('a day that a zone left out has no hours', () => {
  const days = new Map([['2011-12-30', [allDay]]])
  const apia = workingClock(hours({ timeZone: 'Pacific/Apia', week: everyDay({ from: 540, to: 1020 }), days }))
  assert.equal(apia.workingMs(at('2011-12-29T10:00:00Z'), at('2011-12-31T10:00:00Z')), 2 * 8 * hourMs)
})

const zones = [
  'Europe/Madrid',
  'America/Mexico_City',
  'America/Santiago',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Pacific/Apia',
  'UTC',
]

const span: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .map(([from, length]) => ({ from, to: from + length }))
const day = fc.array(span, { maxLength: 3 })

/** Around the clock changes of these zones, and the days before 29 February and New Year. */
const nights = [
  '2026-03-29',
  '2026-10-25',
  '2026-04-05',
  '2026-10-04',
  '2026-03-08',
  '2026-11-01',
  '2028-02-29',
  '2026-12-31',
]
const moment: fc.Arbitrary<Date> = fc
  .tuple(fc.constantFrom(...nights), fc.integer({ min: -3 * 86_400, max: 3 * 86_400 }))
  .map(([night, seconds]) => new Date(Date.parse(`${night}T00:00:00Z`) + seconds * 1000))

const anyHours: fc.Arbitrary<WorkingHours> = fc.record({
  timeZone: fc.constantFrom(...zones),
  week: fc.array(day, { minLength: 7, maxLength: 7 }),
  days: fc
    .array(fc.tuple(fc.constantFrom(...nights, ...nights.map((night) => night.slice(5))), day), { maxLength: 4 })
    .map((days) => new Map(days)),
})

const shown = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const

/** Whether the clock on the wall shows worked hours: the rule itself, without any arithmetic of time. */
function isWorked({ timeZone, week, days }: WorkingHours, ms: number): boolean {
  const parts = dateFormat('en-US', timeZone, shown).formatToParts(ms)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  const minute = Number(of('hour')) * 60 + Number(of('minute'))
  const spansOn = (daysBack: number) => {
    const date = new Date(Date.UTC(Number(of('year')), Number(of('month')) - 1, Number(of('day')) - daysBack))
    const written = date.toISOString().slice(0, 10)
    const own = days.get(written) ?? days.get(written.slice(5))
    return { isOwn: own !== undefined, spans: own ?? week[date.getUTCDay()] ?? [] }
  }
  const has = (spans: readonly Span[], of: number) => spans.some(({ from, to }) => of >= from && of < to)
  const today = spansOn(0)
  return has(today.spans, minute) || (!today.isOwn && has(spansOn(1).spans, minute + 1440))
}

test('the law: it is what a person counts who looks at the clock every minute', () => {
  fc.assert(
    fc.property(anyHours, moment, fc.integer({ min: 0, max: 1800 }), (calendar, given, minutes) => {
      const from = Math.floor(given.getTime() / minuteMs) * minuteMs
      let counted = 0
      for (let one = 0; one < minutes; one++) if (isWorked(calendar, from + one * minuteMs)) counted++
      const worked = workingClock(calendar).workingMs(new Date(from), new Date(from + minutes * minuteMs))
      assert.equal(worked / minuteMs, counted)
    }),
    { numRuns: 60 },
  )
})

test('the law: what is worked adds up, and never shrinks', () => {
  fc.assert(
    fc.property(anyHours, moment, moment, moment, (calendar, ...given) => {
      const [a, b, c] = given.toSorted((one, other) => one.getTime() - other.getTime()) as [Date, Date, Date]
      const clock = workingClock(calendar)
      assert.equal(clock.workingMs(a, b) + clock.workingMs(b, c), clock.workingMs(a, c))
      assert.ok(clock.workingMs(a, b) <= b.getTime() - a.getTime())
    }),
    { numRuns: 300 },
  )
})

const work = fc.integer({ min: 0, max: 100 * hourMs })

test('the law: adding and counting are the inverse of each other, and it is the first such moment', () => {
  fc.assert(
    fc.property(anyHours, moment, work, work, (calendar, from, some, more) => {
      const clock = workingClock(calendar)
      const to = clock.addWorking(from, some)
      const later = clock.addWorking(from, some + more)
      if (!to || !later) return
      assert.equal(clock.workingMs(from, to), some)
      if (some > 0) assert.equal(clock.workingMs(from, new Date(to.getTime() - 1)), some - 1)
      assert.deepEqual(clock.addWorking(to, more), later)
      assert.ok(later >= to)
      const wall = aroundTheClock.addWorking(from, some)
      assert.ok(wall && wall <= to)
    }),
    { numRuns: 300 },
  )
})

test('a thousand due times take less than 50 ms', () => {
  const calendar = hours({ days: new Map([['12-25', []]]) })
  const begin = performance.now()
  const clock = workingClock(calendar)
  for (let one = 0; one < 1000; one++)
    clock.addWorking(new Date(Date.UTC(2026, 5, 1) + one * 37 * minuteMs), 20 * hourMs)
  const took = performance.now() - begin
  assert.ok(took < 50, `${took.toFixed(1)} ms`)
})
