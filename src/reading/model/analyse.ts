import { findAbuseCues } from '../abuse/index.ts'
import type { Cue } from '../cue.ts'
import { findCues } from '../rules/index.ts'
import type { Token } from '../text/token.ts'
import { tokens } from '../text/tokens.ts'
import { wholeCues } from './cues.ts'

/** A message as the model sees it. */
export interface Analysed {
  tokens: readonly Token[]
  cues: readonly Cue[]
}

/** Cuts a message into tokens and finds the cues of all rules in it. */
export function analyse(text: string, language: string): Analysed {
  const found = tokens(text)
  return { tokens: found, cues: [...wholeCues(found), ...findCues(found, language), ...findAbuseCues(found, language)] }
}
