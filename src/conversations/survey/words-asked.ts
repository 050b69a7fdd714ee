import { dictionary } from '../../lib/words.ts'

/** What a customer reads who opens the link. */
export const askedWords = dictionary({
  en: {
    'asked.title': 'How did we do?',
    'asked.faces': 'Your answer',
    'asked.why': 'If you like, tell us why',
    'asked.why-more': 'If you like, add a few words',
    'asked.why-private': 'Only the team of {organisation} reads this.',
    'asked.why-kept': 'Your words are kept. What you write here takes their place.',
    'asked.send-words': 'Send the words',
    'asked.thanks': 'Thank you. It has reached the team.',
    'asked.you-said': 'You said: {mark}.',
    'asked.change': 'You may change it until {day}.',
    'asked.over-title': 'This question is closed',
    'asked.over':
      'Thank you for coming back. It can no longer be answered or changed; write to {organisation} wherever you wrote before, and somebody will read it.',
    'asked.unknown-title': 'We do not know this link',
    'asked.unknown': 'It may have lost some letters on its way. Open it again from the message in which you got it.',
    'asked.slow': 'That was too many tries in a short while. Wait a quarter of an hour and open the link again.',
    'asked.no-more': 'Do not ask me again',
    'asked.no-more-done': 'Understood: we will not ask you again.',
    'asked.ask-again': 'You may ask me again',
    'asked.other-language': 'En español',
    'asked.choose': 'Choose one of the five faces.',
    'asked.link-open': 'Anybody who has this link can answer.',
  },
  es: {
    'asked.title': '¿Qué tal lo hicimos?',
    'asked.faces': 'Tu respuesta',
    'asked.why': 'Si quieres, cuéntanos por qué',
    'asked.why-more': 'Si quieres, añade unas palabras',
    'asked.why-private': 'Esto solo lo lee el equipo de {organisation}.',
    'asked.why-kept': 'Tus palabras están guardadas. Lo que escribas aquí ocupa su lugar.',
    'asked.send-words': 'Enviar las palabras',
    'asked.thanks': 'Gracias. Ya le ha llegado al equipo.',
    'asked.you-said': 'Has dicho: {mark}.',
    'asked.change': 'Puedes cambiarlo hasta el {day}.',
    'asked.over-title': 'Esta pregunta está cerrada',
    'asked.over':
      'Gracias por volver. Ya no se puede responder ni cambiar; escribe a {organisation} donde escribiste antes y alguien lo leerá.',
    'asked.unknown-title': 'No conocemos este enlace',
    'asked.unknown':
      'Puede que haya perdido letras por el camino. Ábrelo otra vez desde el mensaje en el que te llegó.',
    'asked.slow': 'Han sido demasiados intentos en poco tiempo. Espera un cuarto de hora y abre otra vez el enlace.',
    'asked.no-more': 'No me preguntéis más',
    'asked.no-more-done': 'Entendido: no te preguntaremos más.',
    'asked.ask-again': 'Me podéis volver a preguntar',
    'asked.other-language': 'In English',
    'asked.choose': 'Elige una de las cinco caras.',
    'asked.link-open': 'Puede responder quien tenga este enlace.',
  },
})
