import { untrustedHtml } from '../../lib/html.ts'
import { words } from '../../lib/words.ts'
import type { Heard, HeardMedia, HeardMessage } from '../connector.ts'
import { commenter, postAuthor, webAddress } from './author.ts'
import { plain } from './plain.ts'
import { type Comment, idOf, mediaShape, type Post } from './shapes.ts'

interface Site {
  home: string
  siteName: string
}

export const postId = (id: number): string => `post:${id}`
export const commentId = (id: number): string => `comment:${id}`

/** What an external id of ours names. */
export function named(externalId: string): { kind: 'post' | 'comment'; id: number } | undefined {
  const [, kind, digits] = /^(post|comment):(\d{1,15})$/.exec(externalId) ?? []
  if (kind !== 'post' && kind !== 'comment') return undefined
  return { kind, id: Number(digits) }
}

/** `editedAt` is ours to say: WordPress does not tell when a comment was changed, nor that it was. */
export function commentMessage(site: Site, comment: Comment, editedAt?: Date): HeardMessage {
  const url = webAddress(comment.link)
  const root = comment.post > 0 ? postId(comment.post) : undefined
  const parent = comment.parent > 0 ? commentId(comment.parent) : root
  return {
    externalId: commentId(comment.id),
    ...(parent !== undefined && { parentExternalId: parent }),
    ...(root !== undefined && { rootExternalId: root }),
    author: commenter(site, comment),
    body: { html: untrustedHtml(comment.content.rendered) },
    media: [],
    visibility: 'public',
    ...(url !== undefined && { url }),
    saidAt: comment.date_gmt,
    ...(editedAt && { editedAt }),
    moderation: stateOf(comment),
    replyKey: { post: comment.post },
  }
}

/** `post-trashed`: its post is in the trash, and it would come back with it. */
const states = { approved: 'approved', hold: 'held', spam: 'spam', trash: 'trash', 'post-trashed': 'trash' } as const

export function stateOf({ status }: Comment): NonNullable<HeardMessage['moderation']> {
  return Object.entries(states).find(([name]) => name === status)?.[1] ?? 'held'
}

/** Notes among editors, orders of a shop and the like are kept as comments too; they are not said to anybody outside. */
export const isSaidByPeople = ({ type }: Comment): boolean =>
  ['', 'comment', 'review', 'pingback', 'trackback'].includes(type)

export function postMessage(site: Site, post: Post, concernsUs: boolean): HeardMessage {
  const url = webAddress(post.link)
  const subject = plain(post.title.rendered)
  return {
    externalId: postId(post.id),
    rootExternalId: postId(post.id),
    author: postAuthor(site, post),
    ...(subject !== '' && { subject }),
    body: { html: untrustedHtml(post.content.rendered) },
    media: featured(post),
    visibility: 'public',
    ...(url !== undefined && { url }),
    saidAt: post.date_gmt,
    ...(post.modified_gmt > post.date_gmt && { editedAt: post.modified_gmt }),
    ...(!concernsUs && { concernsUs }),
    replyKey: { post: post.id },
  }
}

const kinds = ['image', 'video', 'audio'] as const

function featured(post: Post): HeardMedia[] {
  const media = mediaShape.safeParse(post._embedded['wp:featuredmedia'][0]).data
  if (!media) return []
  const { source_url: url, alt_text: alt, mime_type: mime } = media
  const kind = kinds.find((one) => mime?.startsWith(`${one}/`)) ?? 'file'
  return [{ kind, url, ...(alt !== '' && { alt }), ...(mime !== undefined && { mime }) }]
}

/** A row that is not what WordPress's documentation promises; it is shown, and nothing else suffers. */
export function refused(kind: 'post' | 'comment', row: unknown): Heard {
  const id = idOf(row)
  const excerpt = [...(JSON.stringify(row) ?? '')].slice(0, 300).join('')
  const reason = words(`wordpress.refused-${kind}`)
  const named = id === undefined ? {} : { externalId: kind === 'post' ? postId(id) : commentId(id) }
  return { kind: 'refused', ...named, reason, excerpt }
}
