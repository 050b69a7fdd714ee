import { z } from 'zod'
import { field } from '../field.ts'

/** What a person fills in. */
export const settings = z.object({
  site: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .meta(
      field({
        label: 'wordpress.site',
        help: 'wordpress.site-help',
        input: 'text',
        placeholder: 'https://blog.example.org',
      }),
    ),
  username: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta(field({ label: 'wordpress.username', help: 'wordpress.username-help' })),
  applicationPassword: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta(field({ label: 'wordpress.password', help: 'wordpress.password-help', secret: true, input: 'password' })),
  hearComments: z
    .boolean()
    .default(true)
    .meta(field({ label: 'wordpress.hear-comments' })),
  hearPosts: z
    .boolean()
    .default(true)
    .meta(field({ label: 'wordpress.hear-posts', help: 'wordpress.hear-posts-help' })),
})

export type Settings = z.infer<typeof settings>
