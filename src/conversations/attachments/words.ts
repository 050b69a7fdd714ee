import { dictionary } from '../../lib/words.ts'

/** Files that go with an answer. */
export const attachmentWords = dictionary({
  en: {
    'conversations.attach': 'Add image',
    'conversations.attach-file': 'Add file',
    'conversations.attach-limits-files': '{network} takes up to {most, number} files ({kinds}), {max, number} MB each.',
    'conversations.attach-upload': 'Attach it',
    'conversations.attach-drop': 'Drop it here to attach it',
    'conversations.attach-sending': 'Attaching…',
    'conversations.attach-failed': 'That did not arrive. Your text is kept; try again.',
    'conversations.attach-limits':
      '{network} takes {most, plural, one {# image} other {up to # images}} ({kinds}), {max, number} MB each.',
    'conversations.attach-none': '{network} takes no images with an answer. You can put a link in your text.',
    'conversations.attach-kind':
      '{network} does not take {name}: it takes {kinds}. Save it as one of these and attach it again.',
    'conversations.attach-large':
      '{name} has {size, number} MB and {network} takes {max, number} MB. Make it smaller (crop it, or save it with less quality) and attach it again.',
    'conversations.attach-pixels':
      '{name} has more points than {network} takes ({max, number} million). Make it smaller and attach it again.',
    'conversations.attach-enormous': '{name} is larger than {max, number} MB. Make it smaller and attach it again.',
    'conversations.attach-broken': '{name} seems to be broken. Open it, save it anew and attach that.',
    'conversations.attach-many':
      '{network} takes {max, plural, one {# image} other {# images}} with one answer. Take one away first.',
    'conversations.attach-gone':
      'An image of this answer is no longer here: a colleague took it away or sent it. Nothing was sent; look at what is attached and send again.',
    'conversations.attach-left': 'It has gone out with an answer: it is no longer with the draft.',
    'conversations.attached': 'What goes with your answer',
    'conversations.attached-to': 'What goes with it',
    'conversations.attach-first': 'Sent as a thread, they go with its first message.',
    'conversations.attach-remove': 'Take {name} away',
    'conversations.attach-removed': '{name} was taken away.',
    'conversations.attach-back': 'Put it back',
    'conversations.attach-open': 'See {name} whole',
    'conversations.told-attached': 'It is attached.',
    'conversations.told-detached': 'It was taken away.',
    'conversations.told-reattached': 'It is attached again.',
    'conversations.told-described': 'Your description is kept.',
    'conversations.note-attach': 'Add image or file',
    'conversations.note-attach-limits':
      'Up to {most, number} images and files, {max, number} MB each. Only the team sees them.',
    'conversations.note-attach-many': 'A note takes up to {max, number} images and files. Take one away first.',
    'conversations.note-attach-gone':
      'A file of this note is no longer here. Your text is kept: look at what is attached, and keep the note again.',
    'conversations.note-attached': 'What goes with your note',
    'conversations.alt': 'What is to be seen here, for who cannot see it',
    'conversations.alt-hint': 'A cup with a crack from the handle to the rim',
    'conversations.alt-long': 'The description of {name} is longer than {network} takes ({max, number} characters).',
    'conversations.alt-missing':
      '{count, plural, one {An image has no description} other {# images have no description}}: who cannot see {count, plural, one {it} other {them}} would not know what is there. Nothing was sent yet.',
    'conversations.alt-without': 'Send without it',
  },
  es: {
    'conversations.attach': 'Añadir imagen',
    'conversations.attach-file': 'Añadir archivo',
    'conversations.attach-limits-files':
      '{network} admite hasta {most, number} archivos ({kinds}), de {max, number} MB cada uno.',
    'conversations.attach-upload': 'Adjuntarla',
    'conversations.attach-drop': 'Suéltala aquí para adjuntarla',
    'conversations.attach-sending': 'Adjuntando…',
    'conversations.attach-failed': 'No ha llegado. Tu texto se conserva; inténtalo otra vez.',
    'conversations.attach-limits':
      '{network} admite {most, plural, one {# imagen} other {hasta # imágenes}} ({kinds}), de {max, number} MB cada una.',
    'conversations.attach-none': '{network} no admite imágenes con una respuesta. Puedes poner un enlace en tu texto.',
    'conversations.attach-kind': '{network} no admite {name}: admite {kinds}. Guárdala así y adjúntala otra vez.',
    'conversations.attach-large':
      '{name} ocupa {size, number} MB y {network} admite {max, number} MB. Hazla más pequeña (recórtala o guárdala con menos calidad) y adjúntala otra vez.',
    'conversations.attach-pixels':
      '{name} tiene más puntos de los que admite {network} ({max, number} millones). Hazla más pequeña y adjúntala otra vez.',
    'conversations.attach-enormous': '{name} pasa de {max, number} MB. Hazla más pequeña y adjúntala otra vez.',
    'conversations.attach-broken': 'Parece que {name} está dañada. Ábrela, guárdala de nuevo y adjunta esa.',
    'conversations.attach-many':
      '{network} admite {max, plural, one {# imagen} other {# imágenes}} con una respuesta. Quita una antes.',
    'conversations.attach-gone':
      'Una imagen de esta respuesta ya no está: alguien la ha quitado o la ha enviado. No se ha enviado nada; mira lo que está adjunto y envía otra vez.',
    'conversations.attach-left': 'Ha salido con una respuesta: ya no está con el borrador.',
    'conversations.attached': 'Lo que va con tu respuesta',
    'conversations.attached-to': 'Lo que va con ella',
    'conversations.attach-first': 'Enviada como hilo, van con su primer mensaje.',
    'conversations.attach-remove': 'Quitar {name}',
    'conversations.attach-removed': 'Se ha quitado {name}.',
    'conversations.attach-back': 'Ponerla otra vez',
    'conversations.attach-open': 'Ver {name} entera',
    'conversations.told-attached': 'Está adjunta.',
    'conversations.told-detached': 'Se ha quitado.',
    'conversations.told-reattached': 'Está adjunta otra vez.',
    'conversations.told-described': 'Tu descripción se ha guardado.',
    'conversations.note-attach': 'Añadir imagen o archivo',
    'conversations.note-attach-limits':
      'Hasta {most, number} imágenes y archivos, de {max, number} MB cada uno. Solo los ve el equipo.',
    'conversations.note-attach-many': 'Una nota admite hasta {max, number} imágenes y archivos. Quita uno antes.',
    'conversations.note-attach-gone':
      'Un archivo de esta nota ya no está. Tu texto se conserva: mira lo que está adjunto y guarda la nota otra vez.',
    'conversations.note-attached': 'Lo que va con tu nota',
    'conversations.alt': 'Qué se ve aquí, para quien no puede verlo',
    'conversations.alt-hint': 'Una taza con una grieta del asa al borde',
    'conversations.alt-long':
      'La descripción de {name} es más larga de lo que admite {network} ({max, number} caracteres).',
    'conversations.alt-missing':
      '{count, plural, one {Una imagen no tiene descripción} other {# imágenes no tienen descripción}}: quien no puede {count, plural, one {verla} other {verlas}} no sabría qué hay. Aún no se ha enviado nada.',
    'conversations.alt-without': 'Enviar sin ella',
  },
})
