import { z } from 'zod'
import { field } from '../field.ts'

export const settings = z.object({
  url: z
    .string()
    .trim()
    .min(1)
    .max(2000)
    .meta(field({ label: 'feed.url', help: 'feed.url-help', input: 'text', placeholder: 'https://blog.example.org' })),
  includeComments: z
    .boolean()
    .default(true)
    .meta(field({ label: 'feed.include-comments', help: 'feed.include-comments-help', input: 'checkbox' })),
  ours: z
    .boolean()
    .default(false)
    .meta(field({ label: 'feed.ours', help: 'feed.ours-help', input: 'checkbox' })),
  onlyMatches: z
    .boolean()
    .default(false)
    .meta(field({ label: 'feed.only-matches', help: 'feed.only-matches-help', input: 'checkbox' })),
  /** The feed of all comments, found by `test`; empty when there is none. */
  commentsUrl: z
    .string()
    .default('')
    .meta(field({ label: 'feed.comments-url', hidden: true })),
})

export type Settings = z.infer<typeof settings>

/** As people write addresses: with or without https://, or copied as feed:. */
export function writtenAddress(written: string): string {
  const bare = written
    .trim()
    .replace(/^feed:(?=https?:)/i, '')
    .replace(/^feed:(?:\/\/)?/i, 'https://')
  return /^[a-z][a-z\d+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`
}
