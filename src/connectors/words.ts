import type { Dictionary } from '../lib/words.ts'

/** What is true of every network. */
export const connectorsWords: Dictionary = {
  en: { 'connectors.surprise': 'The network answered in a way we did not expect: {detail}' },
  es: { 'connectors.surprise': 'La red respondió de una forma que no esperábamos: {detail}' },
}
