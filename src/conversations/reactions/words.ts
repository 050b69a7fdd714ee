import { dictionary } from '../../lib/words.ts'

/** What is done to messages without a word, and what becomes of asking a network to hold or hide them. */
export const reactionWords = dictionary({
  en: {
    'conversations.cannot-react': 'That cannot be done to this message on its network.',
    'conversations.reaction-on-its-way': '(on its way)',
    'conversations.reaction-failed': '{what}: not done. {why}',
    'conversations.reaction-back-failed': '{what}: not taken back. {why}',
    'conversations.reaction-again': 'It is tried again by itself.',
    'conversations.told-reacted': 'Done: {what}.',
    'conversations.told-unreacted': 'Taken back: {what}.',
    'conversations.moderate-hide': 'Hide it in our thread',
    'conversations.moderate-show': 'Show it again',
    'conversations.told-moderated-hide': 'Asked the network to hide it in our thread.',
    'conversations.told-moderated-show': 'Asked the network to show it again.',
    'conversations.hidden-there': 'Hidden in our thread',
    'event.message.reacted': '{by} liked a message or passed it on, or took that back',
  },
  es: {
    'conversations.cannot-react': 'Eso no se le puede hacer a este mensaje en su red.',
    'conversations.reaction-on-its-way': '(en camino)',
    'conversations.reaction-failed': '{what}: no se hizo. {why}',
    'conversations.reaction-back-failed': '{what}: no se quitó. {why}',
    'conversations.reaction-again': 'Se intenta otra vez solo.',
    'conversations.told-reacted': 'Hecho: {what}.',
    'conversations.told-unreacted': 'Quitado: {what}.',
    'conversations.moderate-hide': 'Ocultarlo en nuestro hilo',
    'conversations.moderate-show': 'Volver a mostrarlo',
    'conversations.told-moderated-hide': 'Pedido a la red que lo oculte en nuestro hilo.',
    'conversations.told-moderated-show': 'Pedido a la red que lo vuelva a mostrar.',
    'conversations.hidden-there': 'Oculto en nuestro hilo',
    'event.message.reacted': '{by} dio un me gusta a un mensaje o lo pasó, o lo quitó',
  },
})
