import { dictionary } from '../../lib/words.ts'

/** Who else is here, and what they have done meanwhile. */
export const presenceWords = dictionary({
  en: {
    'conversations.here-looking': '{name} is looking',
    'conversations.here-writing': '{name} is writing',
    'conversations.here-writing-too': '{name} is writing here too. Agree before you both answer.',
    'conversations.meanwhile': '{name} answered',
    'conversations.meanwhile-you': 'You answered from another page',
    'conversations.meanwhile-on': 'Somebody answered on {network} itself, as {name}',
    'conversations.meanwhile-read-first': ': read it first.',
    'conversations.meanwhile-see': 'Go to it in the thread',
    'conversations.meanwhile-seen': 'I have read it',
    'conversations.meanwhile-kept': 'Nothing was sent; your text is below. Send it anyway, or change it first.',
    'conversations.meanwhile-refused': '{name} answered after you last looked. Nothing was sent: read it first.',
    'conversations.send-anyway': 'Send it anyway',
    'conversations.draft-with': 'This draft is shared with',
  },
  es: {
    'conversations.here-looking': '{name} la está viendo',
    'conversations.here-writing': '{name} está escribiendo',
    'conversations.here-writing-too': '{name} también está escribiendo aquí. Poneos de acuerdo antes de responder.',
    'conversations.meanwhile': '{name} respondió',
    'conversations.meanwhile-you': 'Respondiste desde otra página',
    'conversations.meanwhile-on': 'Alguien respondió en {network} directamente, como {name}',
    'conversations.meanwhile-read-first': ': léelo antes.',
    'conversations.meanwhile-see': 'Ir a ello en el hilo',
    'conversations.meanwhile-seen': 'Ya lo he leído',
    'conversations.meanwhile-kept': 'No se ha enviado nada; tu texto está debajo. Envíalo igualmente o cámbialo antes.',
    'conversations.meanwhile-refused': '{name} respondió después de que miraras. No se ha enviado nada: léelo antes.',
    'conversations.send-anyway': 'Enviarlo igualmente',
    'conversations.draft-with': 'Este borrador lo compartes con',
  },
})
