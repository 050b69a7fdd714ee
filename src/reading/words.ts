import { dictionary } from '../lib/words.ts'
import { abuseWords } from './abuse/index.ts'
import { languageWords } from './language/language-words.ts'
import { modelWords } from './model/words.ts'
import { ruleWords } from './rules/words.ts'

/** Every sentence that a reason may have: the keys that `Reason.rule` names. */
export const readingWords = dictionary({
  en: { ...ruleWords.en, ...abuseWords.en, ...languageWords.en, ...modelWords.en },
  es: { ...ruleWords.es, ...abuseWords.es, ...languageWords.es, ...modelWords.es },
})
