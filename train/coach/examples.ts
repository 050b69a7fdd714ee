import path from 'node:path'
import { byRule } from '../../src/conversations/coach/checks/by-rule.ts'
import { talkOf } from '../../src/conversations/coach/coach.ts'
import { parseCoachExamples } from '../../src/conversations/coach/examples/parse.ts'
import { classShare, type Features, featuresOf, ruled } from '../../src/conversations/coach/judge/features.ts'
import { isWithin } from '../../src/conversations/coach/judge/judge.ts'
import type { JudgedKind, Language } from '../../src/conversations/coach/judge/weights.ts'
import { readForTraining } from '../sources.ts'

/** A draft that somebody judged, sentence by sentence as a judge sees it. */
export interface Judged {
  kind: JudgedKind
  language: Language
  speaks: boolean
  theirs: string
  draft: string
  /** The rules of words find the remark in it. */
  byRule: boolean
  sentences: readonly Features[]
}

const here = import.meta.dirname
const own = path.resolve(here, '../../src/conversations/coach/examples')

/** What was written to train with, and (`own`) what the rules are held to. */
export function judgedDrafts(language: Language, kind: JudgedKind): { written: Judged[]; own: Judged[] } {
  const written = readForTraining(path.join(here, `${language}-${kind}.txt`))
    .split('\n')
    .filter((line) => /^[+-] /.test(line))
    .map((line) => {
      const [theirs = '', ...draft] = line.slice(2).split(' | ')
      return judgedOf(kind, language, line.startsWith('+'), theirs, draft.join(' | '), !/\?$/.test(theirs))
    })
  const ours = parseCoachExamples(readForTraining(path.join(own, `own-${language}.txt`)))
    .filter((one) => one.kind === kind)
    .map((one) =>
      judgedOf(kind, language, one.speaks, one.theirs.join('\n'), one.draft, one.context.get('harm') !== 'no'),
    )
  return { written, own: ours }
}

function judgedOf(
  kind: JudgedKind,
  language: Language,
  speaks: boolean,
  theirs: string,
  draft: string,
  harm: boolean,
): Judged {
  const talk = talkOf(
    { draft, theirs: [{ text: theirs, harm, suggestion: false }], name: undefined, isPublic: true, earlier: [] },
    language,
  )
  const hit = byRule[kind](talk)
  const sentences = featuresOf(talk).map((features, at): Features => {
    const sentence = talk.draft.sentences[at]
    return hit && sentence && isWithin(hit, sentence) ? new Map([...features, [ruled, classShare]]) : features
  })
  return { kind, language, speaks, theirs, draft, byRule: hit !== undefined, sentences }
}
