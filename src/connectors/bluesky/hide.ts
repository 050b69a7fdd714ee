import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Account, Connector, Context } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { postsAt } from './posts.ts'
import { failureOf } from './refusals.ts'
import { openPds, type Pds } from './session.ts'
import { didOf, rkeyOf } from './uri.ts'
import { PostView } from './views.ts'

/**
 * Nobody takes away what others say, but whoever began a thread hides answers in it: a list in the thread's gate, a record
 * of ours under the key of its first post. https://docs.bsky.app/docs/tutorials/thread-gates
 */
export const moderate: NonNullable<Connector['moderate']> = { hide: deed(true), show: deed(false) }

/** Answers of others, in threads that we began. */
export const moderates: NonNullable<Connector['moderates']> = (account: Account, { externalId, rootExternalId }) =>
  rootExternalId !== null &&
  account.ourIds.includes(didOf(rootExternalId)) &&
  !account.ourIds.includes(didOf(externalId))

const collection = 'app.bsky.feed.threadgate'
/** app.bsky.feed.threadgate: `hiddenReplies`, maxLength. */
const mostHidden = 300
const mostTries = 4

/** Whatever else the gate says (who may answer) stays as it is. */
const Gate = z.object({ cid: z.string(), value: z.looseObject({ hiddenReplies: z.array(z.string()).optional() }) })

function deed(hides: boolean) {
  return async (context: Context, externalId: string): Promise<void> => {
    const pds = await openPds(context)
    const post = PostView.safeParse((await postsAt(pds, [externalId])).get(externalId)).data
    if (!post) throw new ConnectorFailure('gone', words('bluesky.post-gone'))
    const root = post.record.reply?.root.uri
    if (!root || didOf(root) !== pds.did) throw new ConnectorFailure('invalid', words('bluesky.not-our-thread'))
    for (let tries = 0; tries < mostTries; tries++) if (await change(context, pds, { root, externalId, hides })) return
    throw new ConnectorFailure('temporary', words('bluesky.gate-busy'))
  }
}

/** False where somebody changed the gate meanwhile: it is read again, so that nothing of theirs is lost. */
async function change(
  context: Context,
  pds: Pds,
  { root, externalId, hides }: { root: string; externalId: string; hides: boolean },
): Promise<boolean> {
  const rkey = rkeyOf(root)
  const params = { repo: pds.did, collection, rkey }
  const found = await pds.attempt('com.atproto.repo.getRecord', { params }, Gate)
  if (!found.ok && found.refusal.name !== 'RecordNotFound') throw failureOf(found.refusal, context.now())
  const gate = found.ok ? found.value : undefined
  const before = gate?.value.hiddenReplies ?? []
  if (before.includes(externalId) === hides) return true
  const hiddenReplies = hides ? [...before, externalId] : before.filter((uri) => uri !== externalId)
  if (hiddenReplies.length > mostHidden) throw new ConnectorFailure('invalid', words('bluesky.gate-full'))
  const made = { $type: collection, post: root, createdAt: context.now().toISOString() }
  const record = { ...(gate?.value ?? made), hiddenReplies }
  const body = { repo: pds.did, collection, rkey, record, swapRecord: gate?.cid ?? null }
  const answer = await pds.attempt('com.atproto.repo.putRecord', { body }, z.unknown())
  if (!answer.ok && answer.refusal.name !== 'InvalidSwap') throw failureOf(answer.refusal, context.now())
  return answer.ok
}
