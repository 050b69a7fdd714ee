import { z } from 'zod'

/**
 * What we read of Mastodon's entities, and nothing more. What a message cannot be understood without is required; of
 * the rest, a part that is not as documented is left out rather than the whole refused.
 * https://docs.joinmastodon.org/entities/
 */
const id = z.string().min(1).max(100)
const moment = z
  .string()
  .refine((written) => !Number.isNaN(Date.parse(written)))
  .transform((written) => new Date(written))
const count = z.number().int().nonnegative().optional().catch(undefined)
const address = z
  .string()
  .max(3000)
  .refine((url) => /^https?:\/\//i.test(url) && URL.canParse(url))
  .nullish()
  .catch(null)

/** The members that are as they should be. */
const those = <T extends z.ZodType>(member: T) =>
  z
    .unknown()
    .optional()
    .transform((all) => (Array.isArray(all) ? all : []).map((one) => member.safeParse(one)))
    .transform((all) => all.flatMap((one) => (one.success ? [one.data] : [])))

export const account = z.object({
  id,
  username: z.string().min(1).max(300),
  acct: z.string().min(1).max(600),
  display_name: z.string().catch(''),
  url: address,
  avatar: address,
  bot: z.boolean().catch(false),
  group: z.boolean().catch(false),
})

const mention = z.object({ id, acct: z.string().min(1).max(600) })

const media = z.object({
  type: z.string().catch('unknown'),
  url: address,
  remote_url: address,
  description: z.string().nullish().catch(null),
})

const poll = z.object({
  options: those(z.object({ title: z.string(), votes_count: z.number().nullish().catch(null) })),
})

export const status = z.object({
  id,
  created_at: moment,
  edited_at: moment.nullish().catch(null),
  in_reply_to_id: id.nullish().catch(null),
  in_reply_to_account_id: id.nullish().catch(null),
  spoiler_text: z.string().catch(''),
  visibility: z.string().catch('direct'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i)
    .nullish()
    .catch(null),
  url: address,
  uri: address,
  content: z.string(),
  account,
  reblog: z.unknown().optional(),
  media_attachments: those(media),
  mentions: those(mention),
  tags: those(z.object({ name: z.string().min(1) })),
  poll: poll.nullish().catch(null),
  replies_count: count,
  reblogs_count: count,
  favourites_count: count,
})

export type Status = z.infer<typeof status>
export type MastodonAccount = z.infer<typeof account>
export type Media = z.infer<typeof media>

export const context = z.object({ ancestors: z.array(z.unknown()), descendants: z.array(z.unknown()) })

const some = z.number().int().positive().optional().catch(undefined)

const limits = z
  .object({ max_characters: some, characters_reserved_per_url: some, max_media_attachments: some })
  .optional()
  .catch(undefined)

const mediaLimits = z
  .object({
    supported_mime_types: z.array(z.string().max(100)).max(200).optional().catch(undefined),
    image_size_limit: some,
    image_matrix_limit: some,
    /** Since 4.4. */
    description_limit: some,
  })
  .optional()
  .catch(undefined)

/** https://docs.joinmastodon.org/entities/Instance/ : since 4.0. */
export const instance = z.object({
  domain: z.string().min(1),
  title: z.string().catch(''),
  version: z.string(),
  configuration: z
    .object({
      urls: z
        .object({ streaming: z.string().optional().catch(undefined) })
        .optional()
        .catch(undefined),
      statuses: limits,
      media_attachments: mediaLimits,
    })
    .optional()
    .catch(undefined),
})

/** https://docs.joinmastodon.org/entities/V1_Instance/ : before 4.0, and on servers that speak like it. */
export const olderInstance = z.object({
  uri: z.string().min(1),
  title: z.string().catch(''),
  version: z.string(),
  urls: z
    .object({ streaming_api: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  configuration: z.object({ statuses: limits, media_attachments: mediaLimits }).optional().catch(undefined),
  /** Pleroma's and others' own name for it. */
  max_toot_chars: z.number().int().positive().optional().catch(undefined),
})

export type Limits = NonNullable<z.infer<typeof limits>>
export type MediaLimits = NonNullable<z.infer<typeof mediaLimits>>
