import type { Tables } from '../book.ts'
import { emojiCues, emojiMoods } from './emoji.ts'
import { enMoods } from './en-mood.ts'
import { enRoles, enShort, enVariants } from './en-roles.ts'
import { esMoods } from './es-mood.ts'
import { esRoles, esShort, esVariants } from './es-roles.ts'

type Moods = Tables['moods']

/** What every language has: its emoji. */
const anywhere: Tables = { moods: emojiMoods, roles: {}, cues: [emojiCues] }

const withEmoji = (moods: Moods): Moods => ({
  '3': `${moods['3']},${emojiMoods['3']}`,
  '2': `${moods['2']},${emojiMoods['2']}`,
  '1': `${moods['1']},${emojiMoods['1']}`,
  '-1': `${moods['-1']},${emojiMoods['-1']}`,
  '-2': `${moods['-2']},${emojiMoods['-2']}`,
  '-3': `${moods['-3']},${emojiMoods['-3']}`,
})

const languages: Readonly<Record<string, Tables>> = {
  es: { moods: withEmoji(esMoods), roles: esRoles, cues: [emojiCues], short: esShort, variants: esVariants },
  en: { moods: withEmoji(enMoods), roles: enRoles, cues: [emojiCues], short: enShort, variants: enVariants },
}

/** The rules of a language; of one that has none, what every language has. */
export const tablesOf = (language: string): Tables => languages[language] ?? anywhere

/** Every language that has rules of its own, and the rest. */
export const allTables: readonly Tables[] = [...Object.values(languages), anywhere]
