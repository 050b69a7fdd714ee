/** In place of base[start, end) stand these words. */
export interface Change {
  start: number
  end: number
  words: string[]
}

/** Beyond so many differences nobody edits a text, they replace it. */
const mostDifferences = 400
/** Words times differences: in a very long text fewer are looked for, since whoever else writes waits for it. */
const mostWork = 8_000_000

/**
 * The fewest changes that make one list of words of another (Myers, "An O(ND) Difference Algorithm", 1986), in order.
 * What was added or taken away stands as far behind as it can: the same change is the same wherever it was found.
 */
export function changes(base: readonly string[], made: readonly string[]): Change[] {
  const found = find(base, made)
  let end = base.length
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const change = slid(base, found[at] ?? { start: end, end, words: [] }, end)
    found[at] = change
    end = change.start
  }
  return found
}

function slid(base: readonly string[], { start, end, words }: Change, until: number): Change {
  let by = 0
  if (words.length === 0) while (end + by < until && base[start + by] === base[end + by]) by += 1
  if (start !== end || words.length === 0) return { start: start + by, end: end + by, words }
  const next = (at: number) => (at < words.length ? words[at] : base[start + at - words.length])
  while (start + by < until && base[start + by] === next(by)) by += 1
  const moved = words.map((word, at) => next(at + by) ?? word)
  return { start: start + by, end: start + by, words: moved }
}

function find(base: readonly string[], made: readonly string[]): Change[] {
  const [from, baseEnd, madeEnd] = middle(base, made)
  const a = base.slice(from, baseEnd)
  const b = made.slice(from, madeEnd)
  if (a.length === 0 && b.length === 0) return []
  const kept = a.length === 0 || b.length === 0 ? [] : keptPairs(a, b)
  if (!kept) return [{ start: from, end: baseEnd, words: [...b] }]
  return between(kept, a.length, b).map(({ start, end, words }) => ({ start: start + from, end: end + from, words }))
}

/** Without what is the same at both ends. */
function middle(base: readonly string[], made: readonly string[]): [from: number, baseEnd: number, madeEnd: number] {
  let from = 0
  while (from < base.length && from < made.length && base[from] === made[from]) from += 1
  let baseEnd = base.length
  let madeEnd = made.length
  while (baseEnd > from && madeEnd > from && base[baseEnd - 1] === made[madeEnd - 1]) {
    baseEnd -= 1
    madeEnd -= 1
  }
  return [from, baseEnd, madeEnd]
}

type Pair = [inBase: number, inMade: number]

/** The places of the words that both have; undefined when they differ too much. */
function keptPairs(a: readonly string[], b: readonly string[]): Pair[] | undefined {
  const length = a.length + b.length
  const most = Math.min(mostDifferences, length, Math.floor(mostWork / length))
  const furthest = new Map<number, number>([[1, 0]])
  const trace: Map<number, number>[] = []
  for (let d = 0; d <= most; d += 1) {
    trace.push(new Map(furthest))
    for (let k = -d; k <= d; k += 2) {
      let x = stepFrom(furthest, k, d)
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      furthest.set(k, x)
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length)
    }
  }
  return undefined
}

/** How far one comes on a diagonal by one more word of either. */
function stepFrom(furthest: ReadonlyMap<number, number>, k: number, d: number): number {
  const [left, right] = [furthest.get(k - 1) ?? -1, furthest.get(k + 1) ?? -1]
  return k === -d || (k !== d && left < right) ? right : left + 1
}

function walkBack(trace: readonly Map<number, number>[], endX: number, endY: number): Pair[] {
  const pairs: Pair[] = []
  let [x, y] = [endX, endY]
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const before = trace[d] ?? new Map<number, number>()
    const k = x - y
    const isDown = k === -d || (k !== d && (before.get(k - 1) ?? -1) < (before.get(k + 1) ?? -1))
    const fromK = isDown ? k + 1 : k - 1
    const fromX = d === 0 ? 0 : (before.get(fromK) ?? 0)
    const fromY = d === 0 ? 0 : fromX - fromK
    while (x > fromX && y > fromY) {
      x -= 1
      y -= 1
      pairs.push([x, y])
    }
    ;[x, y] = [fromX, fromY]
  }
  return pairs.reverse()
}

/** What lies between the words that were kept. */
function between(kept: readonly Pair[], length: number, b: readonly string[]): Change[] {
  const out: Change[] = []
  let [x, y] = [0, 0]
  for (const [inBase, inMade] of [...kept, [length, b.length] as const]) {
    if (inBase > x || inMade > y) out.push({ start: x, end: inBase, words: b.slice(y, inMade) })
    ;[x, y] = [inBase + 1, inMade + 1]
  }
  return out
}
