import { dictionary } from '../lib/words.ts'
import { queryWords } from './query/query-words.ts'
import { figureWords } from './words-figures.ts'
import { writingWords } from './words-writing.ts'

/** Lists, deeds, and what is said where something cannot be. */
const common = dictionary({
  en: {
    'listening.title': 'Listening',
    'listening.subtitle': 'Saved searches watch everything that is heard',
    'listening.new': 'New search',
    'listening.none': 'Nothing is watched for yet',
    'listening.none-help':
      'A saved search finds each message with the words you care about, also where nobody addressed you: your brand, a product, a rival, a breakdown.',
    'listening.groups': 'Groups of searches',
    'listening.all': 'All',
    'listening.paused': 'Paused',
    'listening.week':
      '{count, plural, =0 {No mentions in 7 days} one {# mention in 7 days} other {# mentions in 7 days}}',
    'listening.week-more': 'More than {count, number} mentions in 7 days',
    'listening.views': 'Views of this search',
    'listening.view-mentions': 'Mentions',
    'listening.view-figures': 'Figures',
    'listening.view-text': 'What it asks',
    'listening.edit': 'Change',
    'listening.pause': 'Pause',
    'listening.resume': 'Watch again',
    'listening.remove': 'Remove',
    'listening.bring-back': 'Bring it back',
    'listening.is-paused': 'This search is paused',
    'listening.is-paused-help': 'What is said meanwhile is not noted as a mention. What it found before is here.',
    'listening.is-removed': 'This search was removed',
    'listening.is-removed-help':
      'It watches no more. With all that it found, it can be brought back within 30 days of its removal.',
    'listening.no-mentions': 'No mentions yet',
    'listening.no-mentions-help': 'As soon as somebody says what this search looks for, it appears here by itself.',
    'listening.asks': 'It looks for',
    'listening.created': 'Written',
    'listening.created-by': 'Written by',
    'listening.written': 'Last changed',
    'listening.written-by': 'Last changed by',
    'listening.asked-before': 'What it looked for before',
    'listening.filling': 'Looking through the last 30 days',
    'listening.filling-so-far':
      '{looked, plural, one {# message} other {# messages}} looked at, {found, plural, one {# mention} other {# mentions}} found',
    'listening.told-saved': '“{name}” is saved and watches from now on',
    'listening.told-changed': '“{name}” was changed',
    'listening.told-paused': '“{name}” is paused',
    'listening.told-resumed': '“{name}” watches again',
    'listening.told-removed': '“{name}” was removed',
    'listening.told-returned': '“{name}” is back',
    'listening.take-up': 'Take it up',
    'listening.told-taken-up': 'It waits for us now, in the inbox',
    'listening.told-let-go': 'Nobody waits for an answer to it any more',
    'listening.cursor-unknown': 'This page of the list is not one we know. Begin again from the first.',
    'listening.changed-meanwhile':
      'Somebody else changed this search while you were writing. Nothing was saved. Open it again in another tab to see theirs, and put both together.',
    'event.query.created': '{by} wrote a saved search',
    'event.query.changed': '{by} changed a saved search',
    'event.query.paused': '{by} paused a saved search',
    'event.query.resumed': '{by} had a saved search watch again',
    'event.query.removed': '{by} removed a saved search',
    'event.query.returned': '{by} brought a saved search back',
  },
  es: {
    'listening.title': 'Escucha',
    'listening.subtitle': 'Las búsquedas guardadas vigilan todo lo que se oye',
    'listening.new': 'Búsqueda nueva',
    'listening.none': 'Aún no se vigila nada',
    'listening.none-help':
      'Una búsqueda guardada encuentra cada mensaje con las palabras que te importan, aunque no vaya dirigido a ti: tu marca, un producto, un rival, una avería.',
    'listening.groups': 'Grupos de búsquedas',
    'listening.all': 'Todas',
    'listening.paused': 'En pausa',
    'listening.week':
      '{count, plural, =0 {Sin menciones en 7 días} one {# mención en 7 días} other {# menciones en 7 días}}',
    'listening.week-more': 'Más de {count, number} menciones en 7 días',
    'listening.views': 'Vistas de esta búsqueda',
    'listening.view-mentions': 'Menciones',
    'listening.view-figures': 'Cifras',
    'listening.view-text': 'Qué busca',
    'listening.edit': 'Cambiar',
    'listening.pause': 'Pausar',
    'listening.resume': 'Volver a vigilar',
    'listening.remove': 'Quitar',
    'listening.bring-back': 'Recuperarla',
    'listening.is-paused': 'Esta búsqueda está en pausa',
    'listening.is-paused-help':
      'Lo que se diga mientras tanto no se anota como mención. Lo que encontró antes sigue aquí.',
    'listening.is-removed': 'Esta búsqueda se quitó',
    'listening.is-removed-help':
      'Ya no vigila. Con todo lo que encontró, se puede recuperar en los 30 días siguientes a quitarla.',
    'listening.no-mentions': 'Aún no hay menciones',
    'listening.no-mentions-help':
      'En cuanto alguien diga lo que esta búsqueda busca, aparecerá aquí sin que hagas nada.',
    'listening.asks': 'Busca',
    'listening.created': 'Escrita',
    'listening.created-by': 'La escribió',
    'listening.written': 'Último cambio',
    'listening.written-by': 'La cambió',
    'listening.asked-before': 'Lo que buscaba antes',
    'listening.filling': 'Mirando los últimos 30 días',
    'listening.filling-so-far':
      '{looked, plural, one {# mensaje mirado} other {# mensajes mirados}}, {found, plural, one {# mención encontrada} other {# menciones encontradas}}',
    'listening.told-saved': '«{name}» está guardada y vigila desde ahora',
    'listening.told-changed': '«{name}» ha cambiado',
    'listening.told-paused': '«{name}» está en pausa',
    'listening.told-resumed': '«{name}» vuelve a vigilar',
    'listening.told-removed': '«{name}» se quitó',
    'listening.told-returned': '«{name}» está de vuelta',
    'listening.take-up': 'Tomarla',
    'listening.told-taken-up': 'Ahora nos espera, en la bandeja',
    'listening.told-let-go': 'Ya nadie espera respuesta a ella',
    'listening.cursor-unknown': 'No conocemos esta página de la lista. Empieza de nuevo por la primera.',
    'listening.changed-meanwhile':
      'Alguien cambió esta búsqueda mientras escribías. No se guardó nada. Ábrela en otra pestaña para ver lo suyo y juntad las dos.',
    'event.query.created': '{by} escribió una búsqueda guardada',
    'event.query.changed': '{by} cambió una búsqueda guardada',
    'event.query.paused': '{by} puso en pausa una búsqueda guardada',
    'event.query.resumed': '{by} hizo que una búsqueda guardada volviera a vigilar',
    'event.query.removed': '{by} quitó una búsqueda guardada',
    'event.query.returned': '{by} recuperó una búsqueda guardada',
  },
})

export const listeningWords = dictionary({
  en: { ...common.en, ...writingWords.en, ...figureWords.en, ...queryWords.en },
  es: { ...common.es, ...writingWords.es, ...figureWords.es, ...queryWords.es },
})
