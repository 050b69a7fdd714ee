import type { Judgement } from '../../src/reading/reading.ts'
import { calibrationError, type Measured, share } from '../measures.ts'
import type { Known } from './texts.ts'

/** The sets in the order they are first met, each with its languages. */
export function groups(texts: readonly Known[]): { set: string; languages: string[] }[] {
  const sets = [...new Set(texts.map(({ set }) => set))]
  return sets.map((set) => ({
    set,
    languages: [...new Set(texts.filter((one) => one.set === set).map(({ language }) => language))],
  }))
}

/** The share of a set, or of one of its languages, that was told right. */
export function right(texts: readonly Known[], told: readonly string[], set: string, language?: string): Measured {
  let [hits, of] = [0, 0]
  texts.forEach((known, at) => {
    if (known.set !== set || (language !== undefined && known.language !== language)) return
    of++
    if (told[at] === known.language) hits++
  })
  return share(hits, of)
}

/** How far the probabilities said are from what came true. */
export const errorOf = (texts: readonly Known[], judged: readonly Judgement<string>[]): number =>
  calibrationError(judged.map(({ value, p }, at) => ({ p, true: value === texts[at]?.language })))

/** `.987 (.981–.991)` */
export const shown = ({ value, low, high }: Measured): string => `${short(value)} (${short(low)}–${short(high)})`

export const short = (value: number): string => (value === 1 ? '1' : value.toFixed(3).replace(/^0/, ''))
