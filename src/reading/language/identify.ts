import type { Judgement, Said } from '../reading.ts'
import { type Evidence, weigh } from './evidence.ts'
import { addPrior } from './prior.ts'
import type { Tables } from './table.ts'
import { tables } from './tables.ts'
import { Words } from './words.ts'

/** Below this nobody should rely on it: unknown is better than wrong. */
const leastSure = 0.35

/**
 * The language of each message, an ISO 639-1 code and its probability; `und` where nothing can be said: there are no
 * letters, or they are of no language we know, or too few to tell. Never throws; only the first 2,000 characters count.
 * Croatian stands for Bosnian and Serbian in Latin letters, Indonesian for Malay, Bokmål for all Norwegian.
 */
export function identify(said: readonly Said[], known: Tables = tables()): Judgement<string>[] {
  return said.map((one) => {
    const evidence = judged(one, known)
    return evidence === undefined ? { value: 'und', p: 1 } : likeliest(evidence)
  })
}

const words = new Words()

/** What the words of a message say, and what was likely before; good until the next message is judged. */
export function judged(said: Said, known: Tables): Evidence | undefined {
  const evidence = weigh(words.fill(said.text), known)
  if (evidence === undefined) return undefined
  addPrior(said, evidence, known)
  return evidence
}

function likeliest({ scores, languages, share }: Evidence): Judgement<string> {
  let at = 0
  for (let one = 1; one < languages.length; one++) if ((scores[one] ?? 0) > (scores[at] ?? 0)) at = one
  let sum = 0
  for (let one = 0; one < languages.length; one++) sum += Math.exp((scores[one] ?? 0) - (scores[at] ?? 0))
  const p = share / sum
  const value = languages[at] ?? 'und'
  return p < leastSure && value !== 'und' ? { value: 'und', p: 1 - p } : { value, p }
}
