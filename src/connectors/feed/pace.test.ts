import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pace } from './pace.ts'
import type { FeedItem, PaceHints } from './parsed.ts'

const now = new Date('2024-03-05T12:00:00Z')
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const every = (gap: number, newest = gap): FeedItem[] =>
  Array.from({ length: 10 }, (_, at) => ({
    base: '',
    authors: [],
    media: [],
    raw: {},
    published: new Date(now.getTime() - newest - at * gap),
  }))
const wait = (
  items: FeedItem[],
  hints: Partial<PaceHints> = {},
  headers: Record<string, string> = {},
  complete = false,
) => pace({ items, complete, hints: { skipHours: [], skipDays: [], ...hints } }, new Headers(headers), now)

test('asks as often as the feed usually brings something', () => {
  assert.equal(wait(every(10 * minute)), 5 * minute)
  assert.equal(wait(every(2 * hour)), 10 * minute)
  assert.equal(wait(every(day)), 2 * hour)
  assert.equal(wait(every(7 * day)), 14 * hour)
  assert.equal(wait(every(365 * day)), day)
})

test('asks less while a feed rests', () => {
  assert.equal(wait(every(hour, 48 * hour)), 2 * hour)
  assert.equal(wait(every(hour, 365 * day)), day)
})

test('without dates goes by what the feed says, or every hour', () => {
  assert.equal(wait([]), hour)
  assert.equal(wait([], { everyMinutes: 24 * 60 }), 2 * hour)
})

test('waits as long as the feed and its server ask for, up to a day', () => {
  assert.equal(wait(every(hour), { ttlMinutes: 60 }), hour)
  assert.equal(wait(every(hour), { ttlMinutes: 100_000 }), day)
  assert.equal(wait(every(hour), {}, { 'cache-control': 'public, max-age=1800' }), 30 * minute)
  assert.equal(wait(every(hour), {}, { 'cache-control': 'max-age=31536000' }), hour, 'a careless server')
  assert.equal(wait(every(hour), {}, {}, true), day, 'it is over')
})

test('leaves out the hours and days in which nobody writes', () => {
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString().slice(0, 16)
  assert.equal(at(wait(every(hour), { skipHours: [12, 13] })), '2024-03-05T14:00')
  assert.equal(at(wait(every(hour), { skipDays: [2] })), '2024-03-06T00:00')
  assert.equal(wait(every(hour), { skipDays: [0, 1, 2, 3, 4, 5, 6] }), day, 'never is not an answer')
})

test('is always between five minutes and a day', () => {
  fc.assert(
    fc.property(
      fc.array(fc.date({ noInvalidDate: true })),
      fc.option(fc.double({ noNaN: true }), { nil: undefined }),
      fc.array(fc.integer({ min: 0, max: 23 })),
      (dates, ttl, skipHours) => {
        const items = every(1)
          .slice(0, 1)
          .flatMap((one) => dates.map((published) => ({ ...one, published })))
        const ms = wait(items, { skipHours, ...(ttl !== undefined && ttl > 0 && { ttlMinutes: ttl }) })
        assert.ok(ms >= 5 * minute && ms <= day, String(ms))
      },
    ),
  )
})
