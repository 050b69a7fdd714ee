import type { Cue } from '../cue.ts'
import type { Token } from '../text/token.ts'
import { tokens } from '../text/tokens.ts'
import { shapeCues } from './cues.ts'

/** A message as the model sees it. */
export interface Analysed {
  tokens: readonly Token[]
  cues: readonly Cue[]
}

/** Cuts a message into tokens and finds the cues of all rules in it. */
export function analyse(text: string, _language: string): Analysed {
  const found = tokens(text)
  return { tokens: found, cues: [...shapeCues(found)] }
}
