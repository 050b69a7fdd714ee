import type { Dictionary } from '../lib/words.ts'

export const coreWords: Dictionary = {
  en: {
    'core.not-found': 'There is nothing at this address. It may have been removed, or the link is incomplete.',
    'core.forbidden': 'Your role does not allow this. Ask an owner or a manager of your team.',
    'core.wrong-input': 'Something in the request cannot be used. Nothing was changed.',
    'core.wrong-request': 'The request cannot be understood. Nothing was changed.',
    'core.field-wrong': 'This cannot be used: {reason}',
    'core.database-lost': 'The database does not answer right now. Nothing was changed; try again in a few seconds.',
    'core.disk-full':
      'The disk is full, so nothing can be stored. What was there is safe. Free some space; work goes on by itself.',
    'core.file-large': 'The file is larger than {limit, number} MB. It was not kept; choose a smaller one.',
    'core.surprise':
      'Something went wrong that we had not foreseen. It was noted in the log. Nothing was changed; try again.',
    'core.problem-title': 'That did not work',
    'core.problem-back': 'Back to the start',
    'core.inbox': 'Inbox',
    'core.sign-out': 'Sign out',
    'core.me': 'My settings',
  },
  es: {
    'core.not-found': 'No hay nada en esta dirección. Puede que se haya quitado o que el enlace esté incompleto.',
    'core.forbidden': 'Tu papel no lo permite. Pídeselo a un propietario o a un responsable de tu equipo.',
    'core.wrong-input': 'Hay algo en la petición que no se puede usar. No se cambió nada.',
    'core.wrong-request': 'La petición no se entiende. No se cambió nada.',
    'core.field-wrong': 'No se puede usar: {reason}',
    'core.database-lost': 'La base de datos no responde ahora. No se cambió nada; prueba de nuevo en unos segundos.',
    'core.disk-full':
      'El disco está lleno y no se puede guardar nada. Lo que había está a salvo. Libera espacio; el trabajo sigue solo.',
    'core.file-large': 'El archivo pasa de {limit, number} MB. No se guardó; elige uno más pequeño.',
    'core.surprise':
      'Algo salió mal y no lo habíamos previsto. Quedó anotado en el registro. No se cambió nada; prueba de nuevo.',
    'core.problem-title': 'No ha funcionado',
    'core.problem-back': 'Volver al inicio',
    'core.inbox': 'Bandeja',
    'core.sign-out': 'Salir',
    'core.me': 'Mis ajustes',
  },
}
