import type { Cue } from '../cue.ts'
import type { Token } from '../text/token.ts'
import type { Unit } from './units.ts'

/** What the signs say: that it asks, exclaims, trails off, or means a word by its opposite. */
export function shapeCues(tokens: readonly Token[], units: readonly Unit[]): Cue[] {
  const found: Cue[] = []
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    const name = token?.kind === 'punctuation' ? nameOf(token, at, tokens) : undefined
    if (name !== undefined) found.push({ name, from: at, to: at + 1, strength: 1 })
  }
  const quoted = units.find((unit) => unit.quoted)
  if (quoted) found.push({ name: 'quoted-word', from: quoted.token, to: quoted.token + 1, strength: 1 })
  return found
}

function nameOf(token: Token, at: number, tokens: readonly Token[]): string | undefined {
  if (token.folded === '?') {
    if (token.written.length > 1) return 'question-marks'
    return at >= tokens.length - 2 ? 'question-at-end' : 'question-mark'
  }
  if (token.folded === '!') return token.written.length > 1 ? 'exclamation-marks' : 'exclamation'
  return token.folded === '…' ? 'trailing-off' : undefined
}

export const shapeNames: readonly string[] =
  'question-mark question-at-end question-marks exclamation exclamation-marks trailing-off quoted-word'.split(' ')
