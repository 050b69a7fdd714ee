import { dictionary } from '../lib/words.ts'

/** Being told on devices. */
export const deviceWords = dictionary({
  en: {
    'notifications.push-from': '{who}, on {place}',
    'notifications.push-after-quiet': 'Your quiet hours are over',
    'notifications.push-count': '{count, plural, one {# notice waits} other {# notices wait}} for you',
    'notifications.push-trial-title': 'Tertulia',
    'notifications.push-trial': 'This is how you are told on this device.',
    'notifications.push-how': 'On my devices',
    'notifications.mail-how': 'By mail',
    'notifications.push-words': 'On my devices, with its words too',
    'notifications.push-words-help':
      'Otherwise a device shows who and where, and nothing of what was said: others may see its screen.',
    'notifications.devices': 'My devices',
    'notifications.devices-intro':
      'Browsers that tell you even while Tertulia is closed in them. Who signs out is told nothing there.',
    'notifications.device': 'Browser',
    'notifications.device-told': 'Last told',
    'notifications.device-never': 'Not yet',
    'notifications.device-deeds': 'Deeds',
    'notifications.device-this': 'This one',
    'notifications.device-try': 'Try it',
    'notifications.device-end': 'No longer there',
    'notifications.push-on': 'Tell me in this browser',
    'notifications.push-no-script': 'A browser can be added here when it runs scripts.',
    'notifications.push-lacks':
      'This browser cannot tell you anything while Tertulia is closed. On an iPhone or iPad, first add Tertulia to the home screen.',
    'notifications.push-insecure':
      'A browser can only be added where Tertulia is reached by an address that begins with https.',
    'notifications.push-denied':
      'This browser does not let Tertulia tell you anything. Allow it in the settings of the browser for this site, and come back.',
    'notifications.push-failed-here':
      'The browser could not be added: its push service did not answer. Try again later; nothing was changed.',
    'notifications.push-address-wrong': 'The browser gave an address to which nothing can be told. Nothing was kept.',
    'notifications.push-too-many': 'You are told in twenty browsers already. Take one away first.',
    'notifications.push-added': 'From now on you are told in this browser.',
    'notifications.push-removed': 'You are told there no more.',
    'notifications.push-told':
      'Its push service took the trial. If nothing shows, look whether the device is in a quiet mode of its own.',
    'notifications.push-later': 'Its push service does not answer, or asks us to wait. Try again in a while.',
    'notifications.push-gone': 'That browser no longer wants to be told, so it was taken away. Add it again in it.',
    'notifications.push-failed': 'Its push service did not take the trial. Take the browser away and add it again.',
    'event.push.added': '{by} wants to be told in a browser',
    'event.push.removed': '{by} is told in a browser no more',
  },
  es: {
    'notifications.push-from': '{who}, en {place}',
    'notifications.push-after-quiet': 'Terminaron tus horas de silencio',
    'notifications.push-count': '{count, plural, one {Te espera # aviso} other {Te esperan # avisos}}',
    'notifications.push-trial-title': 'Tertulia',
    'notifications.push-trial': 'Así se te avisa en este dispositivo.',
    'notifications.push-how': 'En mis dispositivos',
    'notifications.mail-how': 'Por correo',
    'notifications.push-words': 'En mis dispositivos, también con sus palabras',
    'notifications.push-words-help':
      'Si no, un dispositivo muestra quién y dónde, y nada de lo que se dijo: otros pueden ver su pantalla.',
    'notifications.devices': 'Mis dispositivos',
    'notifications.devices-intro':
      'Navegadores que te avisan aunque Tertulia esté cerrada en ellos. Si cierras tu sesión en uno, deja de avisarte.',
    'notifications.device': 'Navegador',
    'notifications.device-told': 'Último aviso',
    'notifications.device-never': 'Aún ninguno',
    'notifications.device-deeds': 'Acciones',
    'notifications.device-this': 'Este',
    'notifications.device-try': 'Probarlo',
    'notifications.device-end': 'Ahí ya no',
    'notifications.push-on': 'Avísame en este navegador',
    'notifications.push-no-script': 'Aquí se añade un navegador cuando ejecuta scripts.',
    'notifications.push-lacks':
      'Este navegador no puede avisarte con Tertulia cerrada. En un iPhone o iPad, añade antes Tertulia a la pantalla de inicio.',
    'notifications.push-insecure': 'Solo se puede añadir un navegador si la dirección de Tertulia empieza por https.',
    'notifications.push-denied':
      'Este navegador no deja que Tertulia te avise. Permítelo en los ajustes del navegador para este sitio y vuelve.',
    'notifications.push-failed-here':
      'No se pudo añadir el navegador: su servicio de avisos no respondió. Inténtalo más tarde; nada cambió.',
    'notifications.push-address-wrong':
      'El navegador dio una dirección a la que no se puede avisar. No se guardó nada.',
    'notifications.push-too-many': 'Ya se te avisa en veinte navegadores. Quita antes alguno.',
    'notifications.push-added': 'Desde ahora se te avisa en este navegador.',
    'notifications.push-removed': 'Ahí ya no se te avisa.',
    'notifications.push-told':
      'Su servicio de avisos aceptó la prueba. Si no aparece nada, mira si el dispositivo está en silencio.',
    'notifications.push-later': 'Su servicio de avisos no responde, o pide que esperemos. Inténtalo dentro de un rato.',
    'notifications.push-gone': 'Ese navegador ya no quiere avisos, así que se quitó. Añádelo otra vez desde él.',
    'notifications.push-failed': 'Su servicio de avisos no aceptó la prueba. Quita el navegador y añádelo otra vez.',
    'event.push.added': '{by} quiere avisos en un navegador',
    'event.push.removed': '{by} ya no tiene avisos en un navegador',
  },
})
