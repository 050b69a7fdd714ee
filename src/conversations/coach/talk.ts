import { words } from '../../lib/words.ts'
import type { Hit } from './pattern.ts'
import type { Place, Remark, RemarkKind, Situation } from './remark.ts'
import type { RuleName, Rules } from './rules/rules.ts'
import { quoteOf, type Sentence, type Text } from './text.ts'

/** A draft and what it answers, cut into words once for every check. */
export interface Talk {
  situation: Situation
  /** The language whose rules are used, which is the draft's. */
  language: 'es' | 'en'
  rules: Rules
  draft: Text
  /** Without what the network puts before it: `@names`. */
  theirs: readonly Text[]
  /** Some of what they said tells of harm, or proposes something. */
  harm: boolean
  suggestion: boolean
  /** What was found in the draft so far, by rule. */
  known: Map<RuleName, Hit[]>
}

export type Check = (talk: Talk) => Remark[]

/** All places of the draft where a rule holds. */
export function found(talk: Talk, name: RuleName): Hit[] {
  const hits = talk.known.get(name) ?? talk.rules.find[name].find(talk.draft)
  talk.known.set(name, hits)
  return hits
}

export const says = (talk: Talk, name: RuleName): boolean => found(talk, name).length > 0
export const theySay = (talk: Talk, name: RuleName): boolean =>
  talk.theirs.some((text) => talk.rules.find[name].has(text))

export const sentenceAt = ({ draft }: Talk, word: number): Sentence | undefined =>
  draft.sentences[draft.words[word]?.sentence ?? -1]

/** A remark about a place of the draft, or (null) about what it lacks. */
export function remark(
  talk: Talk,
  kind: RemarkKind,
  place: Place | null,
  more: { why?: string; mend?: string; params?: Record<string, string | number> } = {},
): Remark {
  const { params } = more
  return {
    kind,
    place: place && { from: place.from, to: place.to },
    quote: place && quoteOf(talk.draft, place),
    ofTheirs: false,
    why: words(`coach.${kind}.${more.why ?? 'why'}`, params),
    mend: words(`coach.${kind}.${more.mend ?? 'mend'}`, params),
  }
}

/** Hits of a rule but those that what makes it harmless stands over, in the order of the text, none within another. */
export function alarming(talk: Talk, name: RuleName, harmless: RuleName): Hit[] {
  const calm = found(talk, harmless)
  let end = -1
  return found(talk, name).filter((hit) => {
    if (hit.first < end || calm.some((one) => one.first < hit.last && hit.first < one.last)) return false
    end = hit.last
    return true
  })
}

/** The first sentence where one hit of each rule stands, no two of them the same words; what spans them, or undefined. */
export function together(talk: Talk, one: RuleName, other: RuleName, unless?: RuleName): Hit | undefined {
  const sentenceOf = (hit: Hit) => talk.draft.words[hit.first]?.sentence
  const others = found(talk, other)
  const calm = new Set(unless ? found(talk, unless).map(sentenceOf) : [])
  for (const hit of found(talk, one)) {
    if (calm.has(sentenceOf(hit))) continue
    const with_ = others.find(
      (each) => sentenceOf(each) === sentenceOf(hit) && (each.last <= hit.first || hit.last <= each.first),
    )
    if (!with_) continue
    const [begin, end] = hit.first < with_.first ? [hit, with_] : [with_, hit]
    return { first: begin.first, last: end.last, from: begin.from, to: end.to }
  }
  return undefined
}

const negations = new Set(
  "no ni nunca jamas nada sin tampoco not never isn't aren't wasn't weren't don't without hardly nor".split(' '),
)

/** "Not", up to four words before. */
export const isDenied = ({ draft }: Talk, at: number): boolean =>
  draft.words
    .slice(Math.max(0, at - 4), at)
    .some((word) => negations.has(word.form) && word.sentence === draft.words[at]?.sentence)
