import type { Dictionary } from '../lib/words.ts'

export const intakeWords: Dictionary = {
  en: {
    'intake.refused-no-id': 'It has no identifier, so it could not be told apart from others.',
    'intake.refused-long-id': 'Its identifier is longer than 2,000 bytes.',
    'intake.refused-no-author': 'It does not say who wrote it.',
    'intake.refused-no-date': 'Its date cannot be read.',
    'intake.refused-too-long': 'It is {count, number} characters long; up to 500,000 are taken.',
    'intake.too-large': 'The request is larger than 10 MB. Nothing was taken in; send it in smaller parts.',
    'intake.paused': 'This window is paused. Nothing was taken in; resume it and send again.',
  },
  es: {
    'intake.refused-no-id': 'No trae identificador, así que no se puede distinguir de otros.',
    'intake.refused-long-id': 'Su identificador ocupa más de 2.000 bytes.',
    'intake.refused-no-author': 'No dice quién lo escribió.',
    'intake.refused-no-date': 'Su fecha no se entiende.',
    'intake.refused-too-long': 'Tiene {count, number} caracteres; se admiten hasta 500.000.',
    'intake.too-large': 'La petición pasa de 10 MB. No se guardó nada; envíala en partes más pequeñas.',
    'intake.paused': 'Esta ventana está en pausa. No se guardó nada; reanúdala y envía de nuevo.',
  },
}
