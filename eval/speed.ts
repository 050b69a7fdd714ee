import { createReader } from '../src/reading/index.ts'
import { languagesOfTweets, tweets } from './kept.ts'
import type { Line } from './table.ts'

const rounds = 5

/** Messages a second on one core, everything read, and the memory that reading adds to a process that reads nothing. */
export function evaluateSpeed(): Line[] {
  const before = resident()
  const said = Object.values(languagesOfTweets).flatMap((folder) => tweets(folder).map(({ text }) => ({ text })))
  const read = said.filter((_, at) => at < tweetsReadWhole)
  const reader = createReader()
  reader.read(said)
  const found = Array.from({ length: rounds }, () => perSecond(() => reader.read(read), read.length))
  const all = Array.from({ length: rounds }, () => perSecond(() => reader.read(said), said.length))
  return [
    { on: 'speed, tweets in es and en', measure: 'messages/s', found: middle(found), must: 8000, aim: 20_000 },
    { on: 'speed, tweets in six languages', measure: 'messages/s', found: middle(all) },
    {
      on: 'memory added by reading, one reader',
      measure: 'MB',
      found: Math.max(1, resident() - before),
      must: 250,
      aim: 80,
      less: true,
    },
  ]
}

/** The tweets in Spanish and English come first. */
const tweetsReadWhole = 648

function perSecond(work: () => void, messages: number): number {
  const began = process.cpuUsage()
  for (let again = 0; again < 4; again++) work()
  const { user, system } = process.cpuUsage(began)
  return Math.round((4 * messages * 1e6) / (user + system))
}

const middle = (of: number[]): number => of.sort((one, other) => one - other)[of.length >> 1] ?? 0

function resident(): number {
  globalThis.gc?.()
  return Math.round(process.memoryUsage.rss() / 1e6)
}
