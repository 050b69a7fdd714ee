import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { usualWeek } from '../working-time/calendar.ts'
import { aroundTheClock, workingClock } from '../working-time/working-clock.ts'
import { conditionsGiven, type Level, levelFor } from './level.ts'
import { type Clocks, dueOf, nextOf, type Result, type Turn, turn } from './turn.ts'

const hourMs = 3_600_000
const begin = Date.parse('2026-06-01T08:00:00Z')
const h = (hours: number) => new Date(begin + hours * hourMs)

const level: Level = {
  id: 'level',
  name: 'Everybody',
  calendarId: null,
  conditions: conditionsGiven.parse({}),
  targets: { 'first-answer': 4 * hourMs, 'next-answer': 2 * hourMs, resolution: 24 * hourMs },
  warnBefore: 60,
  steps: [{ after_minutes: 30, deed: 'tell', to: 'managers' }],
  clock: aroundTheClock,
}
const levelOf = () => level
const nothing = { answer: undefined, resolution: undefined, closed: undefined }
const open = (waiting: number | null, answered: number | null = null): Turn => ({
  state: 'open',
  waitingSince: waiting === null ? null : h(waiting),
  answeredAt: answered === null ? null : h(answered),
  spokeAnewAt: null,
})

/** A life in steps: how it stands, and when somebody looked. */
function live(...steps: [Turn, number][]): Clocks & { results: Result[] } {
  let known: Clocks & { closed: Result | undefined } = nothing
  let results: Result[] = []
  for (const [it, at] of steps) {
    const next = turn(it, level, known, levelOf, h(at))
    if (next.isRestored) results = results.filter((one) => one !== known.closed)
    results = [...results, ...next.results]
    known = { ...next, closed: results.findLast((one) => one.target === 'resolution') }
  }
  return { answer: known.answer, resolution: known.resolution, results }
}
const due = (clock: Clocks['answer']) => clock && dueOf(clock, level)

test('who speaks first is to have a first answer, then a next one, and an end', () => {
  const asked = live([open(0), 0])
  assert.deepEqual([due(asked.answer), due(asked.resolution)], [h(4), h(24)])
  const answered = live([open(0), 0], [open(null, 3), 3.1])
  assert.equal(answered.answer, undefined)
  assert.deepEqual(answered.results, [
    {
      levelId: 'level',
      target: 'first-answer',
      askedAt: h(0),
      endedAt: h(3),
      targetMs: 4 * hourMs,
      spentMs: 3 * hourMs,
    },
  ])
  // Their turn: the clock of the whole stands at what was spent until we spoke.
  assert.deepEqual([answered.resolution?.spentMs, answered.resolution?.runningSince], [3 * hourMs, null])
  const again = live([open(0), 0], [open(null, 3), 3], [open(10, 3), 10])
  assert.deepEqual([again.answer?.target, due(again.answer), due(again.resolution)], ['next-answer', h(12), h(31)])
})

test('what is put aside stands still, and goes on when it is taken back', () => {
  const aside = live([open(0), 0], [{ ...open(0), state: 'snoozed' }, 1])
  assert.equal(due(aside.answer), null)
  const back = live([open(0), 0], [{ ...open(0), state: 'snoozed' }, 1], [open(0), 11])
  assert.deepEqual([due(back.answer), due(back.resolution)], [h(14), h(34)])
})

test('a closing ends it, one that is taken back does not, and who speaks after it begins anew', () => {
  const closed = [
    [open(0), 0],
    [open(null, 1), 1],
    [{ ...open(null, 1), state: 'closed' }, 5],
  ] as [Turn, number][]
  const ended = live(...closed)
  assert.deepEqual(
    ended.results.map(({ target, spentMs }) => [target, spentMs / hourMs]),
    [
      ['first-answer', 1],
      ['resolution', 1],
    ],
  )
  const undone = live(...closed, [open(null, 1), 6])
  assert.equal(undone.results.length, 1)
  assert.equal(undone.resolution?.spentMs, hourMs)
  const anew = live(...closed, [open(50, 1), 50])
  assert.deepEqual([due(anew.answer), due(anew.resolution)], [h(52), h(74)])
  assert.equal(anew.results.length, 2)
})

