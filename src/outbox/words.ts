import type { Dictionary } from '../lib/words.ts'

export const outboxWords: Dictionary = {
  en: {
    'outbox.uncertain':
      'We lost the line while sending and this network cannot tell us whether it arrived. Look there before saying it again.',
    'outbox.part-before': 'The part before this one did not arrive, so this one was not sent.',
    'outbox.cannot-say': 'This window hears but cannot speak.',
    'outbox.nothing-to-answer': 'The message this answers is no longer here.',
    'outbox.looking-up': 'We lost the line while sending. We are asking the network whether it arrived.',
    'outbox.same-id':
      'This reply was sent, but we were told an id for it that is already another message’s: {id}. We keep it under an id of ours. Whatever receives the replies must give each its own.',
  },
  es: {
    'outbox.uncertain':
      'Se cortó la línea al enviar y esta red no puede decirnos si llegó. Mira allí antes de repetirlo.',
    'outbox.part-before': 'La parte anterior no llegó, así que esta no se envió.',
    'outbox.cannot-say': 'Esta ventana escucha, pero no puede hablar.',
    'outbox.nothing-to-answer': 'El mensaje al que responde ya no está aquí.',
    'outbox.looking-up': 'Se cortó la línea al enviar. Estamos preguntando a la red si llegó.',
    'outbox.same-id':
      'Esta respuesta salió, pero nos dieron para ella un identificador que ya es de otro mensaje: {id}. La guardamos con uno nuestro. Lo que recibe las respuestas tiene que dar uno distinto a cada una.',
  },
}
