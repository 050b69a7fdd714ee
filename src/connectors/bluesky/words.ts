import type { Dictionary } from '../../lib/words.ts'

export const dictionary: Dictionary = {
  en: {
    'bluesky.handle': 'Handle',
    'bluesky.handle-help': 'The name of the account, as it stands on its profile after the @.',
    'bluesky.app-password': 'App password',
    'bluesky.app-password-help':
      'Not the account’s own password: in Bluesky, open Settings, Privacy and security, App passwords, and add one for Tertulia. You can withdraw it there at any time.',
    'bluesky.search': 'Words to listen for',
    'bluesky.search-help':
      'Names, brands or #hashtags that people use when they speak of you without addressing you. One a line, ten at most.',
    'bluesky.firehose': 'Watch everything that is posted on Bluesky',
    'bluesky.firehose-help':
      'Every public post is compared with your queries (under Listening) as it is posted. What matches is kept; the rest is only counted.',
    'bluesky.jetstream': 'Address of the stream (Jetstream)',
    'bluesky.jetstream-help': 'Any server that speaks Jetstream will do, also one of your own.',
    'bluesky.hears-firehose': 'Everything that is posted on Bluesky, of which what matches a query is kept',
    'bluesky.firehose-unavailable':
      'The stream of all posts did not answer just now ({host}). Everything else works, and we will keep trying.',
    'bluesky.firehose-failed':
      'The stream of all posts does not answer ({host}). What is said to you is heard all the same, and we will keep trying.',
    'bluesky.service': 'Address of your server (PDS)',
    'bluesky.service-help':
      'Leave it as it is unless your account lives on a server of your own that we do not find by ourselves.',
    'bluesky.remembered': 'Session',
    'bluesky.hears-addressed': 'Replies to @{handle}, mentions and quotes, from everybody',
    'bluesky.hears-ours': 'What @{handle} says from Bluesky’s own app',
    'bluesky.hears-words': 'Posts with these words: {words}',
    'bluesky.says-replies': 'Public replies as @{handle}, with mentions, links and hashtags',
    'bluesky.limit-length': 'A reply may have {max} characters.',
    'bluesky.limit-images': 'A reply may have {max} images of up to 1 MB each.',
    'bluesky.image-refused': '{host} did not take the image {name} ({detail}). Your text and the image are kept.',
    'bluesky.limit-deletions': 'We notice deletions among the last {count} posts heard.',
    'bluesky.limit-direct': 'Direct messages are not heard: Bluesky keeps them apart.',
    'bluesky.limit-muted': 'Bluesky does not tell us of accounts and threads that @{handle} has muted or blocked.',
    'bluesky.search-unavailable':
      'The search did not answer just now ({detail}). Everything else works, and we will keep trying.',
    'bluesky.search-failed': 'The search for “{word}” did not answer ({detail}). We will keep trying.',
    'bluesky.search-flood':
      'There are more posts with “{word}” than we can read: the oldest of this round were left out. Choose a rarer word.',
    'bluesky.wrong-password':
      '{host} does not know this handle with this app password. Check both, or make a new app password in Bluesky’s settings.',
    'bluesky.needs-app-password':
      'This account asks for a code by e-mail when signing in. Use an app password instead of the account’s own.',
    'bluesky.session-lost': '{host} no longer accepts our session ({detail}). Connect this window again.',
    'bluesky.account-takedown':
      'Bluesky has suspended this account. What was heard is kept; ask Bluesky’s moderators what happened.',
    'bluesky.account-deactivated':
      'This account is deactivated. What was heard is kept; reactivate the account in Bluesky to go on.',
    'bluesky.gone': 'It is no longer on Bluesky.',
    'bluesky.not-our-thread': 'Answers can only be hidden in threads that we began.',
    'bluesky.gate-full': 'Three hundred answers are hidden in this thread, and the network keeps no more.',
    'bluesky.gate-busy': 'Somebody else changes this thread at the moment.',
    'bluesky.like': 'Like',
    'bluesky.repost': 'Repost',
    'bluesky.post-gone': 'This post is no longer there, or is not shown to us.',
    'bluesky.parent-gone':
      'The post you answer was deleted, or its author no longer lets you see it. Your text is kept.',
    'bluesky.replies-closed': 'Its author has limited who may reply to this post. Your text is kept.',
    'bluesky.too-long': 'The reply is too long for Bluesky, which takes {max} characters. Shorten it or split it.',
    'bluesky.key-taken': 'Another post of yours stands where this reply should. Write the reply again.',
    'bluesky.upstream': '{host} cannot reach the rest of Bluesky ({detail}). Nothing was lost, and we will try again.',
    'bluesky.rejected': '{host} did not accept it ({detail}).',
    'bluesky.not-a-pds': '{host} is not a Bluesky server ({detail}). Check the address of the server.',
    'bluesky.strange-answer':
      '{host} answered {call} in a way that we do not understand. Check that the address is right.',
    'bluesky.strange-post': 'This post does not say what a post must say ({field}).',
  },
  es: {
    'bluesky.handle': 'Nombre de usuario',
    'bluesky.handle-help': 'El nombre de la cuenta, tal como está en su perfil después de la @.',
    'bluesky.app-password': 'Contraseña de aplicación',
    'bluesky.app-password-help':
      'No es la contraseña de la cuenta: en Bluesky, abre Ajustes, Privacidad y seguridad, Contraseñas de aplicación, y añade una para Tertulia. Puedes retirarla allí cuando quieras.',
    'bluesky.search': 'Palabras que escuchar',
    'bluesky.search-help':
      'Nombres, marcas o #etiquetas que usa la gente cuando habla de ti sin dirigirse a ti. Una por línea, diez como mucho.',
    'bluesky.firehose': 'Vigilar todo lo que se publica en Bluesky',
    'bluesky.firehose-help':
      'Cada publicación pública se compara con tus búsquedas (en Escucha) según aparece. Lo que coincide se guarda; lo demás solo se cuenta.',
    'bluesky.jetstream': 'Dirección del flujo (Jetstream)',
    'bluesky.jetstream-help': 'Sirve cualquier servidor que hable Jetstream, también uno propio.',
    'bluesky.hears-firehose': 'Todo lo que se publica en Bluesky, de lo que se guarda lo que coincide con una búsqueda',
    'bluesky.firehose-unavailable':
      'El flujo de todas las publicaciones no ha respondido ahora ({host}). Lo demás funciona, y seguiremos intentándolo.',
    'bluesky.firehose-failed':
      'El flujo de todas las publicaciones no responde ({host}). Lo que te dicen se oye igualmente, y seguiremos intentándolo.',
    'bluesky.service': 'Dirección de tu servidor (PDS)',
    'bluesky.service-help':
      'Déjala como está, salvo que tu cuenta viva en un servidor propio que no encontremos por nuestra cuenta.',
    'bluesky.remembered': 'Sesión',
    'bluesky.hears-addressed': 'Respuestas a @{handle}, menciones y citas, de todo el mundo',
    'bluesky.hears-ours': 'Lo que dice @{handle} desde la aplicación de Bluesky',
    'bluesky.hears-words': 'Publicaciones con estas palabras: {words}',
    'bluesky.says-replies': 'Respuestas públicas como @{handle}, con menciones, enlaces y etiquetas',
    'bluesky.limit-length': 'Una respuesta puede tener {max} caracteres.',
    'bluesky.limit-images': 'Una respuesta puede llevar {max} imágenes de hasta 1 MB cada una.',
    'bluesky.image-refused': '{host} no ha aceptado la imagen {name} ({detail}). Tu texto y la imagen se conservan.',
    'bluesky.limit-deletions': 'Nos damos cuenta de lo que se borra entre las últimas {count} publicaciones oídas.',
    'bluesky.limit-direct': 'Los mensajes directos no se oyen: Bluesky los guarda aparte.',
    'bluesky.limit-muted':
      'Bluesky no nos habla de las cuentas y los hilos que @{handle} tiene silenciados o bloqueados.',
    'bluesky.search-unavailable':
      'La búsqueda no ha respondido ahora ({detail}). Todo lo demás funciona, y seguiremos intentándolo.',
    'bluesky.search-failed': 'La búsqueda de «{word}» no ha respondido ({detail}). Seguiremos intentándolo.',
    'bluesky.search-flood':
      'Hay más publicaciones con «{word}» de las que podemos leer: hemos dejado fuera las más antiguas de esta vuelta. Elige una palabra menos común.',
    'bluesky.wrong-password':
      '{host} no conoce este nombre con esta contraseña de aplicación. Revisa los dos, o crea otra contraseña en los ajustes de Bluesky.',
    'bluesky.needs-app-password':
      'Esta cuenta pide un código por correo al entrar. Usa una contraseña de aplicación en lugar de la de la cuenta.',
    'bluesky.session-lost': '{host} ya no acepta nuestra sesión ({detail}). Vuelve a conectar esta ventana.',
    'bluesky.account-takedown':
      'Bluesky ha suspendido esta cuenta. Lo que se oyó sigue aquí; pregunta a la moderación de Bluesky qué ha pasado.',
    'bluesky.account-deactivated':
      'Esta cuenta está desactivada. Lo que se oyó sigue aquí; reactívala en Bluesky para continuar.',
    'bluesky.gone': 'Ya no está en Bluesky.',
    'bluesky.not-our-thread': 'Solo se pueden ocultar respuestas en hilos que empezamos nosotros.',
    'bluesky.gate-full': 'En este hilo hay trescientas respuestas ocultas, y la red no guarda más.',
    'bluesky.gate-busy': 'Alguien más está cambiando este hilo ahora mismo.',
    'bluesky.like': 'Me gusta',
    'bluesky.repost': 'Republicar',
    'bluesky.post-gone': 'Esta publicación ya no está, o no se nos muestra.',
    'bluesky.parent-gone':
      'La publicación a la que respondes se ha borrado, o su autor ya no te deja verla. Guardamos tu texto.',
    'bluesky.replies-closed': 'Su autor ha limitado quién puede responder a esta publicación. Guardamos tu texto.',
    'bluesky.too-long':
      'La respuesta es demasiado larga para Bluesky, que admite {max} caracteres. Acórtala o divídela.',
    'bluesky.key-taken': 'Otra publicación tuya ocupa el sitio de esta respuesta. Vuelve a escribirla.',
    'bluesky.upstream':
      '{host} no llega al resto de Bluesky ({detail}). No se ha perdido nada y volveremos a intentarlo.',
    'bluesky.rejected': '{host} no lo ha aceptado ({detail}).',
    'bluesky.not-a-pds': '{host} no es un servidor de Bluesky ({detail}). Revisa la dirección del servidor.',
    'bluesky.strange-answer':
      '{host} ha respondido a {call} de una forma que no entendemos. Comprueba que la dirección es la correcta.',
    'bluesky.strange-post': 'Esta publicación no dice lo que tiene que decir ({field}).',
  },
}
