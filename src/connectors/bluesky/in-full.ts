import { z } from 'zod'
import type { Context, HeardAuthor, HeardMessage } from '../connector.ts'
import { authorOf, heardOf } from './post.ts'
import { postsAt } from './posts.ts'
import { openPds, type Pds } from './session.ts'
import { Items, Profile } from './views.ts'

/**
 * Overheard posts with their authors' names, their cards and their counts. The AppView may be some seconds behind the
 * stream: what it does not show yet is kept as the stream told it, with the name from the author's profile.
 */
export async function inFull(context: Context, messages: readonly HeardMessage[]): Promise<HeardMessage[]> {
  const pds = await openPds(context)
  const shown = await postsAt(
    pds,
    messages.map(({ externalId }) => externalId),
  )
  const missing = messages.filter(({ externalId }) => !shown.has(externalId))
  const authors = await authorsOf(pds, [...new Set(missing.map(({ author }) => author.externalId))])
  return messages.map((message) => {
    const heard = heardOf(shown.get(message.externalId), () => false)
    if (heard.kind === 'message') return heard.message
    return { ...message, author: authors.get(message.author.externalId) ?? message.author }
  })
}

const Profiles = z.object({ profiles: Items })
const profilesAtOnce = 25

/** https://docs.bsky.app/docs/api/app-bsky-actor-get-profiles */
async function authorsOf(pds: Pds, dids: string[]): Promise<Map<string, HeardAuthor>> {
  const known = new Map<string, HeardAuthor>()
  for (let from = 0; from < dids.length; from += profilesAtOnce) {
    const params = { actors: dids.slice(from, from + profilesAtOnce) }
    const { profiles } = await pds.query('app.bsky.actor.getProfiles', params, Profiles)
    for (const raw of profiles) {
      const { data } = Profile.safeParse(raw)
      if (data) known.set(data.did, authorOf(data))
    }
  }
  return known
}
