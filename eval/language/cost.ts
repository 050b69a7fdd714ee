import { identify } from '../../src/reading/language/identify.ts'
import { readTables, type Tables } from '../../src/reading/language/table.ts'
import { weightsFile } from '../../src/reading/weights/file.ts'
import type { Teller } from './others.ts'
import type { Known } from './texts.ts'

/** Tweets a second of one core: of the time it worked, so that others at work beside it do not count. */
export function speed(texts: readonly Known[]): number {
  const said = texts.map(({ text }) => ({ text }))
  return bestOf(texts.length, () => identify(said))
}

export const speedOf = (teller: Teller, texts: readonly Known[]): number =>
  bestOf(texts.length, () => texts.map(({ text }) => teller(text)))

/** The milliseconds that loading the tables takes, and the megabytes they and what is remembered hold. */
export function weight(texts: readonly Known[]): { loadedMs: number; megabytes: number } {
  const began = performance.now()
  const loaded: Tables = readTables(weightsFile('language.bin'))
  const loadedMs = performance.now() - began
  const before = held()
  const again = readTables(weightsFile('language.bin'))
  identify(
    texts.map(({ text }) => ({ text })),
    again,
  )
  const megabytes = (held() - before) / 1e6
  return { loadedMs, megabytes: loaded === again ? 0 : megabytes }
}

function held(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function bestOf(count: number, work: () => unknown): number {
  let best = 0
  for (let round = 0; round < 8; round++) {
    const began = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(began)
    best = Math.max(best, count / ((user + system) / 1e6))
  }
  return best
}