test('what is heard late moves the beginning, and what is deleted too', () => {
  assert.deepEqual(due(live([open(2), 2], [open(1), 3]).answer), h(5))
  assert.deepEqual(due(live([open(1), 2], [open(2), 3]).answer), h(6))
  assert.deepEqual(live([open(1), 2], [open(null), 3]).results, [])
})

test('the warning comes before, then that it is late, then each step', () => {
  const { answer } = live([open(0), 0])
  const told = (minutes: number | null) => answer && nextOf({ ...answer, told: minutes }, level)
  assert.deepEqual(told(null), { at: h(3), minutes: -60 })
  assert.deepEqual(told(-60), { at: h(4), minutes: 0 })
  assert.deepEqual(told(0), { at: h(4.5), minutes: 30 })
  assert.equal(told(30), undefined)
})

test('a holiday moves what is due, and the warning before it', () => {
  const hours = { timeZone: 'Europe/Madrid', week: usualWeek, days: new Map([['2026-06-02', []]]) }
  const weekdays = { ...level, clock: workingClock(hours) }
  // Monday at four, with an hour left; Tuesday is a holiday.
  const asked = { ...open(6), state: 'open' } as const
  const { answer } = turn(asked, weekdays, nothing, () => weekdays, h(6))
  assert.deepEqual(answer && dueOf(answer, weekdays), new Date('2026-06-03T12:00:00+02:00'))
  assert.deepEqual(answer && nextOf(answer, weekdays)?.at, new Date('2026-06-03T11:00:00+02:00'))
})

test('the first rule that fits holds', () => {
  const rule = (conditions: object) => ({ conditions: conditionsGiven.parse(conditions) })
  const [urgent, tagged, spanish, rest] = [
    rule({ urgency: 2 }),
    rule({ tags: ['VIP', 'press'], intents: ['complaint'] }),
    rule({ languages: ['es'], networks: ['mail'] }),
    rule({}),
  ]
  const it = {
    channelId: 'c',
    network: 'mail',
    language: 'es',
    intents: [],
    urgency: 1,
    tags: [],
    teamId: null,
  } as const
  const which = (more: object) => levelFor([urgent, tagged, spanish, rest], { ...it, ...more })
  assert.equal(which({}), spanish)
  assert.equal(which({ urgency: 3 }), urgent)
  assert.equal(which({ network: 'mastodon' }), rest)
  assert.equal(which({ language: null }), rest)
  assert.equal(which({ tags: ['vip'] }), spanish)
  assert.equal(which({ tags: ['vip'], intents: ['complaint', 'question'] }), tagged)
})

test('the law: looking more often changes nothing', () => {
  const happen = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom('they', 'we', 'aside', 'back', 'close')),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  fc.assert(
    fc.property(happen, (acts) => {
      let [now, it] = [0, open(0)]
      const steps: [Turn, number][] = [[it, 0]]
      const often: [Turn, number][] = [[it, 0]]
      for (const [hours, act] of acts) {
        now += hours
        often.push([it, now - 0.5])
        it = after(it, act, now)
        steps.push([it, now])
        often.push([it, now], [it, now])
      }
      assert.deepEqual(live(...often), live(...steps))
    }),
  )
})

function after(it: Turn, act: string, now: number): Turn {
  if (act === 'they') return { ...it, state: 'open', waitingSince: it.waitingSince ?? h(now) }
  if (act === 'we') return { ...it, waitingSince: null, answeredAt: h(now) }
  if (act === 'aside') return { ...it, state: 'snoozed' }
  if (act === 'close') return { ...it, state: 'closed' }
  return { ...it, state: 'open' }
}
