/** The one of a list that a word most likely was meant to be: at most two letters apart, one in a short word, none in two letters. */
export function nearest(word: string, list: readonly string[]): string | undefined {
  if (word.length > longest) return undefined
  let best: { one: string; apart: number } | undefined
  for (const one of list) {
    const apart = distance(word, one)
    if (apart <= most(Math.min(word.length, one.length)) && (!best || apart < best.apart)) best = { one, apart }
  }
  return best?.one
}

const longest = 40
const most = (length: number): number => (length < 3 ? 0 : length < 5 ? 1 : 2)

/** How many letters must be changed, put in, taken out, or exchanged with their neighbour. */
function distance(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const ways = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1)]
      next.push(Math.min(...ways, swapped ? (before[j - 2] ?? 0) + 1 : (ways[0] ?? 0)))
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}
