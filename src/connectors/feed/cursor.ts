import { z } from 'zod'
import type { Json } from '../../lib/json.ts'

const validators = z.object({
  url: z.string(),
  etag: z.string().exactOptional(),
  lastModified: z.string().exactOptional(),
})

/** What is remembered of one feed between two looks. */
const state = z.object({
  validators: validators.exactOptional(),
  memory: z.array(z.string()).default([]),
  /** When to ask again, as the last document that had changed gave it; for when it has not. */
  againInMs: z.number().exactOptional(),
})
export type State = z.infer<typeof state>

const schema = z.object({
  /** When the window was connected: what is older is history's. */
  since: z.iso.datetime(),
  /** When we last looked. */
  at: z.iso.datetime(),
  posts: state,
  comments: state.exactOptional(),
  /** How many comments each post had (by the print of its id), where every post has its own feed of them. */
  counts: z.record(z.string(), z.number()).exactOptional(),
  /** The comments could not be read the last time, and that has been said. */
  commentsLost: z.boolean().exactOptional(),
})
export type Cursor = z.infer<typeof schema>

export const readCursor = (cursor: Json | undefined): Cursor | undefined =>
  cursor === undefined || cursor === null ? undefined : schema.parse(cursor)
