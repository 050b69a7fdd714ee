import { dictionary } from '../../lib/words.ts'

/** What is said of a reason for a language that is no word of the message. */
export const languageWords = dictionary({
  en: { 'reading.cue.usual-language': 'it is what people mostly write here' },
  es: { 'reading.cue.usual-language': 'es en lo que más se escribe aquí' },
})
