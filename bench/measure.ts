import { setTimeout as sleep } from 'node:timers/promises'

/** What one question took, in milliseconds. */
export interface Times {
  p50: number
  p95: number
  p99: number
  worst: number
}

export function summarise(times: number[]): Times {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: sorted.at(-1) ?? Number.NaN }
}

/** Asks `rounds` times after a few to warm up, one after the other, with a pause after each. */
export async function timed(rounds: number, ask: (round: number) => Promise<unknown>, pauseMs = 0): Promise<Times> {
  for (let round = 0; round < Math.min(20, rounds); round += 1) await ask(round)
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    await ask(round)
    times.push(performance.now() - began)
    if (pauseMs > 0) await sleep(pauseMs)
  }
  return summarise(times)
}

export interface Row {
  measure: string
  value: number
  unit: string
  must?: number
  aim?: number
  /** The larger the better. */
  more?: boolean
  detail?: string
}

export function print(rows: readonly Row[]): void {
  for (const row of rows) {
    const bound = row.must === undefined ? '' : `must ${row.more ? '≥' : '≤'} ${row.must}, aim ${row.aim}`
    const verdict = row.must === undefined ? ' ' : meets(row, row.must) ? '✓' : '✗'
    console.log(
      `${verdict} ${row.measure.padEnd(58)} ${format(row.value).padStart(9)} ${row.unit.padEnd(5)} ${bound}${row.detail ? `  (${row.detail})` : ''}`,
    )
  }
}

export const meets = (row: Row, bound: number): boolean => (row.more ? row.value >= bound : row.value <= bound)

const format = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))
