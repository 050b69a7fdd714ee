import { z } from 'zod'
import type { Heard } from '../connector.ts'
import { postsAt, postsAtOnce } from './posts.ts'
import { repliesTo } from './replies.ts'
import type { Pds } from './session.ts'
import { didOf, postCollection, postUri, rkeyOf } from './uri.ts'

/** How many posts we keep an eye on. */
export const watched = 200

/** A post's address in the fewest letters, since hundreds are kept: its account and its key. */
export const briefly = (uri: string): string => `${didOf(uri)}/${rkeyOf(uri)}`
const inFull = (brief: string): string =>
  postUri(brief.slice(0, brief.indexOf('/')), brief.slice(brief.indexOf('/') + 1))

/** The newest first; what is heard again is not put twice. */
export const watchAlso = (watch: string[], uris: string[]): string[] =>
  [...new Set([...uris.map(briefly), ...watch])].slice(0, watched)

interface Watch {
  watch: string[]
  replies: Record<string, number>
}

/**
 * Nobody tells us of deletions, and not always of replies, so we look at some of the posts heard lately, in turn, and
 * look closer at those that are not given (a post whose author blocked us is still there) and at those of ours that
 * have more replies than before.
 */
export async function lookAfter(pds: Pds, { watch, replies }: Watch): Promise<Watch & { heard: Heard[] }> {
  const asked = watch.slice(0, postsAtOnce).map(inFull)
  const there = await postsAt(pds, asked)
  const heard: Heard[] = []
  for (const uri of asked.filter((one) => !there.has(one)))
    if (await isDeleted(pds, uri)) heard.push({ kind: 'deletion', externalId: uri })
  const counted = { ...replies }
  for (const [uri, count] of grown(pds, there, replies)) {
    heard.push(...(await repliesTo(pds, uri)))
    counted[briefly(uri)] = count
  }
  const after = [...watch.slice(postsAtOnce), ...asked.filter((uri) => there.has(uri)).map(briefly)]
  return { heard, watch: after, replies: onlyOf(counted, after) }
}

/** Of our own posts our PDS knows for certain; of others' the AppView tells deleted and blocked apart in threads. */
async function isDeleted(pds: Pds, uri: string): Promise<boolean> {
  const own = { repo: pds.did, collection: postCollection, rkey: rkeyOf(uri) }
  const answer =
    didOf(uri) === pds.did
      ? await pds.attempt('com.atproto.repo.getRecord', { params: own }, z.unknown())
      : await pds.attempt('app.bsky.feed.getPostThread', { params: { uri, depth: 0, parentHeight: 0 } }, z.unknown())
  return !answer.ok && (answer.refusal.name === 'NotFound' || answer.refusal.name === 'RecordNotFound')
}

/** How many posts with new replies are looked into in one round; the others wait for the next. */
const atOnce = 5

function grown(pds: Pds, there: Map<string, unknown>, before: Record<string, number>): [string, number][] {
  const counts = [...there].map(([uri, post]): [string, number] => [uri, Number(Object(post).replyCount) || 0])
  return counts.filter(([uri, count]) => didOf(uri) === pds.did && count > (before[briefly(uri)] ?? 0)).slice(0, atOnce)
}

const onlyOf = (replies: Record<string, number>, watch: string[]): Record<string, number> =>
  Object.fromEntries(watch.flatMap((brief) => (replies[brief] ? [[brief, replies[brief]]] : [])))
