import { lots } from '../train/random.ts'

/** Chance that comes out the same for the same seed. */
export interface Lot {
  (): number
  one<T>(of: readonly T[]): T
  often(share: number): boolean
  between(least: number, most: number): number
  /** The usual, half as much or twice: so delays of people are spread. */
  around(usual: number): number
  weighted<T>(of: readonly T[], weight: (one: T) => number): T
}

export function lotOf(seed: number | string): Lot {
  const next = lots(typeof seed === 'number' ? seed : seedOf(seed))
  const one = <T>(of: readonly T[]): T => {
    const chosen = of[Math.floor(next() * of.length)]
    if (chosen === undefined) throw new Error('There is nothing to choose from.')
    return chosen
  }
  return Object.assign(() => next(), {
    one,
    often: (share: number) => next() < share,
    between: (least: number, most: number) => least + next() * (most - least),
    around: (usual: number) => usual * Math.exp((next() + next() + next() - 1.5) * 1.1),
    weighted<T>(of: readonly T[], weight: (one: T) => number): T {
      let left = next() * of.reduce((sum, it) => sum + weight(it), 0)
      for (const it of of) {
        left -= weight(it)
        if (left < 0) return it
      }
      return one(of)
    },
  })
}

/** A number of any words (FNV-1a). */
function seedOf(words: string): number {
  let hash = 2166136261
  for (const sign of words) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619)
  return hash
}
