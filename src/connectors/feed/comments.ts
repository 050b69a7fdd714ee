import type { Context } from '../connector.ts'
import { tried } from './discover.ts'
import type { Fetched } from './fetch-feed.ts'
import { boundedId, type Identified, identify } from './identify.ts'
import type { FeedItem } from './parsed.ts'

/**
 * The address of the feed with the comments on all posts, or undefined. The page may name it; WordPress and Blogger have
 * it at a known place. Of WordPress the Atom form is better, since it says which comment answers which.
 */
export async function findComments(
  context: Context,
  posts: Fetched,
  named: string | undefined,
): Promise<string | undefined> {
  const candidates = new Set([named, ...derived(posts)].flatMap((url) => (url ? [...inAtom(url, posts), url] : [])))
  for (const url of [...candidates].slice(0, 6)) if (url !== posts.url && (await tried(context, url))) return url
  return undefined
}

const isWordPress = ({ feed }: Fetched): boolean => /wordpress/i.test(feed.generator ?? '')
function inAtom(url: string, posts: Fetched): string[] {
  if (!isWordPress(posts)) return []
  if (/\/comments\/feed\/?$/.test(url)) return [`${url.replace(/\/$/, '')}/atom/`]
  return url.includes('feed=comments-rss2') ? [url.replace('feed=comments-rss2', 'feed=comments-atom')] : []
}

function derived(posts: Fetched): string[] {
  const { url, feed } = posts
  if (/\/feeds\/posts\/default/.test(url)) return [url.replace('/feeds/posts/', '/feeds/comments/')]
  if (!isWordPress(posts)) return []
  if (/[?&]feed=rss2?\b/.test(url)) return [url.replace(/\bfeed=rss2?\b/, 'feed=comments-rss2')]
  const home = feed.homeUrl ?? new URL('/', url).href
  return [new URL('comments/feed/', home.endsWith('/') ? home : `${home}/`).href]
}

/** What a comment answers: its parent and the post at the root, each by its id, as far as they can be known. */
export interface Answers {
  parent: string | undefined
  root: string | undefined
}

/** Which posts there are, by id and by link without its fragment. */
export interface Posts {
  ids: ReadonlySet<string>
  byLink: ReadonlyMap<string, string>
}

/** The posts that comments may be on; fetched only when a comment does not itself say what it is on. */
export async function postsFor(
  context: Context,
  url: string,
  known: Fetched | undefined,
  comments: { item: FeedItem }[],
): Promise<Posts> {
  const unsaid = comments.some(({ item }) => item.inReplyTo === undefined && !fragment.test(item.guid ?? ''))
  const fetched = known ?? (unsaid ? await tried(context, url) : undefined)
  return postsOf(fetched ? identify(fetched.feed.items) : [])
}

function postsOf(items: Identified[]): Posts {
  return {
    ids: new Set(items.map(({ id }) => id)),
    byLink: new Map(items.flatMap(({ id, item }) => (item.link ? [[pageOf(item.link), id] as const] : []))),
  }
}

/**
 * What the feed says (Atom threading), else what its id and link give away: WordPress numbers a comment by the post's
 * own guid and a fragment, `https://site/?p=12#comment-34`, and links to it in the post's page.
 */
export function answersOf({ inReplyTo, guid, link }: FeedItem, posts: Posts): Answers {
  const byGuid = fragment.test(guid ?? '') ? boundedId(guid?.replace(fragment, '') ?? '') : undefined
  const byLink = link
    ? (posts.byLink.get(pageOf(link)) ?? (fragment.test(link) ? link.replace(fragment, '') : undefined))
    : undefined
  const page = byGuid ?? byLink
  const root = page === undefined ? undefined : (posts.byLink.get(pageOf(page)) ?? page)
  const said = inReplyTo === undefined ? undefined : boundedId(inReplyTo)
  if (said === undefined) return { parent: root, root }
  return { parent: said, root: posts.ids.has(said) ? said : root }
}

const fragment = /#(?:comment|c|respond)-?\d*$/i
const pageOf = (url: string): string =>
  url
    .replace(/#.*$/, '')
    .replace(/\/$/, '')
    .replace(/^https?:\/\/(?:www\.)?/, '')
