import type { PaceHints, ParsedFeed } from './parsed.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
export const fastestMs = 5 * minuteMs
export const slowestMs = dayMs

/** A feed that brings something every day is asked every two hours, one that rests is asked less and less. */
const asksPerItem = 12

/** When to ask again, from the feed's own pace and from what it and its server say about it. Milliseconds. */
export function pace(feed: Pick<ParsedFeed, 'hints' | 'items' | 'complete'>, headers: Headers, now: Date): number {
  if (feed.complete) return slowestMs
  const { hints } = feed
  const usual = usualGapMs(
    feed.items.flatMap(({ published, updated }) => published ?? updated ?? []),
    now,
  )
  const own = (usual ?? (hints.everyMinutes ?? 12 * 60) * minuteMs) / asksPerItem
  const least = Math.max((hints.ttlMinutes ?? 0) * minuteMs, Math.min(maxAgeMs(headers), hourMs))
  const wait = Math.min(Math.max(own, least, fastestMs), slowestMs)
  return Math.min(afterRest(hints, now, wait), slowestMs)
}

/** The median time between its newest items, or how long it has been silent, whichever is longer. */
function usualGapMs(moments: Date[], now: Date): number | undefined {
  const times = moments
    .map(Number)
    .filter((time) => time <= now.getTime())
    .sort((a, b) => b - a)
    .slice(0, 11)
  const gaps = times.slice(1).map((time, at) => (times[at] ?? time) - time)
  const newest = times[0]
  if (newest === undefined || gaps.length === 0) return undefined
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  return Math.max(median, (now.getTime() - newest) / 2)
}

const maxAgeMs = (headers: Headers): number =>
  Number(/(?:^|[\s,])max-age\s*=\s*"?(\d+)/i.exec(headers.get('cache-control') ?? '')?.[1] ?? 0) * 1000

/** The first hour after the wait in which somebody might write. */
function afterRest({ skipHours, skipDays }: PaceHints, now: Date, wait: number): number {
  const at = new Date(now.getTime() + wait)
  for (let hours = 0; hours < 24; hours++) {
    if (!skipHours.includes(at.getUTCHours()) && !skipDays.includes(at.getUTCDay())) break
    at.setTime(Math.floor(at.getTime() / hourMs) * hourMs + hourMs)
  }
  return at.getTime() - now.getTime()
}
