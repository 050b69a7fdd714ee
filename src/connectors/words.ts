import type { Dictionary } from '../lib/words.ts'

/** What is true of every network. */
export const connectorsWords: Dictionary = {
  en: {
    'connectors.surprise':
      'Something between the network and us went wrong in a way we had not foreseen. The log has the details.',
  },
  es: {
    'connectors.surprise':
      'Algo falló entre la red y nosotros de una forma que no habíamos previsto. Los detalles están en el registro.',
  },
}
