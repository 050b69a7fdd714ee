/** How often a word was said among so many, now and before. */
export interface Counted {
  /** Messages that have each word. */
  counts: ReadonlyMap<string, number>
  /** All of these together. */
  total: number
}

export interface Rising {
  word: string
  now: number
  before: number
  /** How sure it is that the word is said more than before, in standard deviations. */
  z: number
}

/** The weight of what is expected, in words: a word must be said often to outweigh it. */
const priorWords = 500
/** Less than this is chance: 1.96 standard deviations, one in forty. */
const leastZ = 1.96

/**
 * The words that are said more than before, the surest first: log-odds with an informative Dirichlet prior, as "Fightin’
 * Words" has it (Monroe, Colaresi and Quinn, Political Analysis 16, 2008, equations 16, 19 and 22).
 *
 * For each word w, said y times among n words now (i) and before (j), the prior a(w) is its share of both times together,
 * out of a₀ = 500 words:
 *
 *     δ(w) = log((yᵢ + a) / (nᵢ + a₀ − yᵢ − a)) − log((yⱼ + a) / (nⱼ + a₀ − yⱼ − a))
 *     σ²(w) = 1 / (yᵢ + a) + 1 / (yⱼ + a)          z(w) = δ / σ
 *
 * The prior holds back words that are rare in both, which a plain ratio would put first.
 */
export function risingWords(now: Counted, before: Counted, { most = 15, least = 3 } = {}): Rising[] {
  const all = now.total + before.total
  if (all === 0) return []
  const rising: Rising[] = []
  for (const [word, yNow] of now.counts) {
    if (yNow < least) continue
    const yBefore = before.counts.get(word) ?? 0
    const prior = (priorWords * (yNow + yBefore)) / all
    const z = zOf({ y: yNow, n: now.total }, { y: yBefore, n: before.total }, prior)
    if (z >= leastZ) rising.push({ word, now: yNow, before: yBefore, z })
  }
  return rising.sort((a, b) => b.z - a.z || (a.word < b.word ? -1 : 1)).slice(0, most)
}

interface Said {
  y: number
  n: number
}

function zOf(now: Said, before: Said, prior: number): number {
  const odds = ({ y, n }: Said) => Math.log((y + prior) / (n + priorWords - y - prior))
  const variance = 1 / (now.y + prior) + 1 / (before.y + prior)
  return (odds(now) - odds(before)) / Math.sqrt(variance)
}
