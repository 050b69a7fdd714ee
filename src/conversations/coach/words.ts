import { dictionary } from '../../lib/words.ts'
import { remarkWords } from './words-remarks.ts'

const pages = dictionary({
  en: {
    'coach.title': 'Coach',
    'coach.reads-along': 'The coach reads along as you write.',
    'coach.check': 'Check what I wrote',
    'coach.untold': '{name} will not be told of this: it does not name their account.',
    'coach.said':
      '{count, plural, =0 {The coach has nothing to say} one {The coach says one thing} other {The coach says # things}}',
    'coach.dismiss': 'Wave away: {kind}',
    'coach.show': 'Show it in the text',
    'coach.intro':
      'What the coach said while people wrote, and how often they waved it away, in the last ninety days. Where they often do, the coach is wrong.',
    'coach.nothing': 'The coach has said nothing yet. It reads along while somebody writes an answer.',
    'coach.tally': 'Remarks of the last ninety days',
    'coach.remark': 'Remark',
    'coach.in-language': 'Language of the draft',
    'coach.times-said': 'Made',
    'coach.times-dismissed': 'Waved away',
    'coach.share': 'Share',
    'event.remark.dismissed': '{by} waved a remark of the coach away',
    'event.remark.recalled': '{by} let the coach speak again',
  },
  es: {
    'coach.title': 'Consejos al escribir',
    'coach.reads-along': 'Los consejos salen aquí mientras escribes.',
    'coach.check': 'Revisar lo que he escrito',
    'coach.untold': '{name} no se va a enterar de esto: no nombra su cuenta.',
    'coach.said': '{count, plural, =0 {Nada que señalar} one {Hay un consejo} other {Hay # consejos}}',
    'coach.dismiss': 'Descartar: {kind}',
    'coach.show': 'Mostrarlo en el texto',
    'coach.intro':
      'Qué se aconsejó mientras el equipo escribía y cuántas veces se descartó, en los últimos noventa días. Si se descarta a menudo, el consejo está mal.',
    'coach.nothing': 'Aún no se ha aconsejado nada. Los consejos salen mientras alguien escribe una respuesta.',
    'coach.tally': 'Consejos de los últimos noventa días',
    'coach.remark': 'Consejo',
    'coach.in-language': 'Idioma del borrador',
    'coach.times-said': 'Dado',
    'coach.times-dismissed': 'Descartado',
    'coach.share': 'Parte',
    'event.remark.dismissed': '{by} descartó un consejo sobre lo que escribía',
    'event.remark.recalled': '{by} recuperó un consejo descartado',
  },
})

/** What the coach says, and what stands around it. */
export const coachWords = dictionary({ en: { ...pages.en, ...remarkWords.en }, es: { ...pages.es, ...remarkWords.es } })
