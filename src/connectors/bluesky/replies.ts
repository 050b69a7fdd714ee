import { z } from 'zod'
import type { Heard } from '../connector.ts'
import { heardOf } from './post.ts'
import type { Pds } from './session.ts'

const Thread = z.object({ thread: z.object({ replies: z.array(z.unknown()).optional().catch(undefined) }) })

/**
 * What answers a post of ours. The network does not tell of every reply: not of those by accounts that it has doubts
 * about, and at times of none when post and reply come close together. Whoever we have muted stays unheard.
 */
export async function repliesTo(pds: Pds, uri: string): Promise<Heard[]> {
  const params = { uri, depth: 1, parentHeight: 0 }
  const answer = await pds.attempt('app.bsky.feed.getPostThread', { params }, Thread)
  if (!answer.ok) return []
  const posts = (answer.value.thread.replies ?? []).flatMap((reply): unknown[] => Object(reply).post ?? [])
  const audible = posts.filter((post) => Object(Object(Object(post).author).viewer).muted !== true)
  return audible.map((post) => heardOf(post, ({ author }) => author.did !== pds.did))
}
