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

/** The same of many: one set of rules after the other, as a processor holds the tables of one at a time. */
export function analyseAll(texts: readonly string[], languages: readonly string[]): Analysed[] {
  const cut = texts.map(tokens)
  const language = (at: number) => languages[at] ?? 'und'
  const byRules = cut.map((found, at) => findCues(found, language(at)))
  const ofAbuse = cut.map((found, at) => findAbuseCues(found, language(at)))
  return cut.map((found, at) => ({
    tokens: found,
    cues: [...wholeCues(found), ...(byRules[at] ?? []), ...(ofAbuse[at] ?? [])],
  }))
}
