import { dictionary } from '../../lib/words.ts'

export const mastodonWords = dictionary({
  en: {
    'mastodon.instance': 'Your instance',
    'mastodon.instance-help':
      'Where your account lives: mastodon.social, or your whole address, @you@mastodon.social. Then connect, and your instance will ask whether Tertulia may come in.',
    'mastodon.bad-instance':
      'This is not the address of an instance. It looks like mastodon.social or @you@mastodon.social.',
    'mastodon.token': 'Access token',
    'mastodon.token-help':
      'Only if you would rather not be asked by your instance: on its pages, Preferences, Development, New application, with read, write:statuses, write:media and write:favourites; then copy “Your access token”.',
    'mastodon.bad-token': 'An access token has only letters, digits and signs, without spaces. Copy it again.',
    'mastodon.hashtags': 'Hashtags to listen to',
    'mastodon.hashtags-help': 'What people say with these is heard even when they do not name you. At most 12.',
    'mastodon.too-many-hashtags': 'These are more than 12 hashtags. Keep the ones people really use.',
    'mastodon.public-posts': 'Watch every public post that reaches your instance',
    'mastodon.public-posts-help':
      'Each is compared with your queries (under Listening) as it comes. What matches is kept; the rest is only counted.',
    'mastodon.hears-public': 'Every public post that reaches {domain}, of which what matches a query is kept',
    'mastodon.public-closed': '{domain} does not let us watch its public posts just now. Everything else is heard.',
    'mastodon.own-posts': 'Hear what your account posts',
    'mastodon.own-posts-help':
      'Your answers are always heard, whichever app they are written in; this is about new posts.',
    'mastodon.no-token': 'This window is not connected yet. Connect it, or put an access token in its settings.',
    'mastodon.not-mastodon':
      '{host} does not answer as a Mastodon instance does. Check the address: it is the one where you sign in.',
    'mastodon.refused': 'The instance sent a message that could not be understood ({detail}).',
    'mastodon.denied':
      'The instance was told not to let Tertulia in. Nothing was changed; connect again whenever you like.',
    'mastodon.no-code': 'The instance sent you back without permission ({detail}). Connect again.',
    'mastodon.code-refused': 'The permission had expired or had been used already. Connect again.',
    'mastodon.instance-found': '{title} ({domain}), Mastodon {version}',
    'mastodon.hears': 'Mentions, answers and direct messages, with their whole threads',
    'mastodon.hears-no-mentions':
      'No mentions: this access token may not read notifications. Connect again, or make a token with read.',
    'mastodon.hears-own': 'What your account says, from any app',
    'mastodon.hears-own-answers': 'The answers your account gives, from any app',
    'mastodon.hears-hashtags': '{count, plural, one {The hashtag {hashtags}} other {The hashtags {hashtags}}}',
    'mastodon.closed-hashtags': 'Not heard, because your instance does not show them to us: {hashtags}',
    'mastodon.says': 'Answers, to the same people and as publicly as what they answer',
    'mastodon.attaches': 'Images with an answer, {most} at most, each with what is to be seen in it',
    'mastodon.may-not-attach':
      'Images cannot be sent from this window yet: your instance was not asked whether we may. Connect it again, or make a token with write:media.',
    'mastodon.image-refused':
      'Your instance did not take the image {name} ({detail}). Your text and the image are kept.',
    'mastodon.image-late':
      'Your instance is still working on the image {name}. Nothing was sent yet, and we will try again.',
    'mastodon.says-nothing':
      'Nothing: this access token may not write. Connect again, or make a token with write:statuses.',
    'mastodon.limits': 'Up to {max, number} characters; a link counts as {link}, and @name@host as @name',
    'mastodon.pace': 'About 300 requests in five minutes; at that pace we wait our turn',
    'mastodon.favourite': 'Favourite',
    'mastodon.boost': 'Boost',
    'mastodon.post-gone': 'This post is no longer there, or may not be reached by us.',
    'mastodon.may-not-react': 'The instance does not let our token do that. Connect the window again to ask for it.',
    'mastodon.parent-gone':
      'The message you answer is no longer there, so your answer was not sent. Your text is kept: copy it, or write to the person anew.',
    'mastodon.unaddressed':
      'A direct message reaches only those it names, and this one does not name {name}. Begin it with {name} and send it again.',
    'mastodon.names-nobody':
      'A direct message reaches only those it names, and this one names nobody. Begin it with their @name and send it again.',
    'mastodon.not-sure':
      'We could not see whether an earlier try arrived, so we did not send it again. We will look once more.',
  },
  es: {
    'mastodon.instance': 'Tu instancia',
    'mastodon.instance-help':
      'Donde vive tu cuenta: mastodon.social, o tu dirección completa, @tú@mastodon.social. Después conecta y tu instancia te preguntará si Tertulia puede entrar.',
    'mastodon.bad-instance':
      'Esto no es la dirección de una instancia. Se parece a mastodon.social o a @tú@mastodon.social.',
    'mastodon.token': 'Clave de acceso',
    'mastodon.token-help':
      'Solo si prefieres que tu instancia no te pregunte: en sus páginas, Preferencias, Desarrollo, Nueva aplicación, con read, write:statuses, write:media y write:favourites; luego copia «Tu clave de acceso».',
    'mastodon.bad-token': 'Una clave de acceso solo tiene letras, cifras y signos, sin espacios. Cópiala otra vez.',
    'mastodon.hashtags': 'Etiquetas que escuchar',
    'mastodon.hashtags-help': 'Lo que la gente dice con ellas se oye aunque no te nombre. Doce como mucho.',
    'mastodon.too-many-hashtags': 'Son más de 12 etiquetas. Quédate con las que la gente usa de verdad.',
    'mastodon.public-posts': 'Vigilar cada publicación pública que llega a tu instancia',
    'mastodon.public-posts-help':
      'Cada una se compara con tus búsquedas (en Escucha) según llega. Lo que coincide se guarda; lo demás solo se cuenta.',
    'mastodon.hears-public':
      'Cada publicación pública que llega a {domain}, de las que se guarda lo que coincide con una búsqueda',
    'mastodon.public-closed': '{domain} no nos deja vigilar ahora sus publicaciones públicas. Lo demás se oye igual.',
    'mastodon.own-posts': 'Oír lo que publica tu cuenta',
    'mastodon.own-posts-help':
      'Tus respuestas se oyen siempre, las escribas en la aplicación que las escribas; esto es para las publicaciones nuevas.',
    'mastodon.no-token': 'Esta ventana aún no está conectada. Conéctala, o pon una clave de acceso en sus ajustes.',
    'mastodon.not-mastodon':
      '{host} no responde como una instancia de Mastodon. Revisa la dirección: es la del sitio donde inicias sesión.',
    'mastodon.refused': 'La instancia ha enviado un mensaje que no se puede entender ({detail}).',
    'mastodon.denied':
      'Le han dicho a la instancia que no deje entrar a Tertulia. No ha cambiado nada; vuelve a conectar cuando quieras.',
    'mastodon.no-code': 'La instancia te ha devuelto sin permiso ({detail}). Vuelve a conectar.',
    'mastodon.code-refused': 'El permiso había caducado o ya se había usado. Vuelve a conectar.',
    'mastodon.instance-found': '{title} ({domain}), Mastodon {version}',
    'mastodon.hears': 'Menciones, respuestas y mensajes directos, con sus hilos enteros',
    'mastodon.hears-no-mentions':
      'Sin menciones: esta clave de acceso no puede leer las notificaciones. Vuelve a conectar, o haz una clave con read.',
    'mastodon.hears-own': 'Lo que dice tu cuenta, desde cualquier aplicación',
    'mastodon.hears-own-answers': 'Las respuestas que da tu cuenta, desde cualquier aplicación',
    'mastodon.hears-hashtags': '{count, plural, one {La etiqueta {hashtags}} other {Las etiquetas {hashtags}}}',
    'mastodon.closed-hashtags': 'No se oyen, porque tu instancia no nos las enseña: {hashtags}',
    'mastodon.says': 'Respuestas, a las mismas personas y tan públicas como lo que responden',
    'mastodon.attaches': 'Imágenes con una respuesta, {most} como mucho, cada una con lo que se ve en ella',
    'mastodon.may-not-attach':
      'Desde esta ventana aún no se pueden enviar imágenes: no se ha preguntado a tu instancia si podemos. Vuelve a conectarla, o haz una clave con write:media.',
    'mastodon.image-refused':
      'Tu instancia no ha aceptado la imagen {name} ({detail}). Tu texto y la imagen se conservan.',
    'mastodon.image-late':
      'Tu instancia todavía está trabajando en la imagen {name}. Aún no se ha enviado nada; lo intentaremos otra vez.',
    'mastodon.says-nothing':
      'Nada: esta clave de acceso no puede escribir. Vuelve a conectar, o haz una clave con write:statuses.',
    'mastodon.limits': 'Hasta {max, number} caracteres; un enlace cuenta como {link}, y @nombre@sitio como @nombre',
    'mastodon.pace': 'Unas 300 peticiones cada cinco minutos; a partir de ahí esperamos nuestro turno',
    'mastodon.favourite': 'Favorito',
    'mastodon.boost': 'Impulsar',
    'mastodon.post-gone': 'Esta publicación ya no está, o no podemos llegar a ella.',
    'mastodon.may-not-react':
      'La instancia no deja hacer eso con nuestra clave. Vuelve a conectar la ventana para pedirlo.',
    'mastodon.parent-gone':
      'El mensaje al que respondes ya no está, así que tu respuesta no se ha enviado. Tu texto se conserva: cópialo, o escribe a la persona de nuevo.',
    'mastodon.unaddressed':
      'Un mensaje directo solo llega a quien nombra, y este no nombra a {name}. Empiézalo con {name} y vuelve a enviarlo.',
    'mastodon.names-nobody':
      'Un mensaje directo solo llega a quien nombra, y este no nombra a nadie. Empiézalo con su @nombre y vuelve a enviarlo.',
    'mastodon.not-sure':
      'No hemos podido ver si un intento anterior llegó, así que no lo hemos vuelto a enviar. Miraremos otra vez.',
  },
})
