import { factKey, type Query } from './query.ts'

/** Whether a query asks for two things that no message has together: a word and not that word, two languages at once. */
export function canNeverHold(query: Query): boolean {
  if (query.kind === 'or') return query.of.every(canNeverHold)
  if (query.kind !== 'and') return false
  return query.of.some(canNeverHold) || deniesItself(query.of) || isTwoAtOnce(query.of) || isNoNumber(query.of)
}

function deniesItself(of: readonly Query[]): boolean {
  const asked = new Set(of.flatMap((one) => (one.kind === 'not' ? [] : [JSON.stringify(one)])))
  const denied = of.flatMap((one) => (one.kind !== 'not' ? [] : one.of.kind === 'or' ? one.of.of : [one.of]))
  return denied.some((one) => asked.has(JSON.stringify(one)))
}

/** A message has one of each of these. */
const single: readonly string[] = ['lang', 'network', 'channel', 'sentiment', 'urgency', 'abuse']

function isTwoAtOnce(of: readonly Query[]): boolean {
  const found = new Map<string, string>()
  for (const one of of) {
    if (one.kind !== 'fact') continue
    const { field, value } = one
    if (single.includes(field) && (found.get(field) ?? value) !== value) return true
    found.set(field, value)
    found.set(factKey(field, value), value)
  }
  return found.has('is:reply') && found.has('is:original')
}

function isNoNumber(of: readonly Query[]): boolean {
  const ranges = of.filter((one) => one.kind === 'followers')
  return ranges.length > 1 && Math.max(...ranges.map((one) => one.least)) > Math.min(...ranges.map((one) => one.most))
}
