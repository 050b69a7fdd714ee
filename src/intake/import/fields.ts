import { fold } from '../../lib/fold.ts'

/** What a column may be. The same names as in a message posted to an api window. */
export const fields = [
  'id',
  'parent_id',
  'thread_id',
  'author_id',
  'author_name',
  'author_handle',
  'author_url',
  'subject',
  'text',
  'html',
  'said_at',
  'url',
  'language',
  'visibility',
] as const
export type Field = (typeof fields)[number]

/** Which column is which field. A field may be missing. */
export type Mapping = Partial<Record<Field, string>>

/** How exports of other programs name their columns, in English and Spanish; the likelier name first. */
const names: Record<Field, string> = {
  id: 'id, message id, msg id, tweet id, status id, post id, comment id, review id, id mensaje, id del mensaje, identificador, guid, uuid, folio',
  parent_id:
    'parent id, in reply to id, in reply to, in reply to status id, reply to id, reply to, parent, id padre, padre, en respuesta a, respuesta a, id respuesta',
  thread_id: 'thread id, conversation id, root id, thread, conversation, id conversacion, conversacion, id hilo, hilo',
  author_id:
    'author id, user id, customer id, client id, sender id, from id, id autor, id usuario, id cliente, id persona, phone, phone number, telefono, email, e mail, mail, correo, correo electronico',
  author_name:
    'author name, author, name, display name, full name, user name, customer name, customer, sender name, sender, from name, from, user, nombre autor, autor, nombre, nombre completo, nombre cliente, cliente, remitente, usuario, persona, de',
  author_handle: 'author handle, handle, username, screen name, alias, nick, nombre usuario, nombre de usuario, cuenta',
  author_url: 'author url, profile url, profile, user url, url autor, perfil, url perfil',
  subject: 'subject, title, asunto, titulo, tema',
  text: 'text, message, body, content, comment, full text, tweet, post, review, message text, texto, mensaje, cuerpo, contenido, comentario, opinion, resena',
  html: 'html, body html, content html, html body',
  said_at:
    'said at, date, datetime, date time, created at, sent at, posted at, published at, timestamp, created, published, time, fecha, fecha y hora, fecha hora, fecha envio, fecha creacion, fecha publicacion, enviado, publicado, creado, hora',
  url: 'url, link, permalink, message url, post url, enlace, vinculo, direccion',
  language: 'language, lang, locale, idioma, lengua',
  visibility: 'visibility, privacy, visibilidad, privacidad',
}

const ranked = new Map(fields.map((field) => [field, names[field].split(', ')]))

/** Guesses which column is which, by its name. Each column is at most one field. */
export function guessMapping(columns: readonly string[]): Mapping {
  const plain = new Map(columns.map((column) => [plainName(column), column]))
  const found = fields.flatMap((field) =>
    (ranked.get(field) ?? []).flatMap((name, rank) => (plain.has(name) ? [{ field, name, rank }] : [])),
  )
  const mapping: Mapping = {}
  const taken = new Set<string>()
  for (const { field, name } of found.sort((a, b) => a.rank - b.rank)) {
    const column = plain.get(name)
    if (column === undefined || mapping[field] || taken.has(column)) continue
    mapping[field] = column
    taken.add(column)
  }
  return mapping
}

/** `In-Reply_To.ID` and `inReplyToId` are `in reply to id`. */
const plainName = (column: string): string =>
  fold(column.replace(/([a-z\d])([A-Z])/g, '$1 $2'))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
