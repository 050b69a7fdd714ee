import type { Dictionary } from '../../lib/words.ts'

export const feedWords: Dictionary = {
  en: {
    'feed.url': 'Address',
    'feed.url-help': 'Of the blog, the podcast or its feed. From a page we find the feed ourselves.',
    'feed.include-comments': 'Hear the comments too',
    'feed.include-comments-help': 'Where the site offers a feed of them.',
    'feed.ours': 'It is ours',
    'feed.ours-help': 'Its posts are our own words and need no answer; only the comments do.',
    'feed.only-matches': 'Keep only what matches a query',
    'feed.only-matches-help':
      'For places where others talk. What no query (under Listening) watches for is only counted.',
    'feed.hears-matches': 'What matches a query is kept; the rest is only counted',
    'feed.comments-url': 'Address of the comments',
    'feed.hears-posts': 'Its posts: {count, plural, one {one is there} other {# are there}} now',
    'feed.hears-episodes': 'Its episodes: {count, plural, one {one is there} other {# are there}} now',
    'feed.hears-comments': 'The comments on all posts',
    'feed.hears-comments-by-post': 'The comments on each post, a few posts at a time',
    'feed.cannot-answer': 'A feed only listens. To answer, go to the site itself.',
    'feed.pace':
      'We look again every {minutes, plural, one {minute} other {# minutes}}, as often as it usually brings something.',
    'feed.pace-hours':
      'We look again every {hours, plural, one {hour} other {# hours}}, as often as it usually brings something.',
    'feed.goes-back': 'It goes back {days, plural, =0 {less than a day} one {one day} other {# days}}.',
    'feed.over': 'Its publisher says that it is over.',
    'feed.none-found': 'We found no feed at {url}. Look on the site for its RSS address and put that here.',
    'feed.not-a-feed':
      '{url} no longer answers with a feed but with something else. What was heard is kept. Check the address in the settings.',
    'feed.unreadable':
      'The feed at {url} is broken and cannot be read. What was heard is kept. Its owner must repair it.',
    'feed.too-much':
      'The feed at {url} takes too long to read: it is very large, or not made as a feed should be. What was heard is kept. Ask its owner for a shorter one.',
    'feed.item-empty': 'It has neither a title nor a text nor a link.',
    'feed.comments-lost':
      'The comments at {url} cannot be read for now; the posts can. We keep trying, and nothing that was heard is lost.',
  },
  es: {
    'feed.url': 'Dirección',
    'feed.url-help': 'Del blog, del podcast o de su canal RSS. Si es una página, buscamos el canal nosotros.',
    'feed.include-comments': 'Escuchar también los comentarios',
    'feed.include-comments-help': 'Si el sitio ofrece un canal con ellos.',
    'feed.ours': 'Es nuestro',
    'feed.ours-help': 'Sus entradas son palabras nuestras y no esperan respuesta; los comentarios sí.',
    'feed.only-matches': 'Guardar solo lo que coincide con una búsqueda',
    'feed.only-matches-help':
      'Para sitios donde hablan otros. Lo que ninguna búsqueda (en Escucha) vigila solo se cuenta.',
    'feed.hears-matches': 'Se guarda lo que coincide con una búsqueda; lo demás solo se cuenta',
    'feed.comments-url': 'Dirección de los comentarios',
    'feed.hears-posts': 'Sus entradas: ahora hay {count, plural, one {una} other {#}}',
    'feed.hears-episodes': 'Sus episodios: ahora hay {count, plural, one {uno} other {#}}',
    'feed.hears-comments': 'Los comentarios de todas las entradas',
    'feed.hears-comments-by-post': 'Los comentarios de cada entrada, unas cuantas entradas cada vez',
    'feed.cannot-answer': 'Un canal RSS solo se escucha. Para responder, ve al propio sitio.',
    'feed.pace':
      'Volvemos a mirar cada {minutes, plural, one {minuto} other {# minutos}}, según lo que suele tardar en traer algo.',
    'feed.pace-hours':
      'Volvemos a mirar cada {hours, plural, one {hora} other {# horas}}, según lo que suele tardar en traer algo.',
    'feed.goes-back': 'Llega hasta hace {days, plural, =0 {menos de un día} one {un día} other {# días}}.',
    'feed.over': 'Quien lo publica dice que ha terminado.',
    'feed.none-found':
      'No hemos encontrado ningún canal RSS en {url}. Busca en el sitio su dirección RSS y ponla aquí.',
    'feed.not-a-feed':
      '{url} ya no responde con un canal RSS, sino con otra cosa. Guardamos lo escuchado. Revisa la dirección en los ajustes.',
    'feed.unreadable':
      'El canal RSS de {url} está roto y no se puede leer. Guardamos lo escuchado. Su dueño tiene que repararlo.',
    'feed.too-much':
      'El canal RSS de {url} tarda demasiado en leerse: es muy grande o no está hecho como debería. Guardamos lo escuchado. Pide a su dueño uno más corto.',
    'feed.item-empty': 'No tiene título, ni texto, ni enlace.',
    'feed.comments-lost':
      'Por ahora no se pueden leer los comentarios de {url}; las entradas sí. Seguimos intentándolo y no se pierde nada de lo escuchado.',
  },
}
