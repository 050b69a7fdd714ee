import type { HeardMedia } from '../connector.ts'
import type { FeedAuthor, FeedItem } from './parsed.ts'
import { plain } from './plain.ts'
import { absolute } from './urls.ts'

/** An object without the members that are undefined, as optional members are meant here. */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>
}
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** A title as plain text: feeds put markup and doubly escaped entities there. */
export function titleOf(written: string | undefined): string | undefined {
  const text = written === undefined ? '' : plain(written)
  return text === '' ? undefined : text
}

/** By custom what a feed says is markup; without a bracket or an entity it is plain text all the same. */
export function bodyOf(written: string | undefined): FeedItem['body'] {
  if (!written?.trim()) return undefined
  return /[<&]/.test(written) ? { html: written } : { text: written.trim() }
}

export function mediaKind(mime: string | undefined, url: string, medium?: string): HeardMedia['kind'] {
  const said = /^(image|video|audio)\b/.exec(medium ?? '')?.[1] ?? /^(image|video|audio)\//i.exec(mime ?? '')?.[1]
  const kind = said?.toLowerCase() ?? kindByExtension(url)
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
}

function kindByExtension(url: string): string | undefined {
  const extension = /\.(\w{2,5})$/.exec(new URL(url).pathname.toLowerCase())?.[1] ?? ''
  return Object.entries(extensions).find(([, list]) => list.includes(extension))?.[0]
}

const extensions: Record<string, string[]> = {
  image: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif', 'svg'],
  audio: ['mp3', 'm4a', 'aac', 'ogg', 'oga', 'opus', 'wav', 'flac'],
  video: ['mp4', 'm4v', 'webm', 'mov', 'ogv', 'mkv'],
}

/** `42:10`, for the name of an episode: how long it lasts is the first thing one asks of it. */
export function lasting(seconds: number | undefined): string {
  if (!seconds || seconds < 1) return ''
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** The same file once, what is known of it put together. */
export function withoutRepeats(media: HeardMedia[]): HeardMedia[] {
  const byUrl = new Map<string, HeardMedia>()
  for (const one of media) byUrl.set(one.url, { ...one, ...byUrl.get(one.url) })
  return [...byUrl.values()]
}

/** Those who say who they are, each once. */
export function namedAuthors(authors: (FeedAuthor | undefined)[]): FeedAuthor[] {
  const named = authors.flatMap((one) => (one && (one.name || one.email || one.url) ? [one] : []))
  return named.filter(
    (one, at) => named.findIndex((other) => other.name === one.name && other.email === one.email) === at,
  )
}

/** "ana@example.org (Ana)" and its like, as a name and an address. */
export function authorOf(written: string | undefined): FeedAuthor | undefined {
  const text = written === undefined ? '' : plain(written)
  if (text === '') return undefined
  const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)?.[0]
  const rest = text
    .replace(email ?? '', '')
    .replace(/mailto:|[()<>[\]]/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return present({ name: rest || undefined, email: email?.toLowerCase() })
}

/** The first link of a relation, as Atom writes them; a link without one is the alternate. */
export function linkWith(
  links: { href?: string; rel?: string; type?: string }[] | undefined,
  rel: string,
  base: string,
): string | undefined {
  const fit = (links ?? []).filter((link) => (link.rel ?? 'alternate') === rel && link.href)
  const best = fit.find((link) => /html/.test(link.type ?? 'text/html')) ?? fit[0]
  return absolute(best?.href, base)
}
