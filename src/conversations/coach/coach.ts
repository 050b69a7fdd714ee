import { words } from '../../lib/words.ts'
import type { DraftPromises } from '../promises/in-draft.ts'
import { apologises } from './checks/apologises.ts'
import { languageOf, languageWanted } from './checks/language.ts'
import { length } from './checks/length.ts'
import { names } from './checks/names.ts'
import { next } from './checks/next.ts'
import { blames, excuses, irony, jargon, labels, thanks } from './checks/phrases.ts'
import { privateData } from './checks/private-data.ts'
import { questions } from './checks/questions.ts'
import { repeats } from './checks/repeats.ts'
import { shouting } from './checks/shouting.ts'
import { tone } from './checks/tone.ts'
import { type Remark, remarkKinds, type Situation } from './remark.ts'
import { english } from './rules/en.ts'
import { spanish } from './rules/es.ts'
import { type Rules, rulesOf } from './rules/rules.ts'
import type { Check, Talk } from './talk.ts'
import { textOf } from './text.ts'

const tables = { es: spanish, en: english }
const ready = new Map<'es' | 'en', Rules>()

const checks: readonly Check[] = [
  names,
  apologises,
  excuses,
  blames,
  labels,
  irony,
  questions,
  next,
  thanks,
  tone,
  shouting,
  jargon,
  privateData,
  repeats,
  length,
]

/** So much of what they said is held in mind. */
const mostMessages = 6
const mostOfTheirs = 4_000
/** Nobody is called by more, and a network may let them be called anything. */
const mostOfName = 200

/** What was read along: the language it was judged in, and what there is to say. */
export interface Coached {
  /** The language of the draft; where nobody can tell, theirs. */
  language: string
  remarks: Remark[]
  /** Who would not be told of it, though it answers them: it does not name their account. */
  untold?: string | undefined
  /** What it promises, where that was looked for. */
  promises?: DraftPromises
}

/**
 * Holds a draft against the conversation it answers. Pure; takes time in proportion to the texts. Rules of words are in Spanish
 * and English: of a draft in another language only its language is spoken of.
 */
export function coach(given: Situation): Coached {
  if (given.draft.replace(addressed, '').trim() === '') return { language: 'und', remarks: [] }
  const situation = shortened(given)
  const wanted = languageWanted(situation)
  const written = languageOf(situation.draft)
  const language = written ?? wanted ?? 'en'
  const wrong = written && wanted && written !== wanted ? [ofLanguage(wanted)] : []
  if (language !== 'es' && language !== 'en') return { language, remarks: wrong }
  const talk = talkOf(situation, language)
  const remarks = [...wrong, ...checks.flatMap((check) => check(talk))]
  const order = (one: Remark) => remarkKinds.indexOf(one.kind)
  return { language, remarks: remarks.sort((one, other) => order(one) - order(other)) }
}

/** Names that a network puts before a text are none of it. */
const addressed = /^\s*@\S+(?:\s+@\S+)*\s*$/

const shortened = (situation: Situation): Situation => ({
  ...situation,
  name: situation.name?.slice(0, mostOfName),
  theirs: situation.theirs.slice(-mostMessages).map((one) => ({ ...one, text: one.text.slice(0, mostOfTheirs) })),
})

/** A draft and what it answers, made ready for the checks. */
export function talkOf(situation: Situation, language: 'es' | 'en'): Talk {
  const rules = ready.get(language) ?? rulesOf(tables[language])
  ready.set(language, rules)
  return {
    situation,
    language,
    rules,
    draft: textOf(situation.draft),
    theirs: situation.theirs.map(({ text }) => textOf(text)),
    known: new Map(),
    harm: situation.theirs.some((one) => one.harm),
    suggestion: situation.theirs.some((one) => one.suggestion),
  }
}

const ofLanguage = (wanted: string): Remark => ({
  kind: 'language',
  place: null,
  quote: null,
  ofTheirs: false,
  why: words('coach.language.why', {
    language: words(`coach.language.${wanted === 'es' || wanted === 'en' ? wanted : 'other'}`),
  }),
  mend: words('coach.language.mend'),
})
