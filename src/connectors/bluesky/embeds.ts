import { z } from 'zod'
import type { HeardMedia } from '../connector.ts'
import { escaped, htmlOf } from './rich-text.ts'
import { AtUri, postUrl } from './uri.ts'
import { PostRecord, Profile } from './views.ts'

const Link = z.url({ protocol: /^https?$/ })
const Alt = z.string().optional().catch(undefined)

const Image = z.object({ fullsize: Link, alt: Alt })
const Images = z.object({ $type: z.literal('app.bsky.embed.images#view'), images: z.array(Image).max(50) })
const Gallery = z.object({ $type: z.literal('app.bsky.embed.gallery#view'), items: z.array(Image).max(50) })
const Video = z.object({ $type: z.literal('app.bsky.embed.video#view'), playlist: Link, alt: Alt })
const Card = z.object({
  $type: z.literal('app.bsky.embed.external#view'),
  external: z.object({ uri: Link, title: z.string().catch(''), description: z.string().catch('') }),
})
const Quote = z.object({
  $type: z.literal('app.bsky.embed.record#view'),
  record: z.object({ uri: AtUri, author: Profile, value: PostRecord }),
})
const Both = z.object({
  $type: z.literal('app.bsky.embed.recordWithMedia#view'),
  record: z.object({ record: z.unknown() }),
  media: z.unknown(),
})
const Embed = z.discriminatedUnion('$type', [Images, Gallery, Video, Card, Quote, Both])

/** What hangs on a post: pictures as media; cards and quoted posts as markup after the text. */
export interface Hanging {
  media: HeardMedia[]
  html: string
}

/** Kinds we do not know, and quotes that were deleted, detached or blocked, hang nothing. */
export function hangingOf(embed: unknown): Hanging {
  const parsed = Embed.safeParse(embed)
  if (!parsed.success) return { media: [], html: '' }
  const one = parsed.data
  if ('images' in one) return { media: one.images.map(imageOf), html: '' }
  if ('items' in one) return { media: one.items.map(imageOf), html: '' }
  if ('playlist' in one) return { media: [videoOf(one)], html: '' }
  if ('external' in one) return { media: [], html: cardOf(one.external) }
  if ('media' in one) return both(hangingOf(one.media), one.record.record)
  return { media: [], html: quoteOf(one.record) }
}

const both = (own: Hanging, record: unknown): Hanging => ({
  media: own.media,
  html: own.html + hangingOf({ $type: 'app.bsky.embed.record#view', record }).html,
})

const imageOf = ({ fullsize, alt }: z.output<typeof Image>): HeardMedia => ({
  kind: 'image',
  url: fullsize,
  ...(alt && { alt }),
})

const videoOf = ({ playlist, alt }: z.output<typeof Video>): HeardMedia => ({
  kind: 'video',
  url: playlist,
  mime: 'application/vnd.apple.mpegurl',
  ...(alt && { alt }),
})

function cardOf({ uri, title, description }: z.output<typeof Card>['external']): string {
  const about = description.trim() === '' ? '' : `<br>${escaped(description)}`
  return `<p><a href="${escaped(uri)}">${escaped(title.trim() || uri)}</a>${about}</p>`
}

function quoteOf({ uri, author, value }: z.output<typeof Quote>['record']): string {
  const url = escaped(postUrl(uri))
  const who = `<a href="${url}">@${escaped(author.handle)}</a>`
  return `<blockquote cite="${url}"><p>${who}: ${htmlOf(value.text, value.facets ?? [])}</p></blockquote>`
}
