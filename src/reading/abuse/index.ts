import type { Cue, CueFinder } from '../cue.ts'
import { findAfterwards } from './afterwards.ts'
import { compile, type Lexicon, type Table } from './compile.ts'
import { contextOf } from './context.ts'
import { Found } from './found.ts'
import { findGroups } from './groups.ts'
import { findDisguises, findHarmless } from './harmless.ts'
import { findInsults } from './insults.ts'
import { elsewhere, inEnglish, inSpanish } from './lexicon/borrowed.ts'
import { enActs } from './lexicon/en-acts.ts'
import { enGroups } from './lexicon/en-groups.ts'
import { enHate } from './lexicon/en-hate.ts'
import { enStrong } from './lexicon/en-strong.ts'
import { esActs } from './lexicon/es-acts.ts'
import { esGroups } from './lexicon/es-groups.ts'
import { esHate } from './lexicon/es-hate.ts'
import { esStrong } from './lexicon/es-strong.ts'
import { scene } from './scene.ts'
import { findSwearing } from './swearing.ts'
import { findThreats } from './threats.ts'

export { abuseWords } from './words.ts'

const tables: Record<string, readonly Table[]> = {
  es: [esStrong, esGroups, esActs, esHate, inSpanish],
  en: [enStrong, enGroups, enActs, enHate, inEnglish],
}
const strongOnly: readonly Table[] = [inSpanish, inEnglish, elsewhere]

const lexicons = new Map<readonly Table[], Lexicon>()

/** The lexicon of a language, made when it is first asked for. */
function lexiconOf(language: string): Lexicon {
  const of = tables[language] ?? strongOnly
  const made = lexicons.get(of) ?? compile(...of)
  lexicons.set(of, made)
  return made
}

/**
 * Signs of abuse in a message and of what only looks like it: swearing, insults, hate, threats; counter-speech, a group's own
 * words, figures of speech. Spanish and English are read whole, of other languages a few strong words. The labels they
 * speak for are those of `examples/README.md`.
 */
export const findAbuseCues: CueFinder = (tokens, language): Cue[] => {
  const found = new Found(scene(tokens, lexiconOf(language)))
  const context = contextOf(found.scene)
  findSwearing(found)
  findInsults(found)
  findGroups(found, context)
  findAfterwards(found, context)
  findThreats(found, context)
  findHarmless(found)
  findDisguises(found)
  return [...found.cues.values()]
}
