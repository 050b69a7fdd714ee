/** Numbers that look random and are the same for the same seed (mulberry32, Tommy Ettinger). */
export interface Random {
  /** From 0 up to 1. */
  next(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  shuffle<T>(items: readonly T[]): T[]
  /** A sequence of its own, so that one reader's appetite does not change what another gets. */
  fork(name: string): Random
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[between(0, from.length - 1)]
    if (picked === undefined) throw new Error('Nothing to pick from.')
    return picked
  }
  const shuffle = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  return { next, between, chance: (share) => next() < share, pick, shuffle, fork: (name) => random(hash(name, seed)) }
}

function hash(name: string, seed: number): number {
  let value = seed ^ 0x811c9dc5
  for (const letter of name) value = Math.imul(value ^ letter.charCodeAt(0), 16777619)
  return value >>> 0
}
