import { dictionary } from '../lib/words.ts'

/** What macros say. */
export const macroWords = dictionary({
  en: {
    'automations.macros': 'Macros',
    'automations.macros-intro':
      'Deeds that belong together, done with one press in a conversation, and undone as one. A macro never sends anything.',
    'automations.macros-none': 'No macros yet',
    'automations.macros-none-help':
      'What you always do together becomes one press: give it to the workshop, tag it, put your usual answer into the draft.',
    'automations.macros-all': 'All macros',
    'automations.macro-new': 'New macro',
    'automations.macro-does': 'What it does',
    'automations.macro-example': 'To the workshop',
    'automations.macro-remove': 'Remove this macro',
    'automations.macro-run': 'Macros',
    'automations.macros-many': 'There are at most {max} macros of one kind. Remove one first.',
    'automations.told-macro-made': '{name} is saved. It is under the double tick (✓✓) of each conversation.',
    'automations.told-macro-back': '{name} is back.',
    'automations.macro-undo': 'Undo {name}',
    'automations.told-macro-ran': '{name} is done.',
    'automations.told-batch':
      '{changed, plural, =0 {{name} changed nothing} one {{name} is done in one conversation} other {{name} is done in # conversations}}{refused, plural, =0 {} one {; in one it could not be done} other {; in # it could not be done}}.',
    'automations.macro-missing': 'Choose a macro.',
    'automations.told-macro-same': 'Everything was so already: {name} changed nothing.',
    'event.macro.made': '{by} made a macro',
    'event.macro.changed': '{by} changed a macro',
    'event.macro.removed': '{by} removed a macro',
    'event.macro.restored': '{by} brought a macro back',
    'automations.batch-none': 'Choose conversations first.',
    'automations.batch-doing': 'Under way',
    'automations.batch-done': 'Done',
    'automations.batch-cancelled': 'Stopped',
    'automations.batch-undoing': 'Being undone',
    'automations.batch-undone': 'Undone',
    'automations.batch-progress': 'How far it is',
    'automations.batch-so-far': '{done, number} of {total, number}',
    'automations.batch-changed':
      '{changed, plural, =0 {Nothing was changed} one {It changed one conversation} other {It changed # conversations}}.',
    'automations.batch-refused':
      '{refused, plural, one {In one it could not be done; nothing was changed there} other {In # it could not be done; nothing was changed there}}.',
    'automations.batch-put-back':
      '{undone, plural, =0 {None is undone} one {One is undone} other {# are undone}}; {left, plural, =0 {none was changed by somebody since} one {one is left in part as somebody made it since} other {# are left in part as somebody made them since}}.',
    'automations.batch-stop': 'Stop it',
    'event.macro.begun': '{by} began a macro on many conversations',
    'event.macro.moved': 'A macro went on with many conversations',
    'event.automation.undone': '{by} undid what an automation or a macro did',
  },
  es: {
    'automations.macros': 'Macros',
    'automations.macros-intro':
      'Acciones que van juntas, hechas de una vez en una conversación y deshechas de una vez. Una macro nunca envía nada.',
    'automations.macros-none': 'Todavía no hay macros',
    'automations.macros-none-help':
      'Lo que siempre haces junto pasa a ser un solo gesto: darla al taller, etiquetarla, poner tu respuesta de siempre en el borrador.',
    'automations.macros-all': 'Todas las macros',
    'automations.macro-new': 'Nueva macro',
    'automations.macro-does': 'Qué hace',
    'automations.macro-example': 'Al taller',
    'automations.macro-remove': 'Quitar esta macro',
    'automations.macro-run': 'Macros',
    'automations.macros-many': 'Hay como mucho {max} macros de una clase. Quita antes una.',
    'automations.told-macro-made': '{name} está guardada. La tienes en cada conversación, bajo la doble marca (✓✓).',
    'automations.told-macro-back': '{name} ha vuelto.',
    'automations.macro-undo': 'Deshacer {name}',
    'automations.told-macro-ran': '{name} está hecho.',
    'automations.told-batch':
      '{changed, plural, =0 {{name} no cambió nada} one {{name} está hecho en una conversación} other {{name} está hecho en # conversaciones}}{refused, plural, =0 {} one {; en una no se pudo} other {; en # no se pudo}}.',
    'automations.macro-missing': 'Elige una macro.',
    'automations.told-macro-same': 'Todo estaba ya así: {name} no cambió nada.',
    'event.macro.made': '{by} creó una macro',
    'event.macro.changed': '{by} cambió una macro',
    'event.macro.removed': '{by} quitó una macro',
    'event.macro.restored': '{by} recuperó una macro',
    'automations.batch-none': 'Elige antes conversaciones.',
    'automations.batch-doing': 'En marcha',
    'automations.batch-done': 'Hecho',
    'automations.batch-cancelled': 'Detenido',
    'automations.batch-undoing': 'Deshaciéndose',
    'automations.batch-undone': 'Deshecho',
    'automations.batch-progress': 'Cuánto lleva',
    'automations.batch-so-far': '{done, number} de {total, number}',
    'automations.batch-changed':
      '{changed, plural, =0 {No cambió nada} one {Cambió una conversación} other {Cambió # conversaciones}}.',
    'automations.batch-refused':
      '{refused, plural, one {En una no se pudo hacer; allí no cambió nada} other {En # no se pudo hacer; allí no cambió nada}}.',
    'automations.batch-put-back':
      '{undone, plural, =0 {No se deshizo ninguna} one {Se deshizo una} other {Se deshicieron #}}; {left, plural, =0 {nadie había cambiado ninguna} one {una queda en parte como alguien la dejó después} other {# quedan en parte como alguien las dejó después}}.',
    'automations.batch-stop': 'Detener',
    'event.macro.begun': '{by} empezó una macro en muchas conversaciones',
    'event.macro.moved': 'Una macro siguió con muchas conversaciones',
    'event.automation.undone': '{by} deshizo lo que hizo una automatización o una macro',
  },
})
