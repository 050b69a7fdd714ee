import { z } from 'zod'
import { field } from '../field.ts'

/** Every reading gives the same again, so what is stored may be read with this too. */
export const settings = z.object({
  instance: z
    .string()
    .max(300)
    .overwrite(originOf)
    .refine((address) => /^https?:\/\//.test(address) && URL.canParse(address), { error: 'mastodon.bad-instance' })
    .meta(field({ label: 'mastodon.instance', help: 'mastodon.instance-help', placeholder: 'mastodon.social' })),
  token: z
    .string()
    .trim()
    .max(500)
    .regex(/^[\x21-\x7e]*$/, { error: 'mastodon.bad-token' })
    .default('')
    .meta(field({ label: 'mastodon.token', help: 'mastodon.token-help', secret: true, advanced: true })),
  hashtags: z
    .string()
    .max(2000)
    .overwrite((written) =>
      hashtagsOf(written)
        .map((tag) => `#${tag}`)
        .join(' '),
    )
    .refine((written) => hashtagsOf(written).length <= maxHashtags, { error: 'mastodon.too-many-hashtags' })
    .default('')
    .meta(field({ label: 'mastodon.hashtags', help: 'mastodon.hashtags-help', placeholder: '#tertulia #café' })),
  publicPosts: z
    .boolean()
    .default(false)
    .meta(field({ label: 'mastodon.public-posts', help: 'mastodon.public-posts-help' })),
  ownPosts: z
    .boolean()
    .default(true)
    .meta(field({ label: 'mastodon.own-posts', help: 'mastodon.own-posts-help', advanced: true })),
})

export type Settings = z.infer<typeof settings>

/** Each costs a request at every round, and an instance allows 300 in five minutes. */
const maxHashtags = 12

/** The names without their sign, in lower case, each once. */
export const hashtagsOf = (written: string): string[] => [
  ...new Set((written.match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []).map((tag) => tag.toLowerCase())),
]

/**
 * `mastodon.social`, `https://mastodon.social/@lucas`, `@lucas@mastodon.social` and `lucas@mastodon.social` all mean
 * `https://mastodon.social`. A secret is sent there, so plain http is kept only for this machine and bare addresses.
 */
export function originOf(written: string): string {
  const trimmed = written.trim()
  const host = /^@?[^@/\s]+@([^@/\s]+)$/.exec(trimmed)?.[1]
  const address = host ?? trimmed
  const url = /^https?:\/\//i.test(address) ? address : `https://${address}`
  if (!URL.canParse(url)) return trimmed
  const { protocol, host: place, hostname } = new URL(url)
  const plain = protocol === 'http:' && /^(localhost|[\d.]+|\[.*\])$/.test(hostname)
  return place ? `${plain ? 'http' : 'https'}://${place}` : trimmed
}
