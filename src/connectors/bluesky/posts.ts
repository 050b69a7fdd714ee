import { z } from 'zod'
import type { Pds } from './session.ts'
import { AtUri } from './uri.ts'
import { Items } from './views.ts'

const Posts = z.object({ posts: Items })

/** How many the network gives at once. */
export const postsAtOnce = 25

/**
 * The posts that stand at these addresses, unread, by address: https://docs.bsky.app/docs/api/app-bsky-feed-get-posts.
 * Those that were deleted, or that their author or we have blocked, are absent.
 */
export async function postsAt(pds: Pds, addresses: string[]): Promise<Map<string, unknown>> {
  const uris = addresses.filter((address) => AtUri.safeParse(address).success)
  const found = new Map<string, unknown>()
  for (let from = 0; from < uris.length; from += postsAtOnce) {
    const params = { uris: uris.slice(from, from + postsAtOnce) }
    const { posts } = await pds.query('app.bsky.feed.getPosts', params, Posts)
    for (const post of posts) {
      const uri: unknown = Object(post).uri
      if (typeof uri === 'string') found.set(uri, post)
    }
  }
  return found
}
