import { dictionary } from '../lib/words.ts'
import { absenceWords } from './absence/words.ts'
import { approvalWords } from './approval/words.ts'
import { assignmentWords } from './assignment/words.ts'
import { attachmentWords } from './attachments/words.ts'
import { bulkWords } from './bulk/words.ts'
import { coachWords } from './coach/words.ts'
import { linkWords } from './link-preview/words.ts'
import { nextWords } from './next/words.ts'
import { presenceWords } from './presence/words.ts'
import { promiseWords } from './promises/words.ts'
import { reactionWords } from './reactions/words.ts'
import { rearrangeWords } from './rearrange/words.ts'
import { treeWords } from './response-tree/words.ts'
import { savedReplyWords } from './saved-replies/words.ts'
import { savedViewWords } from './saved-views/words.ts'
import { serviceLevelWords } from './service-levels/words.ts'
import { surveyWords } from './survey/words.ts'
import { askedWords } from './survey/words-asked.ts'
import { figureWords } from './survey/words-figures.ts'
import { eventWords } from './words-events.ts'
import { followingWords } from './words-following.ts'
import { learningWords } from './words-learning.ts'
import { pageWords } from './words-pages.ts'
import { readingWords } from './words-readings.ts'
import { sayingWords } from './words-saying.ts'
import { spamWords } from './words-spam.ts'
import { workingTimeWords } from './working-time/words.ts'

/** What the rest of the house, and programs, are told when something cannot be. */
const refusals = dictionary({
  en: {
    'conversations.cursor-unknown': 'This page of the list is not one we know. Begin again from the first.',
    'conversations.not-understood': 'We did not understand what was asked. Nothing was changed.',
    'conversations.not-json': 'What came is not JSON. Nothing was changed.',
    'conversations.search-date': '“{value}” is not a day. Write it as 2026-05-31.',
    'conversations.search-state': '“{value}” is not a state. Write open, snoozed, closed, spam or waiting.',
    'conversations.search-channel': 'No window is called “{value}”.',
    'conversations.search-from': 'Nobody we know has a name or a handle that begins with “{value}”.',
    'conversations.snooze-past': 'That moment has passed. Choose one that is to come.',
    'conversations.snooze-far': 'That is more than a year away. Choose a nearer moment.',
    'conversations.snooze-unclear': 'Choose until when: a day and an hour.',
    'conversations.assignee-missing': 'Say who is to have it.',
    'conversations.assignee-unknown': 'That person or team is no longer here.',
    'conversations.assignee-observes': 'That person only looks and cannot answer. Choose somebody else.',
    'conversations.tag-length': 'A tag has between 1 and {max} characters.',
    'conversations.note-empty': 'The note has no words yet.',
    'conversations.note-long': 'The note is too long. Make two of it.',
    'conversations.text-enormous': 'The text is longer than {max, number} characters. It was not kept; shorten it.',
    'conversations.reply-empty': 'There is nothing to send yet. Write something first.',
    'conversations.reply-long':
      'This has {count, number} characters and {network} takes {max, number}. Shorten it, or tick “Send as a thread”.',
    'conversations.reply-many-parts':
      'That would be {count, number} messages; {max, number} at most can be sent at once.',
    'conversations.reply-undecided':
      'Two of you changed the same words: one version stands between ⟪ and ⟫. Choose one, and take the marks out.',
    'conversations.reply-known': 'Another reply already has this id.',
    'conversations.reply-other':
      'This page had already sent a reply, so this one did not go out. Your text is still here: send it again.',
    'conversations.cannot-say': '{channel} is only heard: nothing can be said there.',
    'conversations.window-down':
      'The window {channel} was taken down. Connect its account again, and you can answer here.',
    'conversations.target-elsewhere': 'The message you answer is not in this conversation.',
    'conversations.target-deleted': 'That message has been deleted on its network. Choose another one to answer.',
    'conversations.nothing-to-answer': 'Nothing here can be answered: all of it has been deleted.',
    'conversations.left-already': 'It has left already and cannot be taken back here.',
    'conversations.later-unclear': 'Choose when it leaves: a date and a time. Your text is kept.',
    'conversations.later-past': 'That moment is over. Choose a later one; your text is kept.',
    'conversations.later-far': 'That is more than a year away. Choose an earlier moment; your text is kept.',
    'conversations.later-over': 'It is on its way already, or was taken back.',
    'conversations.nothing-failed': 'Nothing of this reply failed.',
    'conversations.part-before-unknown':
      'The part before it is not known to be on the network, so this one has nothing to hang on. Take it back and send it as an answer of its own.',
    'conversations.nothing-uncertain': 'Nobody has to decide about this reply any more.',
    'conversations.cannot-moderate': 'This network does not let us do that with a message.',
  },
  es: {
    'conversations.cursor-unknown': 'No conocemos esta página de la lista. Empieza de nuevo por la primera.',
    'conversations.not-understood': 'No hemos entendido lo que se pedía. No ha cambiado nada.',
    'conversations.not-json': 'Lo que ha llegado no es JSON. No ha cambiado nada.',
    'conversations.search-date': '«{value}» no es un día. Escríbelo así: 2026-05-31.',
    'conversations.search-state': '«{value}» no es un estado. Escribe open, snoozed, closed, spam o waiting.',
    'conversations.search-channel': 'Ninguna ventana se llama «{value}».',
    'conversations.search-from': 'Nadie que conozcamos tiene un nombre o un alias que empiece por «{value}».',
    'conversations.snooze-past': 'Ese momento ya pasó. Elige uno que esté por llegar.',
    'conversations.snooze-far': 'Falta más de un año. Elige un momento más cercano.',
    'conversations.snooze-unclear': 'Elige hasta cuándo: un día y una hora.',
    'conversations.assignee-missing': 'Di quién se encarga.',
    'conversations.assignee-unknown': 'Esa persona o ese equipo ya no está aquí.',
    'conversations.assignee-observes': 'Esa persona solo mira y no puede responder. Elige a otra.',
    'conversations.tag-length': 'Una etiqueta tiene entre 1 y {max} caracteres.',
    'conversations.note-empty': 'La nota aún no dice nada.',
    'conversations.note-long': 'La nota es demasiado larga. Haz dos.',
    'conversations.text-enormous': 'El texto pasa de {max, number} caracteres. No se ha guardado; acórtalo.',
    'conversations.reply-empty': 'Aún no hay nada que enviar. Escribe algo primero.',
    'conversations.reply-long':
      'Tiene {count, number} caracteres y {network} admite {max, number}. Acórtalo o marca «Enviar como hilo».',
    'conversations.reply-many-parts': 'Serían {count, number} mensajes; de una vez salen {max, number} como mucho.',
    'conversations.reply-undecided':
      'Dos cambiasteis las mismas palabras: una versión está entre ⟪ y ⟫. Elige una y quita las marcas.',
    'conversations.reply-known': 'Otra respuesta ya tiene este identificador.',
    'conversations.reply-other':
      'Desde esta página ya se envió una respuesta, así que esta no ha salido. Tu texto sigue aquí: envíalo otra vez.',
    'conversations.cannot-say': '{channel} solo se escucha: ahí no se puede decir nada.',
    'conversations.window-down': 'La ventana {channel} se retiró. Vuelve a conectar su cuenta y podrás responder aquí.',
    'conversations.target-elsewhere': 'El mensaje al que respondes no está en esta conversación.',
    'conversations.target-deleted': 'Ese mensaje se ha borrado en su red. Elige otro al que responder.',
    'conversations.nothing-to-answer': 'Aquí no hay a qué responder: todo se ha borrado.',
    'conversations.left-already': 'Ya ha salido y desde aquí no se puede recuperar.',
    'conversations.later-unclear': 'Elige cuándo sale: fecha y hora. Tu texto se conserva.',
    'conversations.later-past': 'Ese momento ya pasó. Elige uno posterior; tu texto se conserva.',
    'conversations.later-far': 'Falta más de un año. Elige un momento anterior; tu texto se conserva.',
    'conversations.later-over': 'Ya está en camino, o se recuperó.',
    'conversations.nothing-failed': 'Nada de esta respuesta ha fallado.',
    'conversations.part-before-unknown':
      'No consta que la parte anterior esté en la red, así que esta no tiene de qué colgar. Recupérala y envíala como respuesta aparte.',
    'conversations.nothing-uncertain': 'Ya nadie tiene que decidir sobre esta respuesta.',
    'conversations.cannot-moderate': 'Esta red no nos deja hacer eso con un mensaje.',
  },
})

