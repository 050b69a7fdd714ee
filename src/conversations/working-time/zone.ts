import { dateFormat } from '../../lib/relative-time.ts'

const dayMs = 86_400_000

/** A stretch of time through which a zone's clocks are equally far ahead of UTC. */
export interface Stretch {
  from: number
  to: number
  offset: number
}

/** A day of UTC (counted from 1970) as a zone's clocks have it: one stretch, or two where they are changed. */
export function stretchesOf(timeZone: string, utcDay: number): readonly Stretch[] {
  const [from, to] = [utcDay * dayMs, (utcDay + 1) * dayMs]
  const [before, after] = [offsetAtMidnight(timeZone, utcDay), offsetAtMidnight(timeZone, utcDay + 1)]
  if (before === after) return [{ from, to, offset: before }]
  const change = changeBetween(timeZone, from, to, before)
  return [
    { from, to: change, offset: before },
    { from: change, to, offset: after },
  ]
}

/** By zone: how far ahead its clocks are at each midnight of UTC that was asked for. */
const known = new Map<string, Map<number, number>>()
const mostKnown = 20_000

function offsetAtMidnight(timeZone: string, utcDay: number): number {
  let offsets = known.get(timeZone)
  if (!offsets || offsets.size > mostKnown) {
    offsets = new Map()
    known.set(timeZone, offsets)
  }
  const offset = offsets.get(utcDay) ?? offsetAt(timeZone, utcDay * dayMs)
  offsets.set(utcDay, offset)
  return offset
}

/** Clocks are changed on a whole second: which one is found by halving. */
function changeBetween(timeZone: string, from: number, to: number, before: number): number {
  let [still, changed] = [from / 1000, to / 1000]
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2)
    if (offsetAt(timeZone, middle * 1000) === before) still = middle
    else changed = middle
  }
  return changed * 1000
}

const numbers = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
} as const

/** How far a zone's clocks are ahead of UTC, at a whole second. */
function offsetAt(timeZone: string, ms: number): number {
  const shown = new Map(
    dateFormat('en-US', timeZone, numbers)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - ms
}
