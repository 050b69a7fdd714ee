import type { Token } from './text/token.ts'

/** Something a rule found in a message: a feature of the model, and a reason that a person can be shown. */
export interface Cue {
  /** The rule, in kebab-case, the same for ever: `negated-praise`, `deadline-in-hours`. Its words are `reading.cue.<name>`. */
  name: string
  /** The tokens it was found in, the last not included. */
  from: number
  to: number
  /** How much of it, 0 to 1, where a rule has degrees: an intensified word has more. */
  strength: number
}

/** A set of rules: reads the tokens of one message in one language and tells what it found, in linear time. */
export type CueFinder = (tokens: readonly Token[], language: string) => Cue[]
