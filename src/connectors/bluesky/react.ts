import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Context, Reacting } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { postsAt } from './posts.ts'
import { recordKey } from './record-key.ts'
import { failureOf } from './refusals.ts'
import { openPds, type Pds } from './session.ts'
import { didOf, rkeyOf } from './uri.ts'
import { PostView } from './views.ts'

/** Likes and reposts are records of ours; their keys are chosen, so that neither can stand twice by us. */
export const react: Record<'like' | 'boost', Reacting> = {
  like: { label: 'bluesky.like', set: record('app.bsky.feed.like', 'like') },
  boost: { label: 'bluesky.repost', set: record('app.bsky.feed.repost', 'repost') },
}

type Collection = 'app.bsky.feed.like' | 'app.bsky.feed.repost'

function record(collection: Collection, seenAs: 'like' | 'repost'): Reacting['set'] {
  return async (context, to, on) => {
    const pds = await openPds(context)
    const post = PostView.safeParse((await postsAt(pds, [to.externalId])).get(to.externalId)).data
    // Whoever has the account may have done it in the network's own app, under another key.
    const there = post?.viewer?.[seenAs]
    const rkey = recordKey(`${collection} ${to.key}`)
    if (!on)
      return takeBack(context, pds, collection, [rkey, ...(there && didOf(there) === pds.did ? [rkeyOf(there)] : [])])
    if (!post) throw new ConnectorFailure('gone', words('bluesky.post-gone'))
    // What is told of our own record may be old news: only the record itself knows.
    if (!there || rkeyOf(there) === rkey) await put(context, pds, { collection, rkey, post })
  }
}

/** https://docs.bsky.app/docs/api/com-atproto-repo-put-record */
async function put(
  context: Context,
  pds: Pds,
  { collection, rkey, post }: { collection: Collection; rkey: string; post: Pick<PostView, 'uri' | 'cid'> },
): Promise<void> {
  const subject = { uri: post.uri, cid: post.cid }
  const record = { $type: collection, subject, createdAt: context.now().toISOString() }
  const body = { repo: pds.did, collection, rkey, record, swapRecord: null }
  const answer = await pds.attempt('com.atproto.repo.putRecord', { body }, z.unknown())
  // It stands already, by an earlier try of ours.
  if (!answer.ok && answer.refusal.name !== 'InvalidSwap') throw failureOf(answer.refusal, context.now())
}

/** https://docs.bsky.app/docs/api/com-atproto-repo-delete-record : no failure where there is none. */
async function takeBack(context: Context, pds: Pds, collection: Collection, rkeys: readonly string[]): Promise<void> {
  for (const rkey of new Set(rkeys)) {
    const body = { repo: pds.did, collection, rkey }
    const answer = await pds.attempt('com.atproto.repo.deleteRecord', { body }, z.unknown())
    if (!answer.ok) throw failureOf(answer.refusal, context.now())
  }
}
