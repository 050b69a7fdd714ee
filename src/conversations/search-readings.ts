import { fold } from '../lib/fold.ts'
import { type Words, words } from '../lib/words.ts'
import { abuses, intents, sentiments } from '../reading/index.ts'
import type { ReadingFilter } from './reading-filter.ts'

export type ReadingWord = 'mood' | 'intent' | 'urgency' | 'abuse' | 'lang'

/** In both languages of the house, and as programs say it; without accents. */
const mood: Readonly<Record<string, ReadingFilter['mood']>> = {
  ...own(sentiments),
  negativo: 'negative',
  neutro: 'neutral',
  positivo: 'positive',
}
const intent: Readonly<Record<string, ReadingFilter['intent']>> = {
  ...own(intents),
  queja: 'complaint',
  pregunta: 'question',
  sugerencia: 'suggestion',
  elogio: 'praise',
  gracias: 'thanks',
  agradecimiento: 'thanks',
  compra: 'purchase',
  otra: 'other',
}
const urgency: Readonly<Record<string, ReadingFilter['urgency']>> = {
  '0': 0,
  '1': 1,
  '2': 2,
  '3': 3,
  wait: 0,
  espera: 0,
  usual: 1,
  habitual: 1,
  today: 2,
  hoy: 2,
  now: 3,
  ya: 3,
}
const abuse: Readonly<Record<string, ReadingFilter['abuse']>> = {
  ...own(abuses),
  any: 'any',
  alguno: 'any',
  ninguno: 'none',
  palabrotas: 'profanity',
  insulto: 'insult',
  odio: 'hate',
  amenaza: 'threat',
}

/** What `mood:negative`, `intención:queja`, `urgency:today`, `abuso:any` or `lang:pt` asks for; or what was not understood. */
export function readingAsWritten(name: ReadingWord, value: string): ReadingFilter | { complaint: Words } {
  const said = fold(value).toLowerCase()
  const found = {
    mood: mood[said],
    intent: intent[said],
    urgency: urgency[said],
    abuse: abuse[said],
    lang: code(said),
  }[name]
  return found === undefined ? { complaint: words(`conversations.search-${name}`, { value }) } : { [name]: found }
}

const code = (said: string): string | undefined => (/^[a-z]{2,3}$/.test(said) ? said : undefined)

function own<Value extends string>(list: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(list.map((one) => [one, one]))
}
