import { z } from 'zod'
import type { Heard } from '../connector.ts'
import { postsAt, postsAtOnce } from './posts.ts'
import type { Pds } from './session.ts'
import { didOf, postCollection, rkeyOf } from './uri.ts'

/** How many posts we keep an eye on. */
export const watched = 200

/** The newest first; what is heard again is not put twice. */
export const watchAlso = (watch: string[], uris: string[]): string[] =>
  [...new Set([...uris, ...watch])].slice(0, watched)

/**
 * Nobody tells us of deletions, so we ask for some of the posts heard lately, in turn, and look closer at those that
 * are not given: a post whose author blocked us is still there.
 */
export async function lookAfter(pds: Pds, watch: string[]): Promise<{ deleted: Heard[]; watch: string[] }> {
  const asked = watch.slice(0, postsAtOnce)
  const there = await postsAt(pds, asked)
  const deleted: Heard[] = []
  for (const uri of asked.filter((one) => !there.has(one)))
    if (await isDeleted(pds, uri)) deleted.push({ kind: 'deletion', externalId: uri })
  return { deleted, watch: [...watch.slice(postsAtOnce), ...asked.filter((uri) => there.has(uri))] }
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
