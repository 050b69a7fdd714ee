import { z } from 'zod'
import { heardOf } from './post.ts'
import type { Pds } from './session.ts'
import { pageSize, type Source, sightingsOf } from './source.ts'
import { Cursor, Items } from './views.ts'

const Feed = z.object({ feed: Items, cursor: Cursor })

/**
 * What we said, from the network's own app too: https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed.
 * It makes threads whole and shows what was answered already; it is no message to us.
 */
export function ours(pds: Pds, now: () => Date): Source {
  return {
    async fetch(page) {
      const params = { actor: pds.did, filter: 'posts_with_replies', limit: pageSize(page), cursor: page }
      const { feed, cursor } = await pds.query('app.bsky.feed.getAuthorFeed', params, Feed)
      return { entries: sightingsOf(feed.flatMap(postOf), now().getTime()), next: cursor }
    },
    translate: async (sightings) => sightings.map(({ raw }) => heardOf(raw, () => false)),
  }
}

/** Reposts of others and what is pinned stand in the feed with a reason; they are not said now. */
function postOf(item: unknown): unknown[] {
  const { post, reason }: { post?: unknown; reason?: unknown } = Object(item)
  return reason === undefined ? [post] : []
}
