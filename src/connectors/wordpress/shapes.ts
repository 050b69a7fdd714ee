import { z } from 'zod'

/** Plugins answer numbers as strings now and then. */
const number = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
])
const id = number.refine((value) => value > 0)

/** WordPress writes UTC without saying so: `2026-11-22T01:35:26`. */
const moment = z
  .string()
  .transform((written) => new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(written) ? written : `${written}Z`))
  .refine((date) => !Number.isNaN(date.getTime()))

const pictures = z.record(z.string(), z.unknown()).optional().catch(undefined)
const maybe = z.string().optional().catch(undefined)

/** https://developer.wordpress.org/rest-api/reference/comments/ */
export const commentShape = z.object({
  id,
  post: number,
  parent: number.catch(0),
  author: number.catch(0),
  author_name: z.string(),
  author_url: maybe,
  author_email: maybe,
  author_user_agent: maybe,
  author_avatar_urls: pictures,
  date_gmt: moment,
  content: z.object({ rendered: z.string(), raw: maybe }),
  link: maybe,
  status: z.string().catch('approved'),
  type: z.string().catch('comment'),
})
export type Comment = z.infer<typeof commentShape>

export const commentFields = Object.keys(commentShape.shape).join(',')

const embedded = z
  .object({ author: z.array(z.unknown()).catch([]), 'wp:featuredmedia': z.array(z.unknown()).catch([]) })
  .catch({ author: [], 'wp:featuredmedia': [] })

/** https://developer.wordpress.org/rest-api/reference/posts/; pages and other kinds of content have the same fields. */
export const postShape = z.object({
  id,
  author: number.catch(0),
  date_gmt: moment,
  modified_gmt: moment,
  title: z.object({ rendered: z.string() }).catch({ rendered: '' }),
  content: z.object({ rendered: z.string() }),
  link: maybe,
  _embedded: embedded,
})
export type Post = z.infer<typeof postShape>

export const postFields = `${Object.keys(postShape.shape).join(',')},_links.author,_links.wp:featuredmedia`

/** A post in a list that is only looked through. */
export const postLine = z.object({ id, date_gmt: moment, modified_gmt: moment })
export type PostLine = z.infer<typeof postLine>

/** https://developer.wordpress.org/rest-api/reference/users/, as far as others may see one. */
export const userShape = z.object({
  id,
  name: z.string().catch(''),
  slug: maybe,
  link: maybe,
  url: maybe,
  avatar_urls: pictures,
})

/** The same, seen by oneself with `context=edit`. */
export const meShape = userShape.extend({
  roles: z.array(z.string()).catch([]),
  capabilities: z.record(z.string(), z.unknown()).catch({}),
})
export type Me = z.infer<typeof meShape>

/** https://developer.wordpress.org/rest-api/reference/media/ */
export const mediaShape = z.object({
  source_url: z.url(),
  alt_text: z.string().catch(''),
  media_type: maybe,
  mime_type: maybe,
})

export const idOf = (row: unknown): number | undefined => z.object({ id }).safeParse(row).data?.id
