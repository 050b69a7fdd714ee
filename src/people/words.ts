import { dictionary } from '../lib/words.ts'

export const peopleWords = dictionary({
  en: {
    'people.known-since': 'We know of each other since {date}',
    'people.identities': 'Where they talk',
    'people.bot': 'Software, by its own word',
    'people.see-there': 'See them on {network}',
    'people.quiet': 'Nothing of theirs is here now',
    'people.quiet-help': 'What this person says to us appears here.',
  },
  es: {
    'people.known-since': 'Nos conocemos desde el {date}',
    'people.identities': 'Dónde habla',
    'people.bot': 'Un programa, según dice',
    'people.see-there': 'Ver en {network}',
    'people.quiet': 'Ahora no hay nada suyo aquí',
    'people.quiet-help': 'Lo que esta persona nos diga aparecerá aquí.',
  },
})
