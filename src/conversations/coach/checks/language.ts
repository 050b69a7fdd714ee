import { identify } from '../../../reading/index.ts'
import type { Situation } from '../remark.ts'

/** A language is only told where it is told with this much certainty. */
const certain = 0.8
const fewestWords = 3

/** The language of a text; undefined where nobody can tell. */
export function languageOf(text: string, usual?: Readonly<Record<string, number>>): string | undefined {
  if (text.split(/\s+/).length < fewestWords) return undefined
  const [told] = identify([{ text: text.slice(0, 2000), ...(usual ? { usual } : {}) }])
  return told && told.p >= certain && told.value !== 'und' ? told.value : undefined
}

/** Where they asked to be answered in another language than they write. */
const wish = /\b(?:in|en|auf|em) (english|spanish|inglés|ingles|español|espanol|castellano|castilian)\b/iu
const wishes: Readonly<Record<string, string>> = {
  english: 'en',
  inglés: 'en',
  ingles: 'en',
  spanish: 'es',
  español: 'es',
  espanol: 'es',
  castellano: 'es',
  castilian: 'es',
}

/** The language that they should be answered in. */
export function languageWanted({ theirs }: Situation): string | undefined {
  for (const { text, language } of [...theirs].reverse()) {
    const wished = wish.exec(text)?.[1]?.toLowerCase()
    if (wished && /\?|please|por favor|answer|respond|reply|habl|speak|contest/iu.test(text)) return wishes[wished]
    const told = languageOf(text) ?? (language === 'und' ? undefined : language)
    if (told) return told
  }
  return undefined
}
