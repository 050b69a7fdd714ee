import { z } from 'zod'
import type { Context, Heard } from '../connector.ts'
import { heardOf } from './post.ts'
import { failureOf } from './refusals.ts'
import { openPds } from './session.ts'
import { didOf } from './uri.ts'
import type { PostView } from './views.ts'

const Thread = z.object({ thread: z.unknown() })

/** No thread needs more to be understood. */
const most = 500

/**
 * What a post answers, up to the first of the thread, and what answers it:
 * https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread. Posts that were deleted or blocked are gaps.
 */
export async function surroundings(context: Context, externalId: string): Promise<Heard[]> {
  const pds = await openPds(context)
  const params = { uri: externalId, depth: 10, parentHeight: 200 }
  const answer = await pds.attempt('app.bsky.feed.getPostThread', { params }, Thread)
  if (!answer.ok && answer.refusal.name === 'NotFound') return []
  if (!answer.ok) throw failureOf(answer.refusal, context.now())
  return postsIn(answer.value.thread).map((post) => heardOf(post, (one) => isToUs(one, pds.did)))
}

/** Not recursive: a thread can be deeper than the stack. */
function postsIn(thread: unknown): unknown[] {
  const posts: unknown[] = []
  const waiting = [thread]
  while (waiting.length > 0 && posts.length < most) {
    const { post, parent, replies }: { post?: unknown; parent?: unknown; replies?: unknown } = Object(waiting.shift())
    if (post !== undefined) posts.push(post)
    if (parent !== undefined) waiting.push(parent)
    if (Array.isArray(replies)) waiting.push(...replies)
  }
  return posts
}

/** It answers us, or names us; else it only makes the thread whole. */
function isToUs({ author, record: { reply, facets = [] } }: PostView, us: string): boolean {
  if (author.did === us) return false
  if (reply && [reply.parent, reply.root].some(({ uri }) => didOf(uri) === us)) return true
  return facets.some((facet) => facet?.features.some((one) => one !== undefined && 'did' in one && one.did === us))
}
