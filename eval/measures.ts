import { lots } from '../train/random.ts'

/** A figure with the interval that holds it with 95 % certainty. */
export interface Measured {
  value: number
  low: number
  high: number
}

/** F1 of one label from its hits, false alarms and misses. */
export const f1 = (hits: number, wrong: number, missed: number): number =>
  hits === 0 ? 0 : (2 * hits) / (2 * hits + wrong + missed)

/** A share with Wilson's interval. */
export function share(hits: number, of: number): Measured {
  if (of === 0) return { value: 0, low: 0, high: 1 }
  const z = 1.96
  const p = hits / of
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  return { value: p, low: middle - half, high: middle + half }
}

/** Anything measured of cases, with the interval of 400 draws of as many cases, always the same draws. */
export function drawn<Case>(cases: readonly Case[], measure: (cases: readonly Case[]) => number): Measured {
  const lot = lots(95)
  const found = Array.from({ length: 400 }, () =>
    measure(cases.map((one) => cases[Math.floor(lot() * cases.length)] ?? one)),
  ).sort((one, other) => one - other)
  return { value: measure(cases), low: found[9] ?? 0, high: found[389] ?? 1 }
}

/** One case: the labels that hold, and those that were said. One of several is a set of one. */
export interface Judged {
  truth: readonly (string | number)[]
  said: readonly (string | number)[]
}

/** Mean over the labels of the F1 of each. */
export function macroF1(labels: readonly (string | number)[]): (cases: readonly Judged[]) => number {
  return (cases) => labels.reduce<number>((sum, label) => sum + f1Of(label, cases), 0) / labels.length
}

export function f1Of(label: string | number, cases: readonly Judged[]): number {
  let [hits, wrong, missed] = [0, 0, 0]
  for (const { truth, said } of cases) {
    const is = truth.includes(label)
    if (said.includes(label)) is ? hits++ : wrong++
    else if (is) missed++
  }
  return f1(hits, wrong, missed)
}

/** A probability that was said, and whether it came true. */
export interface Said {
  p: number
  true: boolean
}

/** Expected calibration error in ten bins of equal width (Naeini, Cooper & Hauskrecht, AAAI 2015). */
export function calibrationError(said: readonly Said[]): number {
  const bins = Array.from({ length: 10 }, () => ({ p: 0, true: 0 }))
  for (const one of said) {
    const bin = bins[Math.min(9, Math.floor(one.p * 10))]
    if (!bin) continue
    bin.p += one.p
    bin.true += Number(one.true)
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.p - bin.true), 0) / Math.max(1, said.length)
}
