import type { Cue } from '../cue.ts'
import type { Token } from '../text/token.ts'
import { loudness } from './pieces.ts'

/** How much of one cue a message has: more of the same says more, but less and less. */
export const amount = (strengths: number): number => loudness.cue * Math.min(2.5, Math.log1p((Math.E - 1) * strengths))

/** What the whole message looks like: cues that stand at no place, or at all. */
export function wholeCues(tokens: readonly Token[]): Cue[] {
  const seen = countKinds(tokens)
  const found: Cue[] = []
  const add = (name: string, strength: number) => {
    if (strength > 0) found.push({ name, from: 0, to: tokens.length, strength: Math.min(1, strength) })
  }
  add('short-message', seen.words <= 3 ? 1 : seen.words <= 8 ? 0.5 : 0)
  add('long-message', (seen.words - 20) / 60)
  add('shouting', seen.words > 2 ? seen.shouted / seen.words : 0)
  add('many-marks', seen.marks / 5)
  add('many-tags', seen.tags / 5)
  add('many-mentions', seen.mentions / 5)
  add('with-link', seen.links / 2)
  add('many-emoji', seen.emoji / 5)
  add('many-numbers', seen.numbers / 5)
  return found
}

function countKinds(tokens: readonly Token[]) {
  const seen = { words: 0, shouted: 0, marks: 0, tags: 0, mentions: 0, links: 0, emoji: 0, numbers: 0 }
  for (const { kind, shouted, written } of tokens) {
    if (shouted) seen.shouted++
    if (kind === 'word') seen.words++
    else if (kind === 'punctuation') seen.marks += Number(written === '!')
    else if (kind === 'hashtag') seen.tags++
    else if (kind === 'mention') seen.mentions++
    else if (kind === 'link') seen.links++
    else if (kind === 'emoji') seen.emoji++
    else if (kind === 'number') seen.numbers++
  }
  return seen
}
