import { dictionary } from '../lib/words.ts'

export const apiDocsWords = dictionary({
  en: {
    'api-docs.title': 'The API',
    'api-docs.about':
      'The same addresses as the pages, under /api/v1, answer JSON to a token. Problems are told as RFC 9457. The texts below are in English.',
    'api-docs.token': 'YOUR-TOKEN',
    'api-docs.document': 'The OpenAPI 3.1 document',
    'api-docs.operations': 'What can be asked',
    'api-docs.scope': 'Scope:',
    'api-docs.query': 'In the address',
    'api-docs.body': 'In the body',
    'api-docs.answer': 'The answer',
  },
  es: {
    'api-docs.title': 'La API',
    'api-docs.about':
      'Las mismas direcciones que las páginas, bajo /api/v1, responden JSON a una llave. Los problemas se dicen según RFC 9457. Los textos de abajo están en inglés.',
    'api-docs.token': 'TU-LLAVE',
    'api-docs.document': 'El documento OpenAPI 3.1',
    'api-docs.operations': 'Qué se puede pedir',
    'api-docs.scope': 'Permiso:',
    'api-docs.query': 'En la dirección',
    'api-docs.body': 'En el cuerpo',
    'api-docs.answer': 'La respuesta',
  },
})
