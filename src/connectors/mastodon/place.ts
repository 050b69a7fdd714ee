import { z } from 'zod'
import type { Account, Context } from '../connector.ts'
import { ask, read, settingsOf } from './api.ts'
import { account, instance, type Limits, type MastodonAccount, type MediaLimits, olderInstance } from './entities.ts'
import { addressAt } from './message.ts'
import { hashtagsOf } from './settings.ts'

/** What the other calls need to know of the account and of its instance. Kept in the account's `facts`. */
const facts = z.object({
  /** Our account's id at the instance. */
  id: z.string(),
  /** The host in addresses of its people, which may differ from where it is reached. */
  domain: z.string(),
  title: z.string(),
  version: z.string(),
  maxCharacters: z.number(),
  linkLength: z.number(),
  /** Where streams begin, https. */
  streaming: z.string(),
  /** What may go with a post. Unknown of accounts that were connected before we asked. */
  media: z
    .object({
      most: z.number(),
      kinds: z.array(z.string()),
      imageBytes: z.number(),
      imagePixels: z.number(),
      altMax: z.number(),
      /** Whether our token may send files. */
      may: z.boolean(),
    })
    .optional(),
})

export type Facts = z.infer<typeof facts>

/** Where we are and what we listen to. */
export interface Place extends Facts {
  hashtags: string[]
  ownPosts: boolean
  /** Whether every public post is watched. */
  publicPosts: boolean
}

export const factsOf = (of: Account): Facts | undefined => facts.safeParse(of.facts).data

export async function placeOf(context: Context): Promise<Place> {
  const { hashtags, ownPosts, publicPosts } = settingsOf(context)
  const known = context.account && factsOf(context.account)
  return { ...(known ?? (await look(context)).facts), hashtags: hashtagsOf(hashtags), ownPosts, publicPosts }
}

/** Asks the instance who it is and who we are there. */
export async function look(context: Context): Promise<{ account: Account; facts: Facts }> {
  const here = await instanceOf(context)
  const us = read(account, await ask(context, '/api/v1/accounts/verify_credentials'))
  const found = { ...here, id: us.id }
  return { account: accountOf(us, found), facts: found }
}

/** https://docs.joinmastodon.org/methods/instance/ : the newer answer, or else the older one. */
async function instanceOf(context: Context): Promise<Omit<Facts, 'id'>> {
  const answer = await ask(context, '/api/v2/instance', { anonymous: true, accept: [401, 403, 404, 405] })
  if (answer.status !== 200) return await olderInstanceOf(context)
  const { domain, title, version, configuration } = read(instance, answer)
  const { statuses, media_attachments: media, urls } = configuration ?? {}
  return described(context, { domain, title, version }, { statuses, media, streaming: urls?.streaming })
}

async function olderInstanceOf(context: Context): Promise<Omit<Facts, 'id'>> {
  const answer = await ask(context, '/api/v1/instance', { anonymous: true })
  const { uri, title, version, urls, configuration, max_toot_chars } = read(olderInstance, answer)
  const domain = /^https?:\/\//.test(uri) && URL.canParse(uri) ? new URL(uri).host : uri
  const statuses = { max_characters: max_toot_chars, ...configuration?.statuses }
  const told = { statuses, media: configuration?.media_attachments, streaming: urls?.streaming_api }
  return described(context, { domain, title, version }, told)
}

interface Told {
  statuses: Partial<Limits> | undefined
  media: MediaLimits | undefined
  streaming: string | undefined
}

/** Where an old instance tells no limits they are Mastodon's own. */
function described(
  context: Context,
  named: Pick<Facts, 'domain' | 'title' | 'version'>,
  { statuses, media, streaming }: Told,
): Omit<Facts, 'id'> {
  return {
    ...named,
    maxCharacters: statuses?.max_characters ?? 500,
    linkLength: statuses?.characters_reserved_per_url ?? 23,
    streaming: streamingOrigin(settingsOf(context).instance, streaming),
    media: mediaOf(statuses, media),
  }
}

/** The limits of Mastodon 4 (app/models/media_attachment.rb), where they are not told. */
export const mediaOf = (statuses?: Partial<Limits>, media?: MediaLimits): NonNullable<Facts['media']> => ({
  most: statuses?.max_media_attachments ?? 4,
  kinds: media?.supported_mime_types ?? ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
  imageBytes: media?.image_size_limit ?? 16_777_216,
  imagePixels: media?.image_matrix_limit ?? 33_177_600,
  altMax: media?.description_limit ?? 1500,
  may: true,
})

/** The token goes there, so an instance reached by https cannot send it anywhere in the clear. */
function streamingOrigin(origin: string, told = ''): string {
  if (!/^(wss?|https?):\/\//.test(told) || !URL.canParse(told)) return origin
  const { host } = new URL(told)
  return `${origin.startsWith('https:') ? 'https' : 'http'}://${host}`
}

function accountOf(us: MastodonAccount, found: Facts): Account {
  const { media, ...rest } = found
  const address = addressAt(us.acct, found.domain)
  return {
    externalId: address.toLowerCase(),
    name: us.display_name.trim() || us.username,
    handle: `@${address}`,
    ...(us.url && { url: us.url }),
    ...(us.avatar && { avatarUrl: us.avatar }),
    ourIds: [address.toLowerCase()],
    facts: { ...rest, ...(media && { media: { ...media } }) },
  }
}
