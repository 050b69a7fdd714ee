import type { Cue } from '../cue.ts'
import type { Token } from '../text/token.ts'
import { loudness } from './pieces.ts'

/** How much of one cue a message has: more of the same says more, but less and less. */
export const amount = (strengths: number): number => loudness.cue * Math.min(2.5, Math.log1p((Math.E - 1) * strengths))

/** What the whole message looks like, by the same names as the cues that stand at a place. */
export function wholeCues(tokens: readonly Token[]): Cue[] {
  const count = (is: (token: Token) => boolean) => tokens.reduce((sum, token) => sum + Number(is(token)), 0)
  const words = count((token) => token.kind === 'word')
  const whole = (name: string, strength: number): Cue[] =>
    strength > 0 ? [{ name, from: 0, to: tokens.length, strength: Math.min(1, strength) }] : []
  return [
    ...whole('short-message', words <= 3 ? 1 : words <= 8 ? 0.5 : 0),
    ...whole('long-message', (words - 20) / 60),
    ...whole('shouting', words > 2 ? count((token) => token.shouted) / words : 0),
    ...whole('many-marks', count((token) => token.written === '!') / 5),
    ...whole('many-tags', count((token) => token.kind === 'hashtag') / 5),
    ...whole('many-mentions', count((token) => token.kind === 'mention') / 5),
    ...whole('with-link', count((token) => token.kind === 'link') / 2),
    ...whole('many-emoji', count((token) => token.kind === 'emoji') / 5),
    ...whole('many-numbers', count((token) => token.kind === 'number') / 5),
  ]
}
