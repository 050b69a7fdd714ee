/** A word of what they say to us, with how much it weighs: what was said last weighs most. */
export type Heard = ReadonlyMap<string, number>

/** What is known of a saved reply about the words that were heard. */
export interface Candidate {
  id: string
  /** Those of them that its name or its texts have. */
  own: ReadonlySet<string>
  /** How many words its texts have in all. */
  length: number
  /** In how many of the messages that it answered before each was. */
  answered: ReadonlyMap<string, number>
  /** How many messages those are. */
  answers: number
}

export interface Ranked {
  id: string
  score: number
}

/** Chosen on `examples.test-kit.ts`: what was answered before never outweighs by a few chances what the text says. */
const answeredWeighs = 2
/** Little is known from few answers: as if five more had had none of these words. */
const unknownAnswers = 5
/** Less than about one rare word in common is chance. */
const least = 0.9

/**
 * Which saved replies suit what was heard, the best first: by the words in common, each the rarer among them the more,
 * with their own text (as BM25 weighs them) and with what they answered before. Those with nothing to speak for them are
 * left out.
 */
export function rank(heard: Heard, candidates: readonly Candidate[]): Ranked[] {
  const rare = {
    own: raritiesOf(heard, candidates, (one, word) => one.own.has(word)),
    answered: raritiesOf(heard, candidates, (one, word) => one.answered.has(word)),
  }
  const usual = candidates.reduce((sum, { length }) => sum + length, 0) / Math.max(1, candidates.length)
  return candidates
    .map((one) => ({ id: one.id, score: scoreOf(one, heard, rare, usual) }))
    .filter(({ score }) => score >= least)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

interface Rarities {
  own: ReadonlyMap<string, number>
  answered: ReadonlyMap<string, number>
}

function scoreOf(one: Candidate, heard: Heard, rare: Rarities, usual: number): number {
  // A long text has more words in common by chance: BM25 with k = 1.2 and b = 0.6, each word counted once.
  const spread = 0.4 + 0.6 * (one.length / Math.max(1, usual))
  let score = 0
  for (const [word, weight] of heard) {
    const own = one.own.has(word) ? 2.2 / (1 + 1.2 * spread) : 0
    const share = (one.answered.get(word) ?? 0) / (one.answers + unknownAnswers)
    score += weight * ((rare.own.get(word) ?? 0) * own + (rare.answered.get(word) ?? 0) * answeredWeighs * share)
  }
  return score
}

/** The fewer of them have a word, the more it tells: what most of them have tells nothing. */
function raritiesOf(
  heard: Heard,
  candidates: readonly Candidate[],
  has: (one: Candidate, word: string) => boolean,
): Map<string, number> {
  const rarities = new Map<string, number>()
  for (const word of heard.keys()) {
    const having = candidates.filter((one) => has(one, word)).length
    rarities.set(word, having === 0 ? 0 : Math.log(1 + (candidates.length - having + 0.5) / (having + 0.5)))
  }
  return rarities
}
