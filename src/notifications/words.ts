import { dictionary } from '../lib/words.ts'

export const notificationWords = dictionary({
  en: {
    'notifications.title': 'Notices',
    'notifications.choices': 'What to tell me',
    'notifications.read-all': 'Mark all as read',
    'notifications.mark-read': 'Mark as read',
    'notifications.read': 'Read',
    'notifications.unread': 'Unread:',
    'notifications.what': 'What happened',
    'notifications.when': 'When',
    'notifications.something-new': 'Something new has come.',
    'notifications.show-new': 'Show it',
    'notifications.empty-title': 'Nothing to tell you',
    'notifications.empty':
      'When somebody gives a conversation to you or your team, a reply of yours does not arrive or a window needs you, it stands here.',
    'notifications.a-conversation': 'a conversation',
    'notifications.a-window': 'a window',
    'notifications.assigned': 'A conversation was given to you: {conversation}',
    'notifications.assigned-by': '{by} gave you a conversation: {conversation}',
    'notifications.assigned-team': '{team} was given a conversation: {conversation}',
    'notifications.assigned-team-by': '{by} gave {team} a conversation: {conversation}',
    'notifications.reply-failed': 'Your reply did not arrive: {conversation}',
    'notifications.reply-uncertain': 'Nobody knows whether your reply arrived: {conversation}',
    'notifications.channel-failed': '{window} no longer lets us in. Connect it again to go on hearing.',
    'notifications.channel-missing':
      '{count, plural, one {# message} other {# messages}} of {window} had not reached us. {count, plural, one {It is} other {They are}} here now.',
    'notifications.choices-intro':
      'Everything stands behind the bell. What you tick comes by mail too, unless you have seen it within a minute.',
    'notifications.mail-assigned': 'Write to me when somebody gives a conversation to me or to a team of mine',
    'notifications.mail-reply-failed': 'Write to me when a reply of mine does not arrive',
    'notifications.mail-off-mend':
      'Letters cannot leave yet: no mail server is set. Until then everything stays behind the bell.',
    'notifications.mail-off-ask':
      'Letters cannot leave yet: no mail server is set. An owner or a manager can set one. Until then everything stays behind the bell.',
    'notifications.saved': 'Saved.',
    'notifications.save': 'Save',
    'notifications.letter':
      'Hello {name},\n\n{said}\n\n{link}\n\nYou asked for these letters; here you change that: {settings}\n',
    'notifications.mail-settings': 'Mail',
    'notifications.mail-set': 'Set a mail server',
    'notifications.mail-intro': 'The server that takes our letters: invitations and what each of us asks to be told.',
    'notifications.mail-none':
      'No mail server is set. Everything works without one: links are shown to be copied, and alerts stay behind the bell.',
    'notifications.mail-fixed': 'The environment says it (SMTP_URL). It is changed there, not here.',
    'notifications.mail-off': 'No mail server is set, so no letter can leave.',
    'notifications.mail-host': 'Server',
    'notifications.mail-host-help': 'Your mail provider calls it “outgoing server” or “SMTP”.',
    'notifications.mail-port': 'Port',
    'notifications.mail-port-help': 'Usually 587 with STARTTLS, 465 with TLS.',
    'notifications.mail-security': 'Encryption',
    'notifications.security-starttls': 'STARTTLS, required',
    'notifications.security-tls': 'TLS from the start',
    'notifications.security-offered': 'STARTTLS where the server offers it',
    'notifications.security-none': 'None (only inside your own network)',
    'notifications.mail-user': 'User',
    'notifications.mail-user-help': 'Leave it empty if the server asks for none.',
    'notifications.mail-password': 'Password',
    'notifications.mail-password-help': 'It is kept encrypted and never shown again.',
    'notifications.mail-password-kept': 'One is kept. Leave this empty to go on with it.',
    'notifications.mail-sender': 'Letters come from',
    'notifications.mail-sender-help':
      'An address that this server may use, with a name if you like: Café Central <hola@example.org>',
    'notifications.mail-try': 'Does it work?',
    'notifications.mail-try-help': 'Sends a letter to yourself with what is saved, and says what the server answered.',
    'notifications.mail-try-button': 'Send a test to {address}',
    'notifications.mail-forget': 'Send no letters any more',
    'notifications.mail-done-saved': 'Saved. Send a test to see whether it works.',
    'notifications.mail-done-forgotten':
      'No letters leave any more. Links are shown to be copied; alerts stay behind the bell.',
    'notifications.mail-done-sent':
      'The server took the letter for {address}. If it does not come within a few minutes, look among the unwanted mail.',
    'notifications.test-subject': 'A test from Tertulia',
    'notifications.test-letter': 'If you can read this, letters leave as they should.\n',
    'notifications.host-wrong': 'Write the name of the server alone, like smtp.example.org.',
    'notifications.port-wrong': 'A port is a number between 1 and 65535.',
    'notifications.sender-wrong': 'Write one address, like hola@example.org or Café Central <hola@example.org>.',
    'notifications.password-again':
      'The server, the user or the encryption is another now. Write the password again: the kept one is not shown to others.',
    'notifications.mail-host-unknown':
      'Nobody knows a server called {host}. Look for a slip in the name. Nothing was sent.',
    'notifications.mail-silent':
      '{host} does not answer on port {port}. The port may be wrong, or a firewall may be in between. Nothing was sent.',
    'notifications.mail-unreachable': 'We could not talk with {host} on port {port}: {said}. Nothing was sent.',
    'notifications.mail-no-encryption':
      'The encryption with {host} on port {port} did not work: {said}. Try the other kind of encryption. Nothing was sent.',
    'notifications.mail-sign-in': '{host} does not accept this user and password: {said}. Nothing was sent.',
    'notifications.mail-refused':
      '{host} did not take the letter: {said}. The sender may be one that it does not allow.',
    'event.mail.changed': '{by} changed how letters leave',
    'event.mail.forgotten': '{by} turned letters off',
  },
  es: {
    'notifications.title': 'Avisos',
    'notifications.choices': 'De qué avisarme',
    'notifications.read-all': 'Marcar todo como leído',
    'notifications.mark-read': 'Marcar como leído',
    'notifications.read': 'Leído',
    'notifications.unread': 'Sin leer:',
    'notifications.what': 'Qué pasó',
    'notifications.when': 'Cuándo',
    'notifications.something-new': 'Ha llegado algo nuevo.',
    'notifications.show-new': 'Verlo',
    'notifications.empty-title': 'Nada que contarte',
    'notifications.empty':
      'Cuando alguien te dé una conversación a ti o a tu equipo, una respuesta tuya no llegue o una ventana te necesite, aparecerá aquí.',
    'notifications.a-conversation': 'una conversación',
    'notifications.a-window': 'una ventana',
    'notifications.assigned': 'Te dieron una conversación: {conversation}',
    'notifications.assigned-by': '{by} te dio una conversación: {conversation}',
    'notifications.assigned-team': 'Dieron una conversación a {team}: {conversation}',
    'notifications.assigned-team-by': '{by} dio una conversación a {team}: {conversation}',
    'notifications.reply-failed': 'Tu respuesta no llegó: {conversation}',
    'notifications.reply-uncertain': 'No se sabe si tu respuesta llegó: {conversation}',
    'notifications.channel-failed': '{window} ya no nos deja entrar. Vuelve a conectarla para seguir escuchando.',
    'notifications.channel-missing':
      '{count, plural, one {# mensaje} other {# mensajes}} de {window} no nos {count, plural, one {había} other {habían}} llegado. Ya {count, plural, one {está} other {están}} aquí.',
    'notifications.choices-intro':
      'Todo queda en la campana. Lo que marques te llega también por correo, salvo que lo veas antes de un minuto.',
    'notifications.mail-assigned': 'Escríbeme cuando alguien me dé una conversación, a mí o a un equipo mío',
    'notifications.mail-reply-failed': 'Escríbeme cuando una respuesta mía no llegue',
    'notifications.mail-off-mend':
      'Aún no pueden salir cartas: no hay servidor de correo. Mientras tanto, todo queda en la campana.',
    'notifications.mail-off-ask':
      'Aún no pueden salir cartas: no hay servidor de correo. Lo puede poner un propietario o un responsable. Mientras tanto, todo queda en la campana.',
    'notifications.saved': 'Guardado.',
    'notifications.save': 'Guardar',
    'notifications.letter':
      'Hola, {name}:\n\n{said}\n\n{link}\n\nTú pediste estas cartas; aquí lo cambias: {settings}\n',
    'notifications.mail-settings': 'Correo',
    'notifications.mail-set': 'Poner un servidor',
    'notifications.mail-intro':
      'El servidor que lleva nuestras cartas: las invitaciones y lo que cada cual pide que se le cuente.',
    'notifications.mail-none':
      'No hay servidor de correo. Todo funciona sin él: los enlaces se muestran para copiarlos y los avisos quedan en la campana.',
    'notifications.mail-fixed': 'Lo dice el entorno (SMTP_URL). Se cambia allí, no aquí.',
    'notifications.mail-off': 'No hay servidor de correo, así que no puede salir ninguna carta.',
    'notifications.mail-host': 'Servidor',
    'notifications.mail-host-help': 'Tu proveedor de correo lo llama «servidor de salida» o «SMTP».',
    'notifications.mail-port': 'Puerto',
    'notifications.mail-port-help': 'Suele ser 587 con STARTTLS y 465 con TLS.',
    'notifications.mail-security': 'Cifrado',
    'notifications.security-starttls': 'STARTTLS, obligatorio',
    'notifications.security-tls': 'TLS desde el principio',
    'notifications.security-offered': 'STARTTLS si el servidor lo ofrece',
    'notifications.security-none': 'Ninguno (solo dentro de tu propia red)',
    'notifications.mail-user': 'Usuario',
    'notifications.mail-user-help': 'Déjalo vacío si el servidor no lo pide.',
    'notifications.mail-password': 'Contraseña',
    'notifications.mail-password-help': 'Se guarda cifrada y no vuelve a mostrarse.',
    'notifications.mail-password-kept': 'Hay una guardada. Deja esto vacío para seguir con ella.',
    'notifications.mail-sender': 'Las cartas salen de',
    'notifications.mail-sender-help':
      'Una dirección que este servidor pueda usar, con nombre si quieres: Café Central <hola@example.org>',
    'notifications.mail-try': '¿Funciona?',
    'notifications.mail-try-help': 'Te envía una carta con lo que está guardado y dice qué contestó el servidor.',
    'notifications.mail-try-button': 'Enviar una prueba a {address}',
    'notifications.mail-forget': 'No enviar más cartas',
    'notifications.mail-done-saved': 'Guardado. Envía una prueba para ver si funciona.',
    'notifications.mail-done-forgotten':
      'Ya no salen cartas. Los enlaces se muestran para copiarlos y los avisos quedan en la campana.',
    'notifications.mail-done-sent':
      'El servidor aceptó la carta para {address}. Si no llega en unos minutos, busca en el correo no deseado.',
    'notifications.test-subject': 'Una prueba de Tertulia',
    'notifications.test-letter': 'Si puedes leer esto, las cartas salen como deben.\n',
    'notifications.host-wrong': 'Escribe solo el nombre del servidor, como smtp.example.org.',
    'notifications.port-wrong': 'Un puerto es un número entre 1 y 65535.',
    'notifications.sender-wrong': 'Escribe una dirección, como hola@example.org o Café Central <hola@example.org>.',
    'notifications.password-again':
      'El servidor, el usuario o el cifrado es otro. Escribe de nuevo la contraseña: la guardada no se enseña a otros.',
    'notifications.mail-host-unknown':
      'Nadie conoce un servidor llamado {host}. Mira si hay un error en el nombre. No se envió nada.',
    'notifications.mail-silent':
      '{host} no contesta en el puerto {port}. Puede que el puerto no sea ese o que haya un cortafuegos en medio. No se envió nada.',
    'notifications.mail-unreachable': 'No pudimos hablar con {host} en el puerto {port}: {said}. No se envió nada.',
    'notifications.mail-no-encryption':
      'El cifrado con {host} en el puerto {port} no funcionó: {said}. Prueba el otro tipo de cifrado. No se envió nada.',
    'notifications.mail-sign-in': '{host} no acepta este usuario y contraseña: {said}. No se envió nada.',
    'notifications.mail-refused': '{host} no aceptó la carta: {said}. Puede que no permita ese remitente.',
    'event.mail.changed': '{by} cambió cómo salen las cartas',
    'event.mail.forgotten': '{by} apagó las cartas',
  },
})
