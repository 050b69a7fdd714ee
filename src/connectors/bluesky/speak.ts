import { z } from 'zod'
import { fits, type TextLimit } from '../../lib/text-limit.ts'
import { words } from '../../lib/words.ts'
import type { Context, Said, Speech, Spoken } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { attachable, embedOf } from './embed.ts'
import { facetsOf } from './facets.ts'
import { postsAt } from './posts.ts'
import { recordKey } from './record-key.ts'
import { failureOf } from './refusals.ts'
import { resolveHandle } from './resolve.ts'
import { openPds, type Pds } from './session.ts'
import { postCollection, postUri, postUrl } from './uri.ts'
import { PostView, Ref } from './views.ts'

export const maxGraphemes = 300

/** app.bsky.feed.post: `maxGraphemes` and `maxLength` (bytes) of its text. */
const limit: TextLimit = { max: maxGraphemes, unit: 'graphemes', maxBytes: 3000 }

/** Replies. The record key is ours, so that the same reply cannot stand twice however often it is sent. */
export const speak: Speech = {
  limit: () => limit,
  send,
  attach: () => attachable,
  links: 'sent',
  idempotent: true,
  find,
}

async function send(context: Context, spoken: Spoken): Promise<Said> {
  const text = spoken.text.toWellFormed()
  if (!fits(text, limit)) throw new ConnectorFailure('invalid', words('bluesky.too-long', { max: maxGraphemes }))
  const pds = await openPds(context)
  const before = await standing(context, pds, spoken)
  if (before) return before
  const reply = await replyRefs(pds, spoken.inReplyTo)
  const facets = await facetsOf(text, (handle) => resolveHandle(context, pds.url, handle))
  const embed = await embedOf(pds, spoken, context.now())
  const { language } = spoken.inReplyTo
  const record = {
    $type: postCollection,
    text,
    reply,
    ...(facets.length > 0 && { facets }),
    ...(embed && { embed }),
    ...(language && { langs: [language] }),
    createdAt: spoken.decidedAt.toISOString(),
  }
  return await put(context, pds, spoken, record)
}

async function find(context: Context, spoken: Spoken): Promise<Said | 'absent'> {
  return (await standing(context, await openPds(context), spoken)) ?? 'absent'
}

const Kept = Ref.extend({
  value: z.object({
    text: z.string(),
    createdAt: z.coerce.date(),
    reply: z.object({ root: Ref, parent: Ref }).optional(),
  }),
})

/** What our key stands for already: https://docs.bsky.app/docs/api/com-atproto-repo-get-record */
async function standing(context: Context, pds: Pds, spoken: Spoken): Promise<Said | undefined> {
  const params = { repo: pds.did, collection: postCollection, rkey: recordKey(spoken.key) }
  const answer = await pds.attempt('com.atproto.repo.getRecord', { params }, Kept)
  if (!answer.ok && answer.refusal.name === 'RecordNotFound') return undefined
  if (!answer.ok) throw failureOf(answer.refusal, context.now())
  const { uri, cid, value } = answer.value
  if (value.text !== spoken.text.toWellFormed() || value.reply?.parent.uri !== spoken.inReplyTo.externalId)
    throw new ConnectorFailure('invalid', words('bluesky.key-taken'))
  return saidOf({ uri, cid }, value.createdAt, value.reply.root)
}

const saidOf = ({ uri, cid }: Ref, saidAt: Date, root: Ref): Said => ({
  externalId: uri,
  url: postUrl(uri),
  saidAt,
  replyKey: { uri, cid, root: { ...root } },
})

interface Refs {
  root: Ref
  parent: Ref
}

const ReplyKey = Ref.extend({ root: Ref })

/**
 * The post we answer and the first of its thread, as they are now: it may be gone, or closed to us. When the AppView
 * is out of reach, as they were heard.
 */
async function replyRefs(pds: Pds, to: Spoken['inReplyTo']): Promise<Refs> {
  const heard = ReplyKey.safeParse(to.replyKey).data
  try {
    return openRefs((await postsAt(pds, [to.externalId])).get(to.externalId))
  } catch (error) {
    if (!heard || !(error instanceof ConnectorFailure) || error.kind !== 'temporary') throw error
    return { parent: { uri: heard.uri, cid: heard.cid }, root: heard.root }
  }
}

function openRefs(post: unknown): Refs {
  const parent = PostView.safeParse(post)
  if (!parent.success) throw new ConnectorFailure('gone', words('bluesky.parent-gone'))
  const { uri, cid, record, viewer } = parent.data
  if (viewer?.replyDisabled) throw new ConnectorFailure('invalid', words('bluesky.replies-closed'))
  return { parent: { uri, cid }, root: record.reply?.root ?? { uri, cid } }
}

interface Draft {
  createdAt: string
  reply: Refs
}

/**
 * https://docs.bsky.app/docs/api/com-atproto-repo-put-record, only where nothing stands: a try that lost its answer
 * is found again instead of written over.
 */
async function put(context: Context, pds: Pds, spoken: Spoken, record: Draft): Promise<Said> {
  const rkey = recordKey(spoken.key)
  const body = { repo: pds.did, collection: postCollection, rkey, record, swapRecord: null }
  const answer = await pds.attempt('com.atproto.repo.putRecord', { body }, z.object({ cid: z.string() }))
  if (answer.ok)
    return saidOf({ uri: postUri(pds.did, rkey), cid: answer.value.cid }, new Date(record.createdAt), record.reply.root)
  const other = answer.refusal.name === 'InvalidSwap' ? await standing(context, pds, spoken) : undefined
  if (other) return other
  throw failureOf(answer.refusal, context.now())
}
