import { dictionary } from '../../lib/words.ts'

/** What each sign of a whole message says to a person, and what was taught. */
export const modelWords = dictionary({
  en: {
    'reading.cue.short-message': 'The message is short',
    'reading.cue.long-message': 'The message is long',
    'reading.cue.shouting': 'Much of it is in capitals',
    'reading.cue.many-marks': 'Many exclamation marks',
    'reading.cue.many-tags': 'Many hashtags',
    'reading.cue.many-mentions': 'It calls several people',
    'reading.cue.with-link': 'It carries a link',
    'reading.cue.many-emoji': 'Many emoji',
    'reading.cue.many-numbers': 'Many numbers',
    'reading.cue.taught': 'Your team taught it so: “{words}”',
  },
  es: {
    'reading.cue.short-message': 'El mensaje es corto',
    'reading.cue.long-message': 'El mensaje es largo',
    'reading.cue.shouting': 'Gran parte va en mayúsculas',
    'reading.cue.many-marks': 'Muchos signos de exclamación',
    'reading.cue.many-tags': 'Muchas etiquetas',
    'reading.cue.many-mentions': 'Llama a varias personas',
    'reading.cue.with-link': 'Lleva un enlace',
    'reading.cue.many-emoji': 'Muchos emojis',
    'reading.cue.many-numbers': 'Muchos números',
    'reading.cue.taught': 'Tu equipo se lo enseñó: «{words}»',
  },
})
