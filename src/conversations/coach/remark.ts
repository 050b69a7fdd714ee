import type { TextLimit } from '../../lib/text-limit.ts'
import type { Words } from '../../lib/words.ts'

/** What the coach has something to say about, in the order in which it says it. */
export const remarkKinds = [
  'private-data',
  'language',
  'names',
  'apologises',
  'excuses',
  'blames',
  'label',
  'irony',
  'questions',
  'next',
  'thanks',
  'tone',
  'shouting',
  'jargon',
  'repeats',
  'length',
] as const
export type RemarkKind = (typeof remarkKinds)[number]

/** A stretch of text: UTF-16 units from the first to before the last. */
export interface Place {
  from: number
  to: number
}

/** One thing that the draft does, or leaves out, with why and what would mend it. */
export interface Remark {
  kind: RemarkKind
  /** Where in the draft; null where it is about what is not there. */
  place: Place | null
  /** The words it is about: of the draft, or, where `ofTheirs`, of what they said. */
  quote: string | null
  ofTheirs: boolean
  why: Words
  mend: Words
}

/** Something said in the conversation, as far as it was understood. */
export interface Heard {
  text: string
  /** They were harmed or let down: a complaint, or worse. */
  harm: boolean
  /** They propose something. */
  suggestion: boolean
  language?: string | undefined
}

/** All that a draft is held against. */
export interface Situation {
  draft: string
  /** What they said since we last spoke, the latest last. */
  theirs: readonly Heard[]
  /** As their network names them. */
  name: string | undefined
  handle?: string | undefined
  /** Anybody can read the answer. */
  isPublic: boolean
  /** We have spoken in this conversation before. */
  goesOn?: boolean | undefined
  limit?: TextLimit | undefined
  /** What we said to this person before, the latest first. */
  earlier: readonly string[]
}
