import type { Words } from './words.ts'

/** The longest run of letters that is a feature of its own. */
const longestGram = 5

/**
 * The features of word `at`: itself, and each run of one to five of its letters, its edges marked, each as a hash of
 * 32 bits. They are written into `into`; answers how many there are. No strings are made.
 */
export function gramsOf(words: Words, at: number, into: Uint32Array): number {
  const from = words.starts[at] ?? 0
  const size = (words.starts[at + 1] ?? 0) - from
  let count = 0
  let whole = wholeWord
  for (let first = 0; first < size + 1; first++) {
    let hash = first === 0 ? edge : step(offset, words.letters[from + first - 1] ?? 0)
    if (first > 0) whole = step(whole, words.letters[from + first - 1] ?? 0)
    const last = Math.min(first + longestGram - 1, size + 1)
    if (first > 0) into[count++] = mix(hash)
    for (let next = first + 1; next <= last; next++) {
      hash = step(hash, next > size ? edgeUnit : (words.letters[from + next - 1] ?? 0))
      into[count++] = mix(hash)
    }
  }
  into[count++] = mix(whole)
  return count
}

/** What one word can have at most: the longest has 30 letters. */
export const mostGrams = 200

const offset = 0x811c9dc5
const edgeUnit = 0x5f
const step = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193)
const edge = step(offset, edgeUnit)
const wholeWord = step(offset, 1)

/** Spreads what differs over all bits (the finaliser of MurmurHash3). */
function mix(hash: number): number {
  let spread = hash
  spread = Math.imul(spread ^ (spread >>> 16), 0x85ebca6b)
  spread = Math.imul(spread ^ (spread >>> 13), 0xc2b2ae35)
  return (spread ^ (spread >>> 16)) >>> 0
}
