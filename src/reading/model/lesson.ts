import type { Analysed } from './analyse.ts'
import { hashPair, hashText } from './hash.ts'
import { mostPieces, pieceOf } from './pieces.ts'

/** What people taught of one message: that it means something else than was read, or that it is, or is not, about a topic. */
export interface Lesson {
  text: string
  language: string
  /** `sentiment`, `intents`, `urgency`, `abuse`, or `topic:` and its id. */
  what: string
  /** In words: `negative`, `complaint question`, `3`, `insult`; of a topic `yes` or `no`. */
  becomes: string
}

/** A feature that lessons are learned by, how much of it a message has, and the token it stands at (−1: none). */
export interface Trait {
  hash: number
  value: number
  at: number
}

/**
 * What a lesson is learned by: words, the beginnings of longer ones (so that *factura* teaches *facturación*), pairs and cues.
 * Fewer and larger than what the shipped model looks at, so that one lesson teaches something and many are small. All
 * together they have the length 1.
 */
export function traitsOf({ tokens, cues }: Analysed): Trait[] {
  const found: Trait[] = []
  let before = 0
  tokens.slice(0, mostPieces).forEach((token, at) => {
    const piece = pieceOf(token)
    const hash = hashText(piece, wordSeed)
    const little = piece.length <= 3
    found.push({ hash, value: little ? 0.3 : 1, at })
    if (piece.length > 6) found.push({ hash: hashText(piece.slice(0, 5), stemSeed), value: 0.7, at })
    if (at > 0) found.push({ hash: hashPair(before, hash), value: little ? 0.3 : 0.6, at })
    before = hash
  })
  for (const { name, from } of cues) found.push({ hash: hashText(name, cueSeed), value: 0.4, at: from })
  return unit(found)
}

const wordSeed = 0x1f83d9ab
const stemSeed = 0x5be0cd19
const cueSeed = 0x3c6ef372

function unit(traits: readonly Trait[]): Trait[] {
  const sums = new Map<number, number>()
  for (const { hash, value } of traits) sums.set(hash, (sums.get(hash) ?? 0) + value)
  let squares = 0
  for (const sum of sums.values()) squares += sum * sum
  const length = Math.sqrt(Math.max(squares, 1e-9))
  return traits.map((trait) => ({ ...trait, value: trait.value / length }))
}
