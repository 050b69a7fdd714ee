import { untrustedHtml } from '../../lib/html.ts'
import { words } from '../../lib/words.ts'
import type { Heard, HeardAuthor, HeardMessage } from '../connector.ts'
import { absoluteHtml } from './absolute-html.ts'
import { present } from './common.ts'
import type { FeedAuthor, FeedItem, ParsedFeed } from './parsed.ts'

/** Where an item stands: what `translate` cannot read in the item itself. */
export interface Standing {
  id: string
  feed: Pick<ParsedFeed, 'title' | 'author' | 'language' | 'homeUrl' | 'imageUrl'>
  /** The feed's own address, for names that must be told apart from the same on other sites. */
  feedUrl: string
  now: Date
  /** It was heard before and says something else now. */
  changed?: boolean
  /** When we last looked. */
  lookedAt?: Date
  /** What a comment answers, and the post it is under. */
  answers?: { parent: string | undefined; root: string | undefined }
  /** Whether it speaks to us. Default true. */
  concernsUs?: boolean
}

/** An item as a message that was heard, or refused when it says nothing at all. */
export function translate(item: FeedItem, standing: Standing): Heard {
  const { id, feed, now, answers } = standing
  const isComment = answers !== undefined
  const said = saidIn(item, isComment)
  if (!said) return refusal(item, id)
  const published = item.published ?? item.updated ?? now
  const message: HeardMessage = {
    externalId: id,
    ...present({ parentExternalId: answers?.parent, rootExternalId: answers?.root }),
    author: authorOf(item, standing, isComment),
    ...said,
    media: item.media,
    visibility: 'public',
    ...present({ language: item.language ?? feed.language, url: item.link, concernsUs: standing.concernsUs }),
    saidAt: new Date(Math.min(published.getTime(), now.getTime())),
    ...present({ editedAt: editedAt(item, standing) }),
    ...(item.comments !== undefined && { counts: { replies: item.comments } }),
  }
  return { kind: 'message', message }
}

export const refusal = (item: FeedItem, id?: string): Heard => ({
  kind: 'refused',
  ...present({ externalId: id }),
  reason: words('feed.item-empty'),
  excerpt: JSON.stringify(item.raw).slice(0, 500),
})

/** Title and text. A comment's title only repeats whose comment on what it is; a lone title is the text. */
function saidIn(item: FeedItem, isComment: boolean): Pick<HeardMessage, 'subject' | 'body'> | undefined {
  const { title, body, media, link } = item
  if (!body && !title && media.length === 0 && !link) return undefined
  const subject = title !== undefined && !isComment ? { subject: title } : {}
  if (!body) return { body: { text: title ?? (media.length > 0 ? '' : (link ?? '')) } }
  if ('text' in body) return { ...subject, body }
  return { ...subject, body: { html: untrustedHtml(absoluteHtml(body.html, item.base)) } }
}

function editedAt(item: FeedItem, { changed, lookedAt, now }: Standing): Date | undefined {
  const { published, updated } = item
  const told = updated && updated <= now ? updated : undefined
  // A change that the feed does not date was made between our last look and now.
  if (changed) return told && lookedAt && told > lookedAt ? told : now
  return told && published && told > published ? told : undefined
}

export function authorOf(item: FeedItem, { feed, feedUrl }: Standing, isComment: boolean): HeardAuthor {
  const byTitle = isComment ? commentator(item.title) : undefined
  const author = item.authors[0] ?? (byTitle ? { name: byTitle } : isComment ? {} : (feed.author ?? {}))
  const host = new URL(feed.homeUrl ?? feedUrl).hostname.replace(/^www\./, '')
  const name = author.name ?? author.email?.split('@')[0] ?? (isComment ? host : (feed.title ?? host))
  const avatarUrl = author.avatarUrl ?? (isComment || item.authors.length > 0 ? undefined : feed.imageUrl)
  return { externalId: authorId(author, name, host), name, ...present({ url: author.url, avatarUrl }) }
}

/** An address of their own is the same person everywhere; a mere name is one only on its own site. */
const authorId = ({ url, email }: FeedAuthor, name: string, host: string): string =>
  url ?? (email ? `mailto:${email}` : `feed:${host}/${name.toLowerCase().replace(/\s+/g, '-').slice(0, 200)}`)

/** "Comment on A post by Ana", "By: Ana", "Comentario en A post por Ana". */
const commentator = (title: string | undefined): string | undefined =>
  /^(?:By|Por|De|Von|Par|Di): (.+)$/.exec(title ?? '')?.[1] ??
  /^(?:Comment on|Comentario en|Comentario sobre) .* (?:by|por|de) (.+)$/.exec(title ?? '')?.[1]
