import type { Heard, HeardMedia, HeardMessage } from '../connectors/index.ts'
import type { HeardText } from '../conversations/index.ts'
import { cleanText } from '../lib/clean-text.ts'
import type { SafeHtml } from '../lib/html.ts'
import { webAddress } from '../lib/web-address.ts'
import { type Words, words } from '../lib/words.ts'
import { readPlainMarkup } from './plain-markup.ts'
import { isTangled, readHtml, sanitise, withoutTags } from './sanitise.ts'

/** What could not be taken in, and why. */
export interface Refused {
  externalId?: string
  reason: Words
  excerpt: string
}

export interface Prepared {
  messages: HeardText[]
  deletions: string[]
  refused: Refused[]
}

const maxText = 500_000
/** In bytes: an entry of PostgreSQL's indexes has some 2,700 at most. */
const maxId = 2_000

/** Everything that can be done to a batch without the database: cleaning, sanitising, refusing. Pure. */
export function prepare(heard: readonly Heard[], now: Date): Prepared {
  const prepared: Prepared = { messages: [], deletions: [], refused: [] }
  for (const item of heard) {
    if (item.kind === 'refused') prepared.refused.push(asRefused(item))
    // What could not be taken in under this id need not be taken away.
    else if (item.kind === 'deletion') prepared.deletions.push(...[item.externalId].filter(isId))
    else takeMessage(item.message, now, prepared)
  }
  return prepared
}

function takeMessage(message: HeardMessage, now: Date, into: Prepared): void {
  const reason = whyRefuse(message)
  const externalId = cleanText(message.externalId).slice(0, 500)
  if (reason) into.refused.push({ externalId, reason, excerpt: excerptOf(message) })
  else into.messages.push(clean(message, now))
}

function whyRefuse(message: HeardMessage): Words | undefined {
  if (Buffer.byteLength(message.externalId) > maxId) return words('intake.refused-long-id')
  if (!isId(message.externalId)) return words('intake.refused-no-id')
  if (!isId(oneLine(message.author.externalId, Number.POSITIVE_INFINITY))) return words('intake.refused-no-author')
  if (bodyLength(message) > maxText) return words('intake.refused-too-long', { count: bodyLength(message) })
  return isDate(message.saidAt) ? undefined : words('intake.refused-no-date')
}

/** Two ids that PostgreSQL would write alike (it has no lone surrogates) are no ids. */
const isId = (id: string): boolean =>
  id.trim() !== '' && !id.includes('\0') && id.isWellFormed() && Buffer.byteLength(id) <= maxId

const beginning = new Date('0001-01-01T00:00:00Z')
const isDate = (date: Date): boolean => date >= beginning

const bodyLength = ({ body }: HeardMessage) => ('html' in body ? body.html.length : body.text.length)
const excerptOf = ({ body }: HeardMessage) => cleanText('html' in body ? body.html : body.text).slice(0, 500)

function clean(message: HeardMessage, now: Date): HeardText {
  const { text, html, media } = readBody(message)
  return {
    externalId: message.externalId,
    parentExternalId: referenceOf(message.parentExternalId),
    rootExternalId: referenceOf(message.rootExternalId),
    author: cleanAuthor(message.author),
    subject: message.subject ? oneLine(message.subject, 500) || null : null,
    text,
    html,
    media: media.slice(0, 20),
    visibility: message.visibility,
    language: oneLine(message.language ?? '', 35) || null,
    url: webAddress(message.url) ?? null,
    // A clock ahead of ours would keep a message on top for ever.
    saidAt: message.saidAt > now ? now : message.saidAt,
    // Not so an edit: as it is told, it is the same edit each time it is heard.
    editedAt: message.editedAt && isDate(message.editedAt) ? message.editedAt : null,
    counts: message.counts ?? null,
    moderation: message.moderation ?? null,
    concernsUs: message.concernsUs ?? true,
    mentions: (message.mentions ?? []).slice(0, 50).map((name) => oneLine(name, 200)),
    replyKey: message.replyKey ?? null,
  }
}

const referenceOf = (id: string | undefined): string | null => (id !== undefined && isId(id) ? id : null)

function readBody({ body, media }: HeardMessage): { text: string; html: SafeHtml | null; media: HeardMedia[] } {
  const given = media.flatMap(cleanMedia)
  if ('text' in body) return { text: cleanText(body.text), html: null, media: given }
  if (isTangled(body.html)) return { text: cleanText(withoutTags(body.html)).trim(), html: null, media: given }
  const plain = readPlainMarkup(body.html)
  if (plain)
    return { text: cleanText(plain.text), html: plain.html && (cleanText(plain.html) as SafeHtml), media: given }
  const { text, pictures } = readHtml(body.html)
  const shown = new Set(given.map(({ url }) => url))
  const found = pictures.filter(({ url }) => !shown.has(url)).map((picture) => ({ kind: 'image' as const, ...picture }))
  const html = /<[a-z]/i.test(body.html) ? (cleanText(sanitise(body.html)) as SafeHtml) : null
  return { text: cleanText(text), html, media: [...given, ...found.flatMap(cleanMedia)] }
}

function cleanMedia(media: HeardMedia): HeardMedia[] {
  const url = webAddress(media.url)
  if (!url) return []
  return [
    {
      kind: media.kind,
      url,
      ...(media.alt ? { alt: cleanText(media.alt).slice(0, 5_000) } : {}),
      ...(media.mime ? { mime: oneLine(media.mime, 100) } : {}),
      ...(media.bytes !== undefined && Number.isSafeInteger(media.bytes) && media.bytes >= 0
        ? { bytes: media.bytes }
        : {}),
      ...(media.name ? { name: oneLine(media.name, 200) } : {}),
    },
  ]
}

function cleanAuthor(author: HeardMessage['author']): HeardMessage['author'] {
  const url = webAddress(author.url)
  const avatarUrl = webAddress(author.avatarUrl)
  const handle = author.handle ? oneLine(author.handle, 200) : ''
  return {
    externalId: oneLine(author.externalId, maxId),
    name: oneLine(author.name, 200) || handle || oneLine(author.externalId, 200),
    ...(handle ? { handle } : {}),
    ...(url ? { url } : {}),
    ...(avatarUrl ? { avatarUrl } : {}),
    ...(author.isBot ? { isBot: true } : {}),
  }
}

// Well formed again after the cut: half a character would never be equal to what PostgreSQL keeps of it.
const oneLine = (text: string, max: number) => cleanText(text).replace(/\s+/gu, ' ').trim().slice(0, max).toWellFormed()

const asRefused = (item: Heard & { kind: 'refused' }): Refused => ({
  ...(item.externalId ? { externalId: cleanText(item.externalId).slice(0, 500) } : {}),
  reason: item.reason,
  excerpt: cleanText(item.excerpt).slice(0, 500),
})