export const conversationWords = dictionary({
  en: {
    ...refusals.en,
    ...pageWords.en,
    ...nextWords.en,
    ...savedViewWords.en,
    ...sayingWords.en,
    ...spamWords.en,
    ...savedReplyWords.en,
    ...readingWords.en,
    ...learningWords.en,
    ...workingTimeWords.en,
    ...serviceLevelWords.en,
    ...assignmentWords.en,
    ...approvalWords.en,
    ...absenceWords.en,
    ...bulkWords.en,
    ...eventWords.en,
    ...attachmentWords.en,
    ...linkWords.en,
    ...coachWords.en,
    ...presenceWords.en,
    ...followingWords.en,
    ...rearrangeWords.en,
    ...promiseWords.en,
    ...treeWords.en,
    ...surveyWords.en,
    ...askedWords.en,
    ...reactionWords.en,
    ...figureWords.en,
  },
  es: {
    ...refusals.es,
    ...pageWords.es,
    ...nextWords.es,
    ...savedViewWords.es,
    ...sayingWords.es,
    ...spamWords.es,
    ...savedReplyWords.es,
    ...readingWords.es,
    ...learningWords.es,
    ...workingTimeWords.es,
    ...serviceLevelWords.es,
    ...assignmentWords.es,
    ...approvalWords.es,
    ...absenceWords.es,
    ...bulkWords.es,
    ...eventWords.es,
    ...attachmentWords.es,
    ...linkWords.es,
    ...coachWords.es,
    ...presenceWords.es,
    ...followingWords.es,
    ...rearrangeWords.es,
    ...promiseWords.es,
    ...treeWords.es,
    ...surveyWords.es,
    ...askedWords.es,
    ...reactionWords.es,
    ...figureWords.es,
  },
})
