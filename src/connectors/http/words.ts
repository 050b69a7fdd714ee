import type { Dictionary } from '../../lib/words.ts'

/** What can go wrong between us and a web address, in words. */
export const httpWords: Dictionary = {
  en: {
    'http.not-an-address': '“{address}” is not a web address. It should begin with https://',
    'http.private-address':
      '{host} is a private address, and Tertulia connects only to public ones. If it is yours, whoever runs Tertulia can allow it with TERTULIA_ALLOW_PRIVATE_NETWORKS.',
    'http.port':
      'Tertulia does not speak to {host} on port {port}, which belongs to another service. Check the address.',
    'http.unknown-host': 'No place called {host} was found. Check its spelling; if it is right, we will try again.',
    'http.unreachable': '{host} does not answer. Nothing was lost, and we will try again.',
    'http.timeout': '{host} took too long to answer. Nothing was lost, and we will try again.',
    'http.interrupted': '{host} broke off the connection. Nothing was lost, and we will try again.',
    'http.tls':
      'The secure connection to {host} cannot be trusted ({detail}). Its owner must repair the certificate; we will keep trying.',
    'http.stopped': 'Stopped before {host} answered.',
    'http.too-large': '{host} sent more than {limit} MB, which is more than we read. Choose a smaller page or feed.',
    'http.too-many-redirects': '{host} sends us from one address to the next without end. Its owner must repair it.',
    'http.moved': 'This has moved to {to}. Put the new address in the settings of this window.',
    'http.bad-encoding': '{host} sent something that cannot be unpacked. We will try again.',
    'http.bad-answer': '{host} sent something that is not HTTP. Check the address.',
    'http.not-json': '{host} did not answer with the data we expected. Check that the address is the right one.',
    'http.reconnect': '{host} no longer lets us in ({detail}). Connect this window again.',
    'http.gone': 'There is nothing at {url} any more.',
    'http.rate-limited': '{host} asks us to wait. Nothing was lost, and we will go on by ourselves.',
    'http.server-error': '{host} is having trouble ({status}). Nothing was lost, and we will try again.',
    'http.rejected': '{host} did not accept it ({detail}).',
  },
  es: {
    'http.not-an-address': '«{address}» no es una dirección web. Debería empezar por https://',
    'http.private-address':
      '{host} es una dirección privada, y Tertulia solo se conecta a direcciones públicas. Si es tuya, quien administra Tertulia puede permitirla con TERTULIA_ALLOW_PRIVATE_NETWORKS.',
    'http.port': 'Tertulia no habla con {host} por el puerto {port}, que es de otro servicio. Revisa la dirección.',
    'http.unknown-host':
      'No hemos encontrado ningún sitio llamado {host}. Revisa cómo está escrito; si está bien, volveremos a intentarlo.',
    'http.unreachable': '{host} no responde. No se ha perdido nada y volveremos a intentarlo.',
    'http.timeout': '{host} tarda demasiado en responder. No se ha perdido nada y volveremos a intentarlo.',
    'http.interrupted': '{host} ha cortado la conexión. No se ha perdido nada y volveremos a intentarlo.',
    'http.tls':
      'La conexión segura con {host} no es de fiar ({detail}). Su dueño tiene que reparar el certificado; seguiremos intentándolo.',
    'http.stopped': 'Lo hemos parado antes de que {host} respondiera.',
    'http.too-large':
      '{host} ha enviado más de {limit} MB, que es más de lo que leemos. Elige una página o un canal más pequeños.',
    'http.too-many-redirects': '{host} nos manda de una dirección a otra sin fin. Su dueño tiene que repararlo.',
    'http.moved': 'Esto se ha mudado a {to}. Pon la dirección nueva en los ajustes de esta ventana.',
    'http.bad-encoding': '{host} ha enviado algo que no se puede descomprimir. Volveremos a intentarlo.',
    'http.bad-answer': '{host} ha enviado algo que no es HTTP. Revisa la dirección.',
    'http.not-json':
      '{host} no ha respondido con los datos que esperábamos. Comprueba que la dirección es la correcta.',
    'http.reconnect': '{host} ya no nos deja entrar ({detail}). Vuelve a conectar esta ventana.',
    'http.gone': 'Ya no hay nada en {url}.',
    'http.rate-limited': '{host} nos pide que esperemos. No se ha perdido nada y seguiremos sin que hagas nada.',
    'http.server-error': '{host} tiene problemas ({status}). No se ha perdido nada y volveremos a intentarlo.',
    'http.rejected': '{host} no lo ha aceptado ({detail}).',
  },
}
