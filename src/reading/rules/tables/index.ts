import type { Tables } from '../book.ts'
import { caMoods, caRoles } from './ca-mood.ts'
import { deMoods, deRoles } from './de-mood.ts'
import { emojiCues, emojiMoods } from './emoji.ts'
import { enAdvice } from './en-advice.ts'
import { enAsking } from './en-asking.ts'
import { enClasses } from './en-classes.ts'
import { enComplaint } from './en-complaint.ts'
import { enGood } from './en-good.ts'
import { enMoods } from './en-mood.ts'
import { enPlain } from './en-plain.ts'
import { enRoles, enShort, enVariants } from './en-roles.ts'
import { enSpam } from './en-spam.ts'
import { enTalk } from './en-talk.ts'
import { enUrgency } from './en-urgency.ts'
import { esAdvice } from './es-advice.ts'
import { esAsking } from './es-asking.ts'
import { esClasses } from './es-classes.ts'
import { esComplaint } from './es-complaint.ts'
import { esGood } from './es-good.ts'
import { esMoods } from './es-mood.ts'
import { esRoles, esShort, esVariants } from './es-roles.ts'
import { esSpam } from './es-spam.ts'
import { esTalk } from './es-talk.ts'
import { esUrgency } from './es-urgency.ts'
import { frMoods, frRoles } from './fr-mood.ts'
import { itMoods, itRoles } from './it-mood.ts'
import { ptMoods, ptRoles } from './pt-mood.ts'

/** An elided word and what follows it are two: *l'amour*, *n'aime*, *l'arte*. */
const elided = (word: string): readonly string[] => {
  const at = word.indexOf("'")
  return at > 0 && at < 5 ? [word.slice(at + 1)] : []
}

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

const languages = new Map<string, Tables>(
  Object.entries({
    es: {
      moods: withEmoji(esMoods),
      roles: esRoles,
      classes: esClasses,
      cues: [emojiCues, esComplaint, esAsking, esAdvice, esGood, esTalk, esSpam, esUrgency],
      short: esShort,
      variants: esVariants,
    },
    en: {
      moods: withEmoji(enMoods),
      roles: enRoles,
      classes: enClasses,
      cues: [emojiCues, enComplaint, enPlain, enAsking, enAdvice, enGood, enTalk, enSpam, enUrgency],
      short: enShort,
      variants: enVariants,
    },
    pt: { moods: withEmoji(ptMoods), roles: ptRoles, cues: [emojiCues] },
    fr: { moods: withEmoji(frMoods), roles: frRoles, cues: [emojiCues], variants: elided },
    it: { moods: withEmoji(itMoods), roles: itRoles, cues: [emojiCues], variants: elided },
    de: { moods: withEmoji(deMoods), roles: deRoles, cues: [emojiCues] },
    ca: { moods: withEmoji(caMoods), roles: caRoles, cues: [emojiCues], variants: elided },
  }),
)

/** The rules of a language; of one that has none, what every language has. */
export const tablesOf = (language: string): Tables => languages.get(language) ?? anywhere

/** Every language that has rules of its own, and the rest. */
export const allTables: readonly Tables[] = [...languages.values(), anywhere]
