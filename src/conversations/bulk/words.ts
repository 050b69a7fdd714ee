import { dictionary } from '../../lib/words.ts'

/** One deed on many conversations. */
export const bulkWords = dictionary({
  en: {
    'conversations.choose-this': 'Choose {name}',
    'conversations.bulk': 'What to do with those that are chosen',
    'conversations.bulk-page': 'Choose all on this page',
    'conversations.bulk-chosen': '{count, plural, one {# chosen} other {# chosen}}',
    'conversations.bulk-all': 'All of this list',
    'conversations.bulk-all-counted': '{count, plural, one {The one of this list} other {All # of this list}}',
    'conversations.bulk-all-most': 'The first {count, number} of this list',
    'conversations.bulk-end': 'Choose none',
    'conversations.bulk-none': 'Choose at least one conversation.',
    'conversations.bulk-no-deed': 'Say what to do with them.',
    'conversations.bulk-assign': 'Give to…',
    'conversations.bulk-nobody': 'Nobody has them',
    'conversations.bulk-tag': 'Tag',
    'conversations.bulk-tag-name': 'Tag',
    'conversations.bulk-untag': 'Take it off',
    'conversations.bulk-read': 'Mark read',
    'conversations.bulk-of': '{done, number} of {total, number}',
    'conversations.bulk-cancel': 'Stop',
    'conversations.bulk-undo': 'Undo',
    'conversations.bulk-look': 'More about it',
    'conversations.bulk-doing': '{deed}…',
    'conversations.bulk-undoing': 'Undoing: {deed}…',
    'conversations.bulk-cancelled': 'Stopped: {deed}',
    'conversations.bulk-cancelled-by': 'Stopped by {name}.',
    'conversations.bulk-undone-by': 'Taken back by {name}.',
    'conversations.bulk-failed': 'It could not go on: {reason} What was done so far stays, and can be undone.',
    'conversations.bulk-lost': 'Whoever asked for it may no longer do it.',
    'conversations.bulk-same': '{count, plural, one {# was so already} other {# were so already}}',
    'conversations.bulk-told-stopped': 'Stopped.',
    'conversations.bulk-told-undone':
      'Undone: {back, plural, one {# is as it was} other {# are as they were}}{left, plural, =0 {} one {; # was left alone, since it was changed meanwhile} other {; # were left alone, since they were changed meanwhile}}.',
    'conversations.bulk-to-list': 'To the list',
    'conversations.bulk-close': 'Close {count, plural, one {# conversation} other {# conversations}}',
    'conversations.bulk-reopen': 'Open {count, plural, one {# conversation} other {# conversations}} again',
    'conversations.bulk-snooze': 'Put {count, plural, one {# conversation} other {# conversations}} aside',
    'conversations.bulk-wake': 'Take {count, plural, one {# conversation} other {# conversations}} back',
    'conversations.bulk-spam': 'Mark {count, plural, one {# conversation} other {# conversations}} as spam',
    'conversations.bulk-not-spam': 'Take {count, plural, one {# conversation} other {# conversations}} out of the spam',
    'conversations.bulk-assign-to': 'Give {count, plural, one {# conversation} other {# conversations}} to {to}',
    'conversations.bulk-unassign':
      'Take {count, plural, one {# conversation} other {# conversations}} from whoever has them',
    'conversations.bulk-tag-with': 'Tag {count, plural, one {# conversation} other {# conversations}} {tag}',
    'conversations.bulk-untag-with': 'Take {tag} off {count, plural, one {# conversation} other {# conversations}}',
    'conversations.bulk-read-those': 'Mark {count, plural, one {# conversation} other {# conversations}} as read',
    'conversations.bulk-unread': 'Mark {count, plural, one {# conversation} other {# conversations}} as unread',
    'conversations.bulk-did-close': '{count, plural, =0 {None was open} one {# closed} other {# closed}}.',
    'conversations.bulk-did-reopen': '{count, plural, =0 {None was closed} one {# open again} other {# open again}}.',
    'conversations.bulk-did-snooze':
      '{count, plural, =0 {All were put aside until then} one {# put aside} other {# put aside}}.',
    'conversations.bulk-did-wake':
      '{count, plural, =0 {None was put aside} one {# back in the inbox} other {# back in the inbox}}.',
    'conversations.bulk-did-spam':
      '{count, plural, =0 {All were marked as spam} one {# marked as spam} other {# marked as spam}}.',
    'conversations.bulk-did-not-spam':
      '{count, plural, =0 {None was marked as spam} one {# is no spam} other {# are no spam}}.',
    'conversations.bulk-did-assign':
      '{count, plural, =0 {{to} has all of them} one {# given to {to}} other {# given to {to}}}.',
    'conversations.bulk-did-unassign':
      '{count, plural, =0 {Nobody had any} one {Nobody has # now} other {Nobody has these # now}}.',
    'conversations.bulk-did-tag':
      '{count, plural, =0 {All were tagged {tag}} one {# tagged {tag}} other {# tagged {tag}}}.',
    'conversations.bulk-did-untag':
      '{count, plural, =0 {None was tagged {tag}} one {{tag} taken off #} other {{tag} taken off #}}.',
    'conversations.bulk-did-read':
      '{count, plural, =0 {All were read} one {# marked as read} other {# marked as read}}.',
    'conversations.bulk-did-unread':
      '{count, plural, =0 {All were unread} one {# unread again} other {# unread again}}.',
    'event.bulk.done': '{by} did the same to many conversations at once',
    'event.bulk.undone': '{by} took back what was done to many conversations at once',
    'event.bulk.stopped': '{by} stopped what was being done to many conversations at once',
  },
  es: {
    'conversations.choose-this': 'Elegir {name}',
    'conversations.bulk': 'Qué hacer con las elegidas',
    'conversations.bulk-page': 'Elegir todas las de esta página',
    'conversations.bulk-chosen': '{count, plural, one {# elegida} other {# elegidas}}',
    'conversations.bulk-all': 'Todas las de esta lista',
    'conversations.bulk-all-counted': '{count, plural, one {La única de esta lista} other {Las # de esta lista}}',
    'conversations.bulk-all-most': 'Las primeras {count, number} de esta lista',
    'conversations.bulk-end': 'No elegir ninguna',
    'conversations.bulk-none': 'Elige al menos una conversación.',
    'conversations.bulk-no-deed': 'Di qué hacer con ellas.',
    'conversations.bulk-assign': 'Dar a…',
    'conversations.bulk-nobody': 'Que no las tenga nadie',
    'conversations.bulk-tag': 'Etiquetar',
    'conversations.bulk-tag-name': 'Etiqueta',
    'conversations.bulk-untag': 'Quitarla',
    'conversations.bulk-read': 'Marcar leídas',
    'conversations.bulk-of': '{done, number} de {total, number}',
    'conversations.bulk-cancel': 'Parar',
    'conversations.bulk-undo': 'Deshacer',
    'conversations.bulk-look': 'Más detalles',
    'conversations.bulk-doing': '{deed}…',
    'conversations.bulk-undoing': 'Deshaciendo: {deed}…',
    'conversations.bulk-cancelled': 'Parado: {deed}',
    'conversations.bulk-cancelled-by': 'La paró {name}.',
    'conversations.bulk-undone-by': 'La deshizo {name}.',
    'conversations.bulk-failed': 'No pudo seguir: {reason} Lo hecho hasta ahora queda, y se puede deshacer.',
    'conversations.bulk-lost': 'Quien lo pidió ya no puede hacerlo.',
    'conversations.bulk-same': '{count, plural, one {# ya estaba así} other {# ya estaban así}}',
    'conversations.bulk-told-stopped': 'Parado.',
    'conversations.bulk-told-undone':
      'Deshecho: {back, plural, one {# está como estaba} other {# están como estaban}}{left, plural, =0 {} one {; # se dejó como está, porque cambió después} other {; # se dejaron como están, porque cambiaron después}}.',
    'conversations.bulk-to-list': 'A la lista',
    'conversations.bulk-close': 'Cerrar {count, plural, one {# conversación} other {# conversaciones}}',
    'conversations.bulk-reopen': 'Abrir de nuevo {count, plural, one {# conversación} other {# conversaciones}}',
    'conversations.bulk-snooze': 'Pausar {count, plural, one {# conversación} other {# conversaciones}}',
    'conversations.bulk-wake': 'Sacar de la pausa {count, plural, one {# conversación} other {# conversaciones}}',
    'conversations.bulk-spam': 'Marcar como spam {count, plural, one {# conversación} other {# conversaciones}}',
    'conversations.bulk-not-spam': 'Sacar del spam {count, plural, one {# conversación} other {# conversaciones}}',
    'conversations.bulk-assign-to': 'Dar {count, plural, one {# conversación} other {# conversaciones}} a {to}',
    'conversations.bulk-unassign': 'Dejar {count, plural, one {# conversación} other {# conversaciones}} sin dueño',
    'conversations.bulk-tag-with': 'Etiquetar con {tag} {count, plural, one {# conversación} other {# conversaciones}}',
    'conversations.bulk-untag-with': 'Quitar {tag} de {count, plural, one {# conversación} other {# conversaciones}}',
    'conversations.bulk-read-those':
      'Marcar como {count, plural, one {leída # conversación} other {leídas # conversaciones}}',
    'conversations.bulk-unread': 'Marcar sin leer {count, plural, one {# conversación} other {# conversaciones}}',
    'conversations.bulk-did-close': '{count, plural, =0 {Ninguna estaba abierta} one {# cerrada} other {# cerradas}}.',
    'conversations.bulk-did-reopen':
      '{count, plural, =0 {Ninguna estaba cerrada} one {# abierta de nuevo} other {# abiertas de nuevo}}.',
    'conversations.bulk-did-snooze':
      '{count, plural, =0 {Todas estaban en pausa hasta entonces} one {# en pausa} other {# en pausa}}.',
    'conversations.bulk-did-wake':
      '{count, plural, =0 {Ninguna estaba en pausa} one {# de vuelta en la bandeja} other {# de vuelta en la bandeja}}.',
    'conversations.bulk-did-spam':
      '{count, plural, =0 {Todas eran ya spam} one {# marcada como spam} other {# marcadas como spam}}.',
    'conversations.bulk-did-not-spam':
      '{count, plural, =0 {Ninguna era spam} one {# ya no es spam} other {# ya no son spam}}.',
    'conversations.bulk-did-assign':
      '{count, plural, =0 {{to} ya las tiene todas} one {# para {to}} other {# para {to}}}.',
    'conversations.bulk-did-unassign':
      '{count, plural, =0 {Nadie tenía ninguna} one {# sin dueño} other {# sin dueño}}.',
    'conversations.bulk-did-tag':
      '{count, plural, =0 {Todas tenían ya la etiqueta {tag}} one {# con la etiqueta {tag}} other {# con la etiqueta {tag}}}.',
    'conversations.bulk-did-untag':
      '{count, plural, =0 {Ninguna tenía la etiqueta {tag}} one {{tag} quitada de #} other {{tag} quitada de #}}.',
    'conversations.bulk-did-read':
      '{count, plural, =0 {Todas estaban leídas} one {# marcada como leída} other {# marcadas como leídas}}.',
    'conversations.bulk-did-unread':
      '{count, plural, =0 {Todas estaban sin leer} one {# sin leer otra vez} other {# sin leer otra vez}}.',
    'event.bulk.done': '{by} hizo lo mismo con muchas conversaciones a la vez',
    'event.bulk.undone': '{by} deshizo lo que se hizo con muchas conversaciones a la vez',
    'event.bulk.stopped': '{by} paró lo que se estaba haciendo con muchas conversaciones a la vez',
  },
})
