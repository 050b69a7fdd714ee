import type { Token } from '../text/token.ts'
import { finish, hashPair, hashText, step } from './hash.ts'

/**
 * What the model looks at in a message, besides the cues: its words, the pairs of them, and the letters that
 * follow each other within a word (2 to 5), each as a number of 32 bits.
 */
export function pieceOf(token: Token): string {
  if (token.kind === 'mention') return '@'
  if (token.kind === 'link') return 'http'
  if (token.kind === 'number') return `0${Math.min(6, token.written.length)}`
  if (token.kind === 'hashtag') return token.folded.replace(/^#/, '').slice(0, longest)
  return token.folded.slice(0, longest)
}

/** No message is read further than this; what a person wants stands before. */
export const mostPieces = 3000

/** A longer word is none; its beginning is enough. */
const longest = 32

/** The most numbers that one piece gives: itself, and four lengths at each of its places. */
export const mostHashes = 1 + 4 * (longest + 2)

const wordSeed = 0x51ed270b
const lettersSeed = 0x2545f491
const edge = 0x5f

/** Writes the numbers of a piece, that of the whole first, and gives how many. */
export function hashPiece(piece: string, into: Uint32Array): number {
  into[0] = hashText(piece, wordSeed)
  if (!startsWithLetter(piece)) return 1
  let many = 1
  const last = piece.length
  for (let start = -1; start < last; start++) {
    let hash = lettersSeed
    const end = Math.min(start + 5, last + 1)
    for (let at = start; at < end; at++) {
      hash = step(hash, at < 0 || at === last ? edge : piece.charCodeAt(at))
      if (at > start) into[many++] = finish(hash ^ (at - start))
    }
  }
  return many
}

/** Letters of any script but signs, digits and emoji: those stand for themselves. */
const startsWithLetter = (piece: string): boolean => {
  const unit = piece.charCodeAt(0)
  return (unit >= 0x61 && unit <= 0x7a) || (unit > 0xbf && unit < 0x2000) || (unit > 0x2fff && unit < 0xd800)
}

/** Where a message begins and ends, as a piece before its first and after its last. */
export const outside = hashText('', wordSeed ^ 0x1b873593)

/** After it something new begins, as at the beginning of the message. */
export const isBreak = ({ kind, folded }: Token): boolean =>
  kind === 'punctuation' ? breaks.has(folded) : kind !== 'word' && kind !== 'number'

const breaks = new Set(['.', '!', '?', '…', ':', ';', '¿', '¡', '(', '-', '—', '"', '“', '«'])

export const pairOf = hashPair

/** How loudly each kind speaks before anything is learned: what is louder needs less to be heard. Chosen by cross-validation. */
export const loudness = { word: 1, pair: 1, letters: 1, cue: 0.5 }

/** How much a word counts in a message of so many. */
export const wordShare = (pieces: number): number => loudness.word / Math.sqrt(Math.max(1, pieces))

/** How much a pair of words counts, for one word. */
export const pairShare = (): number => loudness.pair / loudness.word

/** How much each of the letters of a word count, for one word: together the same whatever its length. */
export const lettersShare = (hashes: number): number =>
  hashes > 1 ? loudness.letters / loudness.word / Math.sqrt(hashes - 1) : 0
