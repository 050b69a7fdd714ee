import { z } from 'zod'
import type { Context } from '../connector.ts'
import { field } from '../field.ts'

export const defaultService = 'https://bsky.social'
/** One of four public ones, any of which tells the same. */
export const defaultJetstream = 'wss://jetstream2.us-east.bsky.network/subscribe'

const remembered = z
  .string()
  .optional()
  .meta(field({ label: 'bluesky.remembered', hidden: true, secret: true }))

/** What a person fills in, and (hidden) the session we keep because signing in anew is heavily rate limited. */
export const settings = z.object({
  handle: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .meta(field({ label: 'bluesky.handle', help: 'bluesky.handle-help', placeholder: 'lucas.bsky.social' })),
  appPassword: z
    .string()
    .trim()
    .min(1)
    .max(256)
    .meta(
      field({
        label: 'bluesky.app-password',
        help: 'bluesky.app-password-help',
        secret: true,
        input: 'password',
        placeholder: 'xxxx-xxxx-xxxx-xxxx',
      }),
    ),
  search: z
    .string()
    .max(1000)
    .default('')
    .meta(field({ label: 'bluesky.search', help: 'bluesky.search-help', input: 'textarea' })),
  firehose: z
    .boolean()
    .default(false)
    .meta(field({ label: 'bluesky.firehose', help: 'bluesky.firehose-help' })),
  jetstream: z
    .url({ protocol: /^wss?$/ })
    .default(defaultJetstream)
    .meta(field({ label: 'bluesky.jetstream', help: 'bluesky.jetstream-help', advanced: true })),
  service: z
    .url({ protocol: /^https?$/ })
    .default(defaultService)
    .meta(field({ label: 'bluesky.service', help: 'bluesky.service-help', input: 'url', advanced: true })),
  sessionFor: remembered,
  did: remembered,
  pds: remembered,
  accessJwt: remembered,
  refreshJwt: remembered,
})

export type Settings = z.output<typeof settings>

export const settingsOf = (context: Context): Settings => settings.parse(context.settings)

const maxSearches = 10

/** The words to listen for: one a line or between commas, each once, ten at most. */
export function searchesOf({ search }: Pick<Settings, 'search'>): string[] {
  const words = search.split(/[\n,]/).map((word) => word.trim())
  return [...new Set(words.filter((word) => word !== ''))].slice(0, maxSearches)
}

/** As people write it: with an @ before it, with capitals, or only the first part of a bsky.social handle. */
export function identifierOf({ handle, service }: Pick<Settings, 'handle' | 'service'>): string {
  const bare = handle.replace(/^@/, '').trim()
  if (bare.startsWith('did:') || bare.includes('@')) return bare
  const lower = bare.toLowerCase()
  return lower.includes('.') || service !== defaultService ? lower : `${lower}.bsky.social`
}
