import { z } from 'zod'
import { type Words, words } from '../../lib/words.ts'
import type { Context, Found } from '../connector.ts'
import { ask, read } from './api.ts'
import { type Facts, look, mediaOf, placeOf } from './place.ts'
import { hashtag } from './sources.ts'
import { open } from './stream.ts'

/** Asks who we are there, what the token may do, and whether each hashtag can be read; and says it in words. */
export async function tryOut(context: Context): Promise<Found> {
  const { account, facts } = await look(context)
  const scopes = await scopesOf(context)
  const may = (scope: string) => !scopes || scopes.includes(scope) || scopes.includes(scope.split(':')[0] ?? '')
  const cannotSay = may('write:statuses') ? undefined : words('mastodon.says-nothing')
  const mayAttach = may('write:media')
  const media = { ...(facts.media ?? mediaOf()), may: mayAttach }
  return {
    account: { ...account, facts: { ...facts, media }, ...(cannotSay && { cannotSay }) },
    hears: [...(await hearsOf(context, facts, may('read:notifications'))), ...(await hashtagsHeard(context))],
    says: [
      cannotSay ?? words('mastodon.says'),
      ...(cannotSay
        ? []
        : [mayAttach ? words('mastodon.attaches', { most: media.most }) : words('mastodon.may-not-attach')]),
    ],
    limits: [
      words('mastodon.limits', { max: facts.maxCharacters, link: facts.linkLength }),
      words('mastodon.pace'),
      ...(await publicTrouble(context)),
    ],
  }
}

/** https://docs.joinmastodon.org/methods/apps/#verify_credentials ; told since 4.3. */
async function scopesOf(context: Context): Promise<string[] | undefined> {
  const answer = await ask(context, '/api/v1/apps/verify_credentials', { accept: [401, 403, 404, 422] })
  if (answer.status !== 200) return undefined
  return read(z.object({ scopes: z.array(z.string()).optional().catch(undefined) }), answer).scopes
}

/** Notifications are asked for, so that a token that may not read them fails now and not in an hour. */
async function hearsOf(context: Context, { title, domain, version }: Facts, may: boolean): Promise<Words[]> {
  if (may) await ask(context, '/api/v1/notifications', { query: { limit: '1' } })
  const { ownPosts, publicPosts } = await placeOf(context)
  return [
    words('mastodon.instance-found', { title: title || domain, domain, version }),
    words(may ? 'mastodon.hears' : 'mastodon.hears-no-mentions'),
    words(ownPosts ? 'mastodon.hears-own' : 'mastodon.hears-own-answers'),
    ...(publicPosts ? [words('mastodon.hears-public', { domain })] : []),
  ]
}

/** Whether the stream of public posts can be opened, which instances may close to everybody or to some. */
async function publicTrouble(context: Context): Promise<Words[]> {
  const place = await placeOf(context)
  if (!place.publicPosts) return []
  const leave = new AbortController()
  try {
    const body = await open(context, place, { name: 'public', leave: leave.signal })
    return body ? [] : [words('mastodon.public-closed', { domain: place.domain })]
  } finally {
    leave.abort()
  }
}

async function hashtagsHeard(context: Context): Promise<Words[]> {
  const { hashtags } = await placeOf(context)
  const open: string[] = []
  const closed: string[] = []
  for (const tag of hashtags) {
    const answer = await ask(context, hashtag(tag).path, { query: { limit: '1' }, accept: [401, 403, 404, 422] })
    ;(answer.status === 200 ? open : closed).push(`#${tag}`)
  }
  return [
    ...(open.length > 0 ? [words('mastodon.hears-hashtags', { hashtags: open.join(' '), count: open.length })] : []),
    ...(closed.length > 0 ? [words('mastodon.closed-hashtags', { hashtags: closed.join(' ') })] : []),
  ]
}
