import type { Json } from '../../lib/json.ts'
import type { Batch, Context } from '../connector.ts'
import { asCursor, newestFrom } from './memory.ts'
import { newComments } from './new-comments.ts'
import { newPosts } from './new-posts.ts'
import { placeOf } from './place.ts'
import { rootsOf } from './roots.ts'

/** While people talk they are listened to more closely; a look at a silent site costs it four small requests. */
const livelyMs = 10 * 60_000
const soonMs = 20_000

/** What is new on a site since the cursor; the first time, from where on things are new. */
export async function newest(context: Context, cursor: Json | undefined): Promise<Batch> {
  const place = await placeOf(context)
  const memory = newestFrom(cursor)
  // A look that is not over is finished before the next begins.
  const isWalking = memory.comments?.walk !== undefined
  const isFetching = (memory.posts?.pending.length ?? 0) > 0
  const { hearComments, hearPosts } = place.settings
  const comments = hearComments && (isWalking || !isFetching) ? await newComments(place, memory.comments) : undefined
  const posts = hearPosts && (isFetching || !isWalking) ? await newPosts(place, memory.posts) : undefined
  const heard = [...(posts?.heard ?? []), ...(comments?.heard ?? [])]
  const about = await rootsOf(place, heard, memory.roots)
  const now = context.now().getTime()
  const heardAt = heard.length > 0 ? now : memory.heardAt
  const next = {
    roots: about.roots,
    ...(heardAt !== undefined && { heardAt }),
    ...(hearComments && { comments: comments?.memory ?? memory.comments }),
    ...(hearPosts && { posts: posts?.memory ?? memory.posts }),
  }
  const more = Boolean(comments?.more || posts?.more)
  const soon = heardAt !== undefined && now - heardAt < livelyMs ? { againInMs: soonMs } : {}
  return { heard: [...about.heard, ...heard], cursor: asCursor(next), more, ...soon }
}
