import { dictionary } from '../lib/words.ts'
import { doorWords } from './words-doors.ts'
import { houseWords } from './words-house.ts'
import { meWords } from './words-me.ts'

/** What roles may do, and what is said where something cannot be. */
const common = dictionary({
  en: {
    // Roles and abilities
    'access.role-owner': 'Owner',
    'access.role-manager': 'Manager',
    'access.role-agent': 'Agent',
    'access.role-observer': 'Observer',
    'access.role-owner-help': 'Everything, backups and other owners included.',
    'access.role-manager-help': 'Windows, the team, imports and settings, and all that agents do.',
    'access.role-agent-help': 'Reads, answers, closes and assigns conversations.',
    'access.role-observer-help': 'Reads, and changes nothing.',
    'access.can-read': 'Read everything',
    'access.can-reply': 'Reply',
    'access.can-close': 'Close, reopen, snooze, tag and note',
    'access.can-approve': 'Approve answers of colleagues, where a rule says so',
    'access.can-assign': 'Assign',
    'access.can-people': 'Change what is known of people',
    'access.can-listen': 'Write and change saved searches',
    'access.can-team-replies': 'Write saved replies of one’s own teams',
    'access.can-saved-replies': 'Write saved replies of everybody and of every team',
    'access.can-channels': 'Connect and pause windows, and bring messages in',
    'access.can-import': 'Import files',
    'access.can-team': 'Invite, give roles and form teams',
    'access.can-tokens': 'Make tokens',
    'access.can-audit': 'Read the audit',
    'access.can-settings': 'Change the settings',
    'access.can-backup': 'Make backups',

    // Refusals
    'access.sign-in-first': 'Nobody is signed in. Sign in, or send a token in the Authorization header.',
    'access.needs-browser': 'A token cannot do this. Sign in with a browser.',
    'access.token-unknown': 'This token is not known here, or no longer works. Make another one under Tokens.',
    'access.too-many-tries':
      'Too many tries. Nothing was changed; wait {minutes, plural, one {a minute} other {# minutes}} and try again.',
    'access.foreign-form':
      'This form came from another site, so nothing was done. If you opened Tertulia under another address than its public one, go there and try again.',
    'access.form-too-large': 'This form is too large, so nothing was kept. Send less text at once.',
    'access.form-wrong': 'Something in the form is missing or cannot be used. What is wrong stands beside its field.',
    'access.last-owner': 'This is the last owner, and the house needs one. Make somebody else an owner first.',
    'access.user-unknown': 'Nobody here has that address.',
    'access.email-taken': 'Somebody with this address is on the team already.',
    'access.email-wrong': 'This is not an e-mail address. It looks like name@example.org.',
    'access.invited-already': 'This address has an open invitation. Make a new link for it below.',
    'access.invitation-closed': 'This invitation is no longer open.',
    'access.invitation-unknown':
      'This invitation does not exist, or was taken back. Ask whoever invited you for a new link.',
    'access.invitation-expired': 'This invitation is more than a week old. Ask whoever invited you for a new link.',
    'access.invitation-accepted': 'This invitation was accepted already. Sign in with the password chosen then.',
    'access.password-link-unknown': 'This link was used, or is more than a day old. Ask for another one.',
    'access.password-wrong': 'This is not your password. Nothing was changed.',
    'access.password-short': 'Use 10 to 128 characters. A few words in a row are easy to remember.',
    'access.name-wrong': 'Write a name, of up to 200 characters.',
    'access.short-name-wrong': 'Write a name, of up to 100 characters.',
    'access.choice-wrong': 'Choose one of these.',
    'access.language-wrong': 'Choose one of the languages of the list.',
    'access.time-zone-wrong': 'Choose one of the time zones of the list.',
    'access.address-wrong': 'Write the address as https://tertulia.example.org, with nothing after the name.',
    'access.address-insecure':
      'Anybody on the way can read passwords sent to an address that begins with http. Use https, or say below that you know.',
    'access.set-up-unknown': 'This set-up link does not exist. The start of Tertulia prints the one that works.',
    'access.set-up-expired': 'This set-up link is more than a day old. Start Tertulia again: it prints another one.',
    'access.set-up-done': 'The set-up is done already. Sign in with the e-mail and password given then.',
    'access.set-up-first': 'Nothing has been set up yet. Open the set-up link that the start of Tertulia prints.',
    'access.team-unknown': 'This team does not exist any more.',
    'access.team-name-taken': 'Another team has this name.',
    'access.token-gone': 'This token does not exist.',
    'access.scope-unknown': '“{scopes}” is not among what a token may do: {known}.',
    'access.scopes-none': 'Choose at least one thing that the token may do.',
    'access.sign-in-wrong': 'The e-mail or the password is not right. Nothing is locked; try again.',
    'access.deactivated': 'This account was closed. Ask an owner of the team.',
    'access.not-invited': 'Nobody has invited this address. Ask the team for an invitation.',
    'access.not-linked': 'Your organisation has not confirmed this address, so we cannot tell that it is yours.',
    'access.provider-failed':
      'Your organisation’s sign-in did not answer as it should. Try again, or use your password.',
    'access.provider-off': 'Signing in through an organisation’s account is not set up here.',
    'access.code-wrong': 'This code is not right, or its half minute is over. Write the one shown now.',
    'access.second-factor-expired': 'That took too long. Sign in again from the beginning.',
    'access.second-factor-locked': 'Too many wrong codes. Wait a quarter of an hour and sign in again.',
    'access.second-factor-on-already': 'The second step is on already.',
    'access.second-factor-needs-password': 'The second step protects a password, and you have none. Choose one first.',
    'access.passkey-too-late': 'This took too long, or was done already. Nothing was changed; try again.',
    'access.passkey-unknown':
      'This passkey is not known here: it was removed, or made for another address. Sign in another way.',
    'access.passkey-refused': 'This passkey could not be checked. Try again, or sign in another way.',
    'access.passkey-not-added': 'The new passkey could not be checked, so it was not kept. Try again.',
    'access.passkey-known': 'This device has a passkey for you already. It is in the list.',
    'access.passkey-gone': 'This passkey does not exist any more.',
    'access.passkey-cancelled': 'Nothing was done: it was cancelled, or took too long. Try again when you like.',
    'access.passkey-failed':
      'This browser could not use the passkey, and nothing was changed. Try again, or use another one.',
    'access.passkeys-not-here': 'Passkeys need a public address that begins with https and has a name, not a number.',
    'access.last-way-in': 'This is your only way in, so it stays. Add another passkey or choose a password first.',
    'access.prove-first':
      'It is a while since you signed in. Write your password again on your settings page, or sign in again.',
    'access.prove-by-signing-in': 'To add or remove passkeys, sign out and in again: it is a while since you did.',
  },
  es: {
    // Roles y facultades
    'access.role-owner': 'Titular',
    'access.role-manager': 'Responsable',
    'access.role-agent': 'Agente',
    'access.role-observer': 'Oyente',
    'access.role-owner-help': 'Todo, también las copias de seguridad y los demás titulares.',
    'access.role-manager-help': 'Ventanas, equipo, importaciones y ajustes, y todo lo que hace un agente.',
    'access.role-agent-help': 'Lee, responde, cierra y asigna conversaciones.',
    'access.role-observer-help': 'Lee, y no cambia nada.',
    'access.can-read': 'Leerlo todo',
    'access.can-reply': 'Responder',
    'access.can-close': 'Cerrar, reabrir, pausar, etiquetar y anotar',
    'access.can-approve': 'Aprobar respuestas de otros, donde lo diga una regla',
    'access.can-assign': 'Asignar',
    'access.can-people': 'Cambiar lo que se sabe de las personas',
    'access.can-listen': 'Escribir y cambiar búsquedas guardadas',
    'access.can-team-replies': 'Escribir respuestas guardadas de los equipos propios',
    'access.can-saved-replies': 'Escribir respuestas guardadas de todos y de cada equipo',
    'access.can-channels': 'Conectar y pausar ventanas, y traer mensajes',
    'access.can-import': 'Importar archivos',
    'access.can-team': 'Invitar, dar papeles y formar equipos',
    'access.can-tokens': 'Crear llaves',
    'access.can-audit': 'Leer el registro',
    'access.can-settings': 'Cambiar los ajustes',
    'access.can-backup': 'Hacer copias de seguridad',

    // Negativas
    'access.sign-in-first': 'Nadie ha entrado. Entra, o envía una llave en la cabecera Authorization.',
    'access.needs-browser': 'Una llave no puede hacer esto. Entra con un navegador.',
    'access.token-unknown': 'Esta llave no se conoce aquí, o ya no sirve. Crea otra en Llaves.',
    'access.too-many-tries':
      'Demasiados intentos. No se ha cambiado nada; espera {minutes, plural, one {un minuto} other {# minutos}} y prueba otra vez.',
    'access.foreign-form':
      'Este formulario venía de otro sitio, así que no se ha hecho nada. Si has abierto Tertulia en otra dirección que la pública, ve a esa y prueba otra vez.',
    'access.form-too-large':
      'Este formulario es demasiado grande, así que no se ha guardado nada. Envía menos texto de una vez.',
    'access.form-wrong': 'Algo falta en el formulario o no se puede usar. Lo que está mal se dice al lado de su campo.',
    'access.last-owner': 'Es la última persona titular, y la casa necesita una. Antes haz titular a otra persona.',
    'access.user-unknown': 'Nadie tiene aquí esa dirección.',
    'access.email-taken': 'Alguien con esta dirección ya está en el equipo.',
    'access.email-wrong': 'Esto no es una dirección de correo. Se parece a nombre@example.org.',
    'access.invited-already': 'Esta dirección tiene una invitación abierta. Haz más abajo un enlace nuevo para ella.',
    'access.invitation-closed': 'Esta invitación ya no está abierta.',
    'access.invitation-unknown': 'Esta invitación no existe, o se retiró. Pide un enlace nuevo a quien te invitó.',
    'access.invitation-expired': 'Esta invitación tiene más de una semana. Pide un enlace nuevo a quien te invitó.',
    'access.invitation-accepted': 'Esta invitación ya se aceptó. Entra con la contraseña que elegiste entonces.',
    'access.password-link-unknown': 'Este enlace ya se usó, o tiene más de un día. Pide otro.',
    'access.password-wrong': 'Esa no es tu contraseña. No se ha cambiado nada.',
    'access.password-short': 'Usa de 10 a 128 caracteres. Unas palabras seguidas se recuerdan bien.',
    'access.name-wrong': 'Escribe un nombre, de hasta 200 caracteres.',
    'access.short-name-wrong': 'Escribe un nombre, de hasta 100 caracteres.',
    'access.choice-wrong': 'Elige una de estas opciones.',
    'access.language-wrong': 'Elige un idioma de la lista.',
    'access.time-zone-wrong': 'Elige una zona horaria de la lista.',
    'access.address-wrong': 'Escribe la dirección como https://tertulia.example.org, sin nada tras el nombre.',
    'access.address-insecure':
      'Cualquiera en el camino puede leer las contraseñas que van a una dirección que empieza por http. Usa https, o di abajo que lo sabes.',
    'access.set-up-unknown': 'Este enlace no existe. Al arrancar, Tertulia escribe el que sirve.',
    'access.set-up-expired': 'Este enlace tiene más de un día. Arranca Tertulia otra vez: escribirá otro.',
    'access.set-up-done':
      'La puesta en marcha ya está hecha. Entra con el correo y la contraseña que se dieron entonces.',
    'access.set-up-first': 'Aún no se ha puesto nada en marcha. Abre el enlace que Tertulia escribe al arrancar.',
    'access.team-unknown': 'Este equipo ya no existe.',
    'access.team-name-taken': 'Otro equipo se llama así.',
    'access.token-gone': 'Esta llave no existe.',
    'access.scope-unknown': '«{scopes}» no está entre lo que puede hacer una llave: {known}.',
    'access.scopes-none': 'Elige al menos una cosa que la llave pueda hacer.',
    'access.sign-in-wrong': 'El correo o la contraseña no son correctos. No se ha bloqueado nada; prueba otra vez.',
    'access.deactivated': 'Esta cuenta se cerró. Habla con una persona titular del equipo.',
    'access.not-invited': 'Nadie ha invitado a esta dirección. Pide una invitación al equipo.',
    'access.not-linked': 'Tu organización no ha confirmado esta dirección, así que no sabemos si es tuya.',
    'access.provider-failed':
      'La entrada de tu organización no respondió como debía. Prueba otra vez, o usa tu contraseña.',
    'access.provider-off': 'Aquí no está configurado entrar con la cuenta de una organización.',
    'access.code-wrong': 'Este código no es correcto, o ya pasó su medio minuto. Escribe el que se ve ahora.',
    'access.second-factor-expired': 'Ha pasado demasiado tiempo. Entra otra vez desde el principio.',
    'access.second-factor-locked': 'Demasiados códigos equivocados. Espera un cuarto de hora y entra otra vez.',
    'access.second-factor-on-already': 'El segundo paso ya está activado.',
    'access.second-factor-needs-password':
      'El segundo paso protege una contraseña, y no tienes ninguna. Elige una antes.',
    'access.passkey-too-late': 'Ha pasado demasiado tiempo, o ya se hizo. No se ha cambiado nada; prueba otra vez.',
    'access.passkey-unknown':
      'Esta clave de acceso no se conoce aquí: se quitó, o se creó para otra dirección. Entra de otra manera.',
    'access.passkey-refused': 'Esta clave de acceso no se pudo comprobar. Prueba otra vez, o entra de otra manera.',
    'access.passkey-not-added': 'La clave de acceso nueva no se pudo comprobar, así que no se guardó. Prueba otra vez.',
    'access.passkey-known': 'Este dispositivo ya tiene una clave de acceso tuya. Está en la lista.',
    'access.passkey-gone': 'Esta clave de acceso ya no existe.',
    'access.passkey-cancelled':
      'No se ha hecho nada: se canceló, o pasó demasiado tiempo. Prueba otra vez cuando quieras.',
    'access.passkey-failed':
      'Este navegador no pudo usar la clave de acceso, y no se ha cambiado nada. Prueba otra vez, o con otro.',
    'access.passkeys-not-here':
      'Las claves de acceso necesitan una dirección pública que empiece por https y tenga un nombre, no un número.',
    'access.last-way-in':
      'Es tu única manera de entrar, así que se queda. Antes añade otra clave de acceso o elige una contraseña.',
    'access.prove-first':
      'Hace un rato que entraste. Escribe otra vez tu contraseña en la página de tus ajustes, o entra de nuevo.',
    'access.prove-by-signing-in':
      'Para añadir o quitar claves de acceso, sal y entra de nuevo: hace un rato que entraste.',
  },
})

export const words = dictionary({
  en: { ...common.en, ...doorWords.en, ...meWords.en, ...houseWords.en },
  es: { ...common.es, ...doorWords.es, ...meWords.es, ...houseWords.es },
})
