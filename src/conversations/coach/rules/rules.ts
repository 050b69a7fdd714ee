import { type Classes, Patterns } from '../pattern.ts'
import { fold } from '../text.ts'

/** What the rules of a language look for. `x-not` is what makes an `x` harmless. */
export const ruleNames = [
  'greeting',
  'no-name',
  'apology',
  'not-an-apology',
  'conditional',
  'regrets-only',
  'owns',
  'excuse',
  'excuse-not',
  'blame',
  'blame-not',
  'label',
  'label-not',
  'irony',
  'irony-not',
  'jargon',
  'jargon-not',
  'thanks',
  'thanks-not',
  'waited',
  'wants-to-know',
  'rhetorical',
  'puts-off',
  'promise',
  'vague-when',
  'when',
  'past-when',
  'done',
  'asks-for',
  'asking',
  'personal',
  'privately',
  'asks-not',
  'says-yes-or-no',
  'familiar',
  'polite',
  'casual',
  'stiff',
  'party',
  'fault',
  'with-us',
  'cause',
  'circumstance',
  'trait',
  'person',
  'mocking',
] as const
export type RuleName = (typeof ruleNames)[number]

/** The rules of one language, for people to read and mend. The patterns are those of `pattern.ts`. */
export interface Tables {
  classes: Classes
  patterns: Readonly<Record<RuleName, string>>
  /** Words that say nothing of what a text is about. */
  empty: string
  /** Words that name a harm without saying which. */
  vague: string
  /** Capital letters that are no shout. */
  initials: string
  /** Words that are shouted when they stand in capitals, however short. */
  shouted: string
  /** A word with other endings that stands alone in capitals may be a name that is written so. */
  ordinary: RegExp
}

export interface Rules {
  find: Readonly<Record<RuleName, Patterns>>
  empty: ReadonlySet<string>
  vague: ReadonlySet<string>
  initials: ReadonlySet<string>
  shouted: ReadonlySet<string>
  ordinary: RegExp
}

/** Makes the rules of a language ready. */
export function rulesOf(tables: Tables): Rules {
  const ready = ruleNames.map((name) => [name, new Patterns(tables.patterns[name], tables.classes)])
  const set = (words: string) => new Set(words.trim().split(/\s+/))
  const folded = (words: string) => new Set([...set(words)].map(fold))
  return {
    find: Object.fromEntries(ready) as Rules['find'],
    empty: set(tables.empty),
    vague: set(tables.vague),
    initials: set(tables.initials),
    shouted: folded(tables.shouted),
    ordinary: tables.ordinary,
  }
}
