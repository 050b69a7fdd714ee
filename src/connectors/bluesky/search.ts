import { z } from 'zod'
import { heardOf } from './post.ts'
import type { Pds } from './session.ts'
import { pageSize, type Source, sightingsOf } from './source.ts'
import { Cursor, Items } from './views.ts'

const Results = z.object({ posts: Items, cursor: Cursor })

/** Who speaks of us: https://docs.bsky.app/docs/api/app-bsky-feed-search-posts */
export function search(pds: Pds, word: string, now: () => Date): Source {
  return {
    async fetch(page) {
      const params = { q: word, sort: 'latest', limit: pageSize(page), cursor: page }
      const { posts, cursor } = await pds.query('app.bsky.feed.searchPosts', params, Results)
      return { entries: sightingsOf(posts, now().getTime()), next: cursor }
    },
    translate: async (sightings) => sightings.map(({ raw }) => heardOf(raw, ({ author }) => author.did !== pds.did)),
  }
}
