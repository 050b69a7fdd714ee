import { dictionary } from '../../lib/words.ts'
import { askingWords } from './words-asking.ts'
import { moodWords } from './words-mood.ts'

/** What each cue of these rules says to a person; `{words}` are those of the message that it was found in. */
export const ruleWords = dictionary({
  en: { ...moodWords.en, ...askingWords.en },
  es: { ...moodWords.es, ...askingWords.es },
})
