import { dictionary } from '../../lib/words.ts'

/** From one conversation to the next. */
export const nextWords = dictionary({
  en: {
    'conversations.next': 'Next that needs me',
    'conversations.next-none': 'Nobody needs you now',
    'conversations.next-none-help': 'Whatever waits is with somebody else, or a colleague is at it. Time for a coffee.',
    'conversations.next-passed': 'You have been through them all',
    'conversations.next-passed-help': 'What still waits for you, you went on from in the last half hour.',
    'conversations.next-again': 'Go through them again',
  },
  es: {
    'conversations.next': 'La siguiente que me necesita',
    'conversations.next-none': 'Ahora nadie te necesita',
    'conversations.next-none-help':
      'Lo que espera lo tiene otra persona, o hay alguien con ello. Es momento de un café.',
    'conversations.next-passed': 'Ya las has visto todas',
    'conversations.next-passed-help': 'Lo que aún te espera lo dejaste atrás en la última media hora.',
    'conversations.next-again': 'Verlas otra vez',
  },
})
