import type { Dictionary } from '../../lib/words.ts'

export const apiWords: Dictionary = {
  en: {
    'api.name': 'Name of the window',
    'api.name-help': 'What your team will see: Shop counter, Telephone, Survey.',
    'api.webhook': 'Where replies go',
    'api.webhook-help':
      'An address of yours that we post each reply to, signed. Leave it empty for a window that only hears.',
    'api.only-matches': 'Keep only what matches a query',
    'api.only-matches-help':
      'For streams of what anybody says. What no query (under Listening) watches for is only counted.',
    'api.hears-matches': 'What matches a query is kept; the rest is only counted.',
    'api.secret': 'Signing secret',
    'api.hears': 'Whatever you post to it, with an API token or signed with the window’s secret.',
    'api.says': 'Replies are posted to {host}, signed.',
    'api.says-nothing': 'Nothing: there is no address for replies yet.',
    'api.limits': 'Up to 1,000 messages in one request.',
    'api.no-webhook': 'This window has no address for replies. Add one in its settings to answer from here.',
    'api.not-signed':
      'The request is not signed with this window’s secret, or its clock is more than five minutes off.',
    'api.not-json': 'The body is not JSON in UTF-8. Nothing was taken in.',
    'api.refused': 'The field {field} cannot be used. {reason}',
  },
  es: {
    'api.name': 'Nombre de la ventana',
    'api.name-help': 'Lo que verá tu equipo: Mostrador, Teléfono, Encuesta.',
    'api.webhook': 'Adónde van las respuestas',
    'api.webhook-help':
      'Una dirección tuya a la que enviamos cada respuesta, firmada. Déjala vacía si la ventana solo escucha.',
    'api.only-matches': 'Guardar solo lo que coincide con una búsqueda',
    'api.only-matches-help':
      'Para flujos de lo que dice cualquiera. Lo que ninguna búsqueda (en Escucha) vigila solo se cuenta.',
    'api.hears-matches': 'Se guarda lo que coincide con una búsqueda; lo demás solo se cuenta.',
    'api.secret': 'Secreto para firmar',
    'api.hears': 'Lo que tú le envíes, con una llave de la API o firmado con el secreto de la ventana.',
    'api.says': 'Las respuestas se envían a {host}, firmadas.',
    'api.says-nothing': 'Nada: todavía no tiene dirección para las respuestas.',
    'api.limits': 'Hasta 1.000 mensajes en cada petición.',
    'api.no-webhook':
      'Esta ventana no tiene dirección para respuestas. Añade una en sus ajustes para contestar desde aquí.',
    'api.not-signed':
      'La petición no está firmada con el secreto de esta ventana, o su reloj se desvía más de cinco minutos.',
    'api.not-json': 'El cuerpo no es JSON en UTF-8. No se ha guardado nada.',
    'api.refused': 'El campo {field} no se puede usar. {reason}',
  },
}
