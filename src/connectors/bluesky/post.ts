import { untrustedHtml } from '../../lib/html.ts'
import { words } from '../../lib/words.ts'
import type { Heard, HeardAuthor, HeardMessage } from '../connector.ts'
import { type Hanging, hangingOf } from './embeds.ts'
import { htmlOf } from './rich-text.ts'
import { postUrl, profileUrl } from './uri.ts'
import { PostView, type Profile } from './views.ts'

/** A post as the AppView shows it (app.bsky.feed.defs#postView), or the reason why it cannot be understood. */
export function heardOf(raw: unknown, concernsUs: (post: PostView) => boolean): Heard {
  const parsed = PostView.safeParse(raw)
  if (parsed.success) return { kind: 'message', message: messageOf(parsed.data, concernsUs(parsed.data)) }
  const [issue] = parsed.error.issues
  const uri: unknown = Object(raw).uri
  return {
    kind: 'refused',
    ...(typeof uri === 'string' && { externalId: uri.slice(0, 500) }),
    reason: words('bluesky.strange-post', { field: issue?.path.join('.') || 'post' }),
    excerpt: excerptOf(raw),
  }
}

export const excerptOf = (raw: unknown): string => (JSON.stringify(raw) ?? String(raw)).slice(0, 500)

function messageOf(post: PostView, concernsUs: boolean): HeardMessage {
  const { uri, cid, record, author } = post
  const { reply, langs } = record
  const hanging = hangingOf(post.embed)
  const moderation = moderationOf(post)
  return {
    externalId: uri,
    ...(reply && { parentExternalId: reply.parent.uri, rootExternalId: reply.root.uri }),
    author: authorOf(author),
    body: bodyOf(post, hanging),
    media: hanging.media,
    visibility: 'public',
    ...(langs?.[0] && { language: langs[0] }),
    url: postUrl(uri),
    saidAt: saidAt(post),
    counts: countsOf(post),
    ...(moderation && { moderation }),
    concernsUs,
    replyKey: { uri, cid, root: reply ? { ...reply.root } : { uri, cid } },
  }
}

export function authorOf({ did, handle, displayName, avatar, labels }: Profile): HeardAuthor {
  return {
    externalId: did,
    name: displayName?.trim() || handle,
    handle,
    url: profileUrl(did),
    ...(avatar && { avatarUrl: avatar }),
    // Said by the account of itself: https://docs.bsky.app/docs/advanced-guides/moderation#self-labels
    ...(labels?.some(({ val, src, neg }) => val === 'bot' && src === did && !neg) && { isBot: true }),
  }
}

function bodyOf({ record: { text, facets = [] } }: PostView, hanging: Hanging): HeardMessage['body'] {
  if (facets.length === 0 && hanging.html === '') return { text }
  const said = text === '' ? '' : `<p>${htmlOf(text, facets)}</p>`
  return { html: untrustedHtml(said + hanging.html) }
}

/**
 * The author's own clock, unless it is ahead of the network's, or says a time before there was such a network: then
 * the moment when the network saw it.
 */
export function saidAt({ record: { createdAt = '' }, indexedAt }: Pick<PostView, 'record' | 'indexedAt'>): Date {
  const seen = Date.parse(indexedAt)
  const said = Date.parse(createdAt)
  return new Date(said > earliest && said < seen ? said : seen)
}

/** People bring their posts of older networks along, with their dates. */
const earliest = Date.UTC(2000, 0, 1)

const countsOf = ({ replyCount, likeCount, repostCount, quoteCount }: PostView) => ({
  ...(replyCount !== undefined && { replies: replyCount }),
  ...(likeCount !== undefined && { likes: likeCount }),
  ...((repostCount !== undefined || quoteCount !== undefined) && { shares: (repostCount ?? 0) + (quoteCount ?? 0) }),
})

/** https://docs.bsky.app/docs/advanced-guides/moderation: hidden by the network's moderators, or taken for spam. */
function moderationOf({ labels = [] }: PostView): HeardMessage['moderation'] {
  const standing = labels.filter(({ neg }) => !neg).map(({ val }) => val)
  if (standing.includes('spam')) return 'spam'
  return standing.includes('!hide') ? 'held' : undefined
}
