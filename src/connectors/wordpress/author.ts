import { createHash } from 'node:crypto'
import type { HeardAuthor } from '../connector.ts'
import { plain } from './plain.ts'
import { type Comment, type Post, userShape } from './shapes.ts'

/** Where ids are unique: the site's home page names it. */
interface Site {
  home: string
  siteName: string
}

export const userId = ({ home }: { home: string }, id: number): string => `${home}#user-${id}`

/**
 * Who wrote a comment. People without an account are recognised by their e-mail address where we may see it, else by
 * the name and the web address they left; the address itself is kept nowhere.
 */
export function commenter(site: Site, comment: Comment): HeardAuthor {
  const url = webAddress(comment.author_url)
  const avatarUrl = largest(comment.author_avatar_urls)
  return {
    externalId: comment.author > 0 ? userId(site, comment.author) : strangerId(site, comment),
    // What WordPress itself calls somebody who left no name.
    name: plain(comment.author_name) || 'Anonymous',
    ...(url !== undefined && { url }),
    ...(avatarUrl !== undefined && { avatarUrl }),
  }
}

function strangerId({ home }: Site, { author_email, author_name, author_url }: Comment): string {
  const email = author_email?.trim().toLowerCase()
  if (email) return `${home}#mail-${hash(`${home} ${email}`)}`
  return `${home}#name-${hash(`${plain(author_name).toLowerCase()}\n${author_url ?? ''}`)}`
}

/** Who wrote a post. Where a plugin hides the site's users, the site itself stands for them. */
export function postAuthor(site: Site, post: Post): HeardAuthor {
  const user = userShape.safeParse(post._embedded.author[0]).data
  const url = webAddress(user?.link)
  const avatarUrl = largest(user?.avatar_urls)
  return {
    externalId: post.author > 0 ? userId(site, post.author) : `${site.home}#site`,
    name: plain(user?.name ?? '') || site.siteName,
    ...(user?.slug && { handle: handleOf(site, user.slug) }),
    ...(url !== undefined && { url }),
    ...(avatarUrl !== undefined && { avatarUrl }),
  }
}

/** A user name is only one at its site: `marta@blog.example.org`. */
export const handleOf = ({ home }: { home: string }, slug: string): string =>
  `${slug}@${home.replace(/^https?:\/\//, '').replace(/\/$/, '')}`

/** Pictures come by their width: `{"24": …, "48": …, "96": …}`. */
export function largest(pictures: Record<string, unknown> | undefined): string | undefined {
  const sizes = Object.keys(pictures ?? {}).sort((a, b) => Number(b) - Number(a))
  return sizes.map((size) => webAddress(pictures?.[size])).find((url) => url !== undefined)
}

export function webAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined
  return /^https?:$/.test(new URL(value).protocol) ? value : undefined
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
