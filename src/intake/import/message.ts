import { createHash } from 'node:crypto'
import type { HeardAuthor, HeardMessage } from '../../connectors/index.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { fold } from '../../lib/fold.ts'
import { untrustedHtml } from '../../lib/html.ts'
import { type Words, words } from '../../lib/words.ts'
import { readDate } from './dates.ts'
import type { Field } from './fields.ts'
import type { Plan, visibilities } from './plan.ts'
import type { Read } from './read.ts'

/** What lines are read against. */
export interface Reading {
  plan: Plan
  /** The window's own name for itself: the same person written by hand and by a script is the same identity. */
  site: string
  /** Ids that are whole addresses are the network's own there, and stay as they are. */
  keepsAddresses: boolean
  /** What a message without a date column is dated. */
  now: Date
}

export type Outcome = { message: HeardMessage } | { wrong: Words }

const maxId = 2_000
const maxText = 500_000

/** One line as a message that was heard, or why it is none. Without an id of its own, it has the empty one. */
export function toMessage(entry: Read, reading: Reading): Outcome {
  if (entry.wrong) return { wrong: entry.wrong }
  const { plan } = reading
  const of = (field: Field): string => valueIn(entry, plan, field)
  const [author, saidAt, visibility] = [authorOf(of, reading), dateOf(of, reading), visibilityOf(of, plan)]
  const wrong = whyNot(of, plan, { author, saidAt, visibility })
  if (wrong || !author || !saidAt || !visibility) return { wrong: wrong ?? words('intake.refused-no-author') }
  const optional = {
    ...(of('parent_id') ? { parentExternalId: of('parent_id') } : {}),
    ...(of('thread_id') ? { rootExternalId: of('thread_id') } : {}),
    ...(of('subject') ? { subject: of('subject') } : {}),
    ...(of('language') ? { language: of('language') } : {}),
    ...(of('url') ? { url: of('url') } : {}),
    ...(plan.waiting ? {} : { concernsUs: false }),
  }
  const body = of('html') ? { html: untrustedHtml(of('html')) } : { text: of('text') }
  return { message: { externalId: of('id'), author, body, media: [], visibility, saidAt, ...optional } }
}

function valueIn(entry: Read, { mapping }: Plan, field: Field): string {
  const column = mapping[field]
  const value = column === undefined ? '' : (entry.values.get(column) ?? '')
  return field === 'text' || field === 'html' ? cleanText(value) : cleanText(value).trim()
}

type Of = (field: Field) => string
interface Found {
  author: HeardAuthor | undefined
  saidAt: Date | undefined
  visibility: Plan['visibility'] | undefined
}

function whyNot(of: Of, plan: Plan, { author, saidAt, visibility }: Found): Words | undefined {
  if (plan.mapping.id && !of('id')) return words('intake.refused-no-id')
  if (!author) return words('intake.refused-no-author')
  for (const id of [of('id'), of('parent_id'), of('thread_id'), author.externalId])
    if (Buffer.byteLength(id) > maxId) return words('intake.refused-long-id')
  if (!saidAt)
    return words(of('said_at') ? 'import.refused-date' : 'intake.refused-no-date', { date: of('said_at').slice(0, 60) })
  if (!visibility) return words('import.refused-visibility', { given: of('visibility').slice(0, 60) })
  if (!of('text').trim() && !of('html').trim() && !of('subject')) return words('import.refused-no-text')
  const length = Math.max(of('text').length, of('html').length)
  return length > maxText ? words('intake.refused-too-long', { count: length }) : undefined
}

/** Who has no id is known by their name here, or else by their name on screen: two of the same name are one. */
function authorOf(of: Of, { site, keepsAddresses }: Reading): HeardAuthor | undefined {
  const [id, name, handle, url] = [of('author_id'), of('author_name'), of('author_handle'), of('author_url')]
  const own = id || handle || fold(name).toLowerCase()
  if (!own) return undefined
  return {
    externalId: keepsAddresses && /^[a-z][a-z\d+.-]*:\S/i.test(own) ? own : `${site}/${own}`,
    name: name || handle || id,
    ...(handle ? { handle } : {}),
    ...(url ? { url } : {}),
  }
}

function dateOf(of: Of, { plan, now }: Reading): Date | undefined {
  return plan.mapping.said_at ? readDate(of('said_at'), plan) : now
}

const visibilityNames = new Map<string, (typeof visibilities)[number]>([
  ...['public', 'publico', 'publica', 'everyone', 'todos'].map((name) => [name, 'public'] as const),
  ...['unlisted', 'no listado', 'oculto'].map((name) => [name, 'unlisted'] as const),
  ...['followers', 'private to followers', 'seguidores', 'followers only'].map((name) => [name, 'followers'] as const),
  ...['direct', 'private', 'dm', 'directo', 'privado', 'privada'].map((name) => [name, 'direct'] as const),
])

const visibilityOf = (of: Of, plan: Plan): Plan['visibility'] | undefined =>
  of('visibility') === '' ? plan.visibility : visibilityNames.get(fold(of('visibility')).toLowerCase())

/** What a line without an id is told apart by: its words, however often the file is exported again. */
export const printOf = (entry: Read): string =>
  createHash('sha256').update(entry.raw.trim()).digest('base64url').slice(0, 24)
