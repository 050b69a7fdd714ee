import type { Dictionary } from '../../lib/words.ts'

/** What this connector says to people. `{host}` is the site, `{detail}` what the site itself answered. */
export const wordpressWords: Dictionary = {
  en: {
    'wordpress.site': 'Address of the site',
    'wordpress.site-help': 'Any page of it will do. We find the rest.',
    'wordpress.username': 'User name',
    'wordpress.username-help':
      'The one you sign in to WordPress with, or its e-mail address. What you say here is said as this user.',
    'wordpress.password': 'Application password',
    'wordpress.password-help':
      'Not the password you sign in with. In WordPress, go to Users → Profile, find Application Passwords near the end of the page, write Tertulia as the name, press Add New Application Password, and paste here what it shows. You can revoke it there at any time.',
    'wordpress.hear-comments': 'Hear comments',
    'wordpress.hear-posts': 'Hear posts',
    'wordpress.hear-posts-help':
      'If you leave this out, a post is still shown above the comments that people write under it.',
    'wordpress.hears-posts': 'New and changed posts',
    'wordpress.hears-comments': 'New comments, and answers to them',
    'wordpress.hears-held': 'Comments that wait for approval, and what becomes of them',
    'wordpress.hears-held-own': 'Comments that wait for approval under the posts of this user, but not under others',
    'wordpress.hears-approved': 'Only comments that are already approved: this user may not moderate',
    'wordpress.says-replies':
      'Comments, as {name} ({role, select, administrator {administrator} editor {editor} author {author} contributor {contributor} subscriber {subscriber} other {{role}}})',
    'wordpress.says-moderates': 'Whether a comment is approved, held, spam or goes to the trash',
    'wordpress.limit-window':
      'WordPress does not tell when a comment is changed. We look for changes in the newest {count} comments: in the newest hundred each time, in the others every hour.',
    'wordpress.limit-no-moderation':
      'This user may not moderate: their comments may have to wait for approval, and you cannot approve or hide those of others from here.',
    'wordpress.limit-flood': 'WordPress lets this user comment once every 15 seconds. Answers wait for their turn.',
    'wordpress.limit-plain-http':
      'This address is not encrypted (http): whoever is on the way can read the application password. Use https if you can.',
    'wordpress.nothing-to-hear': 'There would be nothing to hear. Choose comments, posts or both.',
    'wordpress.not-found':
      'We found no WordPress at “{address}”. Check the address: a page of the site itself, as you see it in your browser.',
    'wordpress.wrong-password':
      '{host} does not recognise this user name with this application password. Check both: it must be an application password (Users → Profile), not the one you sign in with. If both are right, the server may be dropping the Authorization header; its host can let it through.',
    'wordpress.unknown-user': '{host} knows no user with that name. Check how it is written.',
    'wordpress.passwords-off':
      '{host} takes no application passwords. WordPress needs https for them, and a security plugin may have switched them off: allow them there, then connect again.',
    'wordpress.api-off':
      'The REST API of {host} is closed, usually by a plugin. Allow it for this user there, then connect again.',
    'wordpress.api-lost':
      'The REST API of {host} is not where it was. Nothing was lost, and we will try again. If the site has moved, connect it again with its new address.',
    'wordpress.access-lost': '{host} no longer lets us in ({detail}). Connect this window again.',
    'wordpress.not-allowed':
      'The user of this window may not do that on {host} ({detail}). Give it more rights there, or connect this window again as another user.',
    'wordpress.firewall':
      'Something in front of WordPress at {host} turned us away (HTTP {status}): a security plugin or a firewall, most likely. Let Tertulia use the REST API there, then connect again.',
    'wordpress.not-data':
      '{host} answered with a web page instead of data. It may be under maintenance, or something in front of it takes us for a visitor. Nothing was lost, and we will try again.',
    'wordpress.not-list':
      'The site answered with something that is not what WordPress promises. Nothing was lost, and we will try again.',
    'wordpress.gone': 'It is no longer there on {host}, or has gone to the trash.',
    'wordpress.not-visible': '{host} no longer shows it to this user: it was hidden or taken away.',
    'wordpress.comments-closed':
      'Comments are closed there. Your text is kept: open comments for that post in WordPress, then send again.',
    'wordpress.name-required':
      'This site wants a name and an e-mail address from whoever comments, and this user lacks one. Add it in Users → Profile, then send again.',
    'wordpress.too-long': 'It is too long for one WordPress comment. Your text is kept: shorten it or split it in two.',
    'wordpress.empty': 'WordPress does not take an empty comment. Write something, then send again.',
    'wordpress.flood': 'WordPress asks for 15 seconds between comments. It will be sent by itself.',
    'wordpress.said-before':
      'This user has already said exactly this there, and WordPress does not take it twice. If you cannot see it, it waits for approval. Your text is kept: change a word to say it again.',
    'wordpress.no-target': 'We do not know where on the site this belongs, so it was not sent. Your text is kept.',
    'wordpress.only-comments': 'Only comments can be approved, held or hidden, not posts.',
    'wordpress.not-changed': 'WordPress could not change the state of the comment. Nothing was lost; try again.',
    'wordpress.refused-comment': 'A comment came without what every comment has (an id, a name, a date, a text).',
    'wordpress.refused-post': 'A post came without what every post has (an id, dates, a text).',
  },
  es: {
    'wordpress.site': 'Dirección del sitio',
    'wordpress.site-help': 'Vale cualquiera de sus páginas. Lo demás lo encontramos nosotros.',
    'wordpress.username': 'Nombre de usuario',
    'wordpress.username-help':
      'El que usas para entrar en WordPress, o su correo. Lo que digas aquí lo dirás con ese usuario.',
    'wordpress.password': 'Contraseña de aplicación',
    'wordpress.password-help':
      'No es la contraseña con la que entras. En WordPress, ve a Usuarios → Perfil, busca Contraseñas de aplicación hacia el final de la página, pon Tertulia como nombre, pulsa Añadir nueva contraseña de aplicación y pega aquí lo que te muestre. Puedes revocarla allí cuando quieras.',
    'wordpress.hear-comments': 'Escuchar los comentarios',
    'wordpress.hear-posts': 'Escuchar las entradas',
    'wordpress.hear-posts-help':
      'Aunque no la marques, cada entrada aparece encima de los comentarios que la gente escribe en ella.',
    'wordpress.hears-posts': 'Entradas nuevas y cambiadas',
    'wordpress.hears-comments': 'Comentarios nuevos y sus respuestas',
    'wordpress.hears-held': 'Comentarios que esperan aprobación, y qué pasa con ellos',
    'wordpress.hears-held-own':
      'Los comentarios que esperan aprobación en las entradas de este usuario, pero no en las demás',
    'wordpress.hears-approved': 'Solo los comentarios ya aprobados: este usuario no puede moderar',
    'wordpress.says-replies':
      'Comentarios, como {name} ({role, select, administrator {administrador} editor {editor} author {autor} contributor {colaborador} subscriber {suscriptor} other {{role}}})',
    'wordpress.says-moderates': 'Si un comentario se aprueba, se retiene, es spam o va a la papelera',
    'wordpress.limit-window':
      'WordPress no avisa cuando alguien cambia un comentario. Buscamos cambios en los {count} comentarios más recientes: en los cien últimos cada vez, y en los demás cada hora.',
    'wordpress.limit-no-moderation':
      'Este usuario no puede moderar: quizá sus comentarios tengan que esperar aprobación, y desde aquí no puedes aprobar ni ocultar los de otros.',
    'wordpress.limit-flood':
      'WordPress deja a este usuario comentar una vez cada 15 segundos. Las respuestas esperan su turno.',
    'wordpress.limit-plain-http':
      'Esta dirección no va cifrada (http): quien esté en medio puede leer la contraseña de aplicación. Usa https si puedes.',
    'wordpress.nothing-to-hear': 'No habría nada que escuchar. Elige comentarios, entradas o las dos cosas.',
    'wordpress.not-found':
      'No hemos encontrado ningún WordPress en «{address}». Revisa la dirección: una página del propio sitio, tal como la ves en tu navegador.',
    'wordpress.wrong-password':
      '{host} no reconoce ese nombre de usuario con esa contraseña de aplicación. Revisa los dos: tiene que ser una contraseña de aplicación (Usuarios → Perfil), no la que usas para entrar. Si están bien, puede que el servidor quite la cabecera Authorization; su alojamiento puede dejarla pasar.',
    'wordpress.unknown-user': '{host} no conoce a nadie con ese nombre de usuario. Revisa cómo está escrito.',
    'wordpress.passwords-off':
      '{host} no admite contraseñas de aplicación. WordPress necesita https para usarlas, y un complemento de seguridad puede haberlas desactivado: permítelas allí y vuelve a conectar.',
    'wordpress.api-off':
      'La API REST de {host} está cerrada, casi siempre por un complemento. Permítela allí para este usuario y vuelve a conectar.',
    'wordpress.api-lost':
      'La API REST de {host} ya no está donde estaba. No se ha perdido nada y volveremos a intentarlo. Si el sitio se ha mudado, vuelve a conectarlo con su dirección nueva.',
    'wordpress.access-lost': '{host} ya no nos deja entrar ({detail}). Vuelve a conectar esta ventana.',
    'wordpress.not-allowed':
      'El usuario de esta ventana no puede hacer eso en {host} ({detail}). Dale más permisos allí o vuelve a conectar la ventana con otro usuario.',
    'wordpress.firewall':
      'Algo delante del WordPress de {host} nos ha cerrado el paso (HTTP {status}): seguramente un complemento de seguridad o un cortafuegos. Deja que Tertulia use allí la API REST y vuelve a conectar.',
    'wordpress.not-data':
      '{host} ha respondido con una página web en vez de con datos. Puede que esté en mantenimiento, o que algo delante nos tome por una visita. No se ha perdido nada y volveremos a intentarlo.',
    'wordpress.not-list':
      'El sitio ha respondido algo que no es lo que WordPress promete. No se ha perdido nada y volveremos a intentarlo.',
    'wordpress.gone': 'Ya no está en {host}, o ha ido a la papelera.',
    'wordpress.not-visible': '{host} ya no se lo muestra a este usuario: está oculto o lo han quitado.',
    'wordpress.comments-closed':
      'Allí los comentarios están cerrados. Tu texto está guardado: abre los comentarios de esa entrada en WordPress y vuelve a enviarlo.',
    'wordpress.name-required':
      'Este sitio pide nombre y correo a quien comenta, y a este usuario le falta uno. Añádelo en Usuarios → Perfil y vuelve a enviarlo.',
    'wordpress.too-long':
      'Es demasiado largo para un solo comentario de WordPress. Tu texto está guardado: acórtalo o divídelo en dos.',
    'wordpress.empty': 'WordPress no admite un comentario vacío. Escribe algo y vuelve a enviarlo.',
    'wordpress.flood': 'WordPress pide 15 segundos entre comentarios. Se enviará sin que hagas nada.',
    'wordpress.said-before':
      'Este usuario ya ha dicho allí exactamente esto, y WordPress no lo admite dos veces. Si no lo ves, está esperando aprobación. Tu texto está guardado: cambia una palabra para decirlo otra vez.',
    'wordpress.no-target':
      'No sabemos a qué parte del sitio pertenece esto, así que no se ha enviado. Tu texto está guardado.',
    'wordpress.only-comments': 'Solo se pueden aprobar, retener u ocultar comentarios, no entradas.',
    'wordpress.not-changed':
      'WordPress no ha podido cambiar el estado del comentario. No se ha perdido nada; inténtalo otra vez.',
    'wordpress.refused-comment':
      'Ha llegado un comentario sin lo que tiene todo comentario (un identificador, un nombre, una fecha, un texto).',
    'wordpress.refused-post':
      'Ha llegado una entrada sin lo que tiene toda entrada (un identificador, fechas, un texto).',
  },
}
