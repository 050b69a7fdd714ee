import { z } from 'zod'
import type { Json } from '../../lib/json.ts'
import type { Heard } from '../connector.ts'

/** What one look at one kind of thing brought. */
export interface Part<Memory> {
  heard: Heard[]
  memory: Memory
  more: boolean
}

const walk = z.object({
  offset: z.number(),
  last: z.number().optional(),
  stuck: z.number().optional(),
  /** The highest id that was known when the walk began: below it nothing is new. */
  until: z.number(),
  /** Goes on through the whole window to find what changed. */
  deep: z.boolean(),
})

/** What is remembered of a site's comments between two looks. */
export const commentMemory = z.object({
  /** The prints of the newest comments, by id. */
  known: z.record(z.string(), z.string()),
  /** Those that were heard and are now spam or in the trash, by id, with that state. */
  hidden: z.record(z.string(), z.string()),
  /** From this id on every comment that can be seen is known; one below it may just not have been looked at. */
  floor: z.number(),
  /** Prints of rows without an id that were shown already. */
  refused: z.array(z.string()),
  /** When the whole window was last looked through, in milliseconds since 1970. */
  deepAt: z.number(),
  walk: walk.optional(),
})
export type CommentMemory = z.infer<typeof commentMemory>

/** What is remembered of its posts. */
export const postMemory = z.object({
  /** When each was last modified, in seconds since 1970, by id. */
  known: z.record(z.string(), z.number()),
  floor: z.number(),
  /** The latest moment of any post seen, in milliseconds since 1970: changes are asked for from a while before it. */
  latest: z.number(),
  /** Noticed but not fetched yet. */
  pending: z.array(z.number()),
})
export type PostMemory = z.infer<typeof postMemory>

const newestMemory = z.object({
  comments: commentMemory.optional(),
  posts: postMemory.optional(),
  /** Posts that were passed on because somebody commented on them. */
  roots: z.array(z.number()),
  /** When something was last heard, in milliseconds since 1970. */
  heardAt: z.number().optional(),
})
export type NewestMemory = z.infer<typeof newestMemory>

const historyMemory = z.object({
  stage: z.enum(['posts', 'comments']),
  offset: z.number(),
  last: z.number().optional(),
  stuck: z.number().optional(),
  roots: z.array(z.number()),
})
export type HistoryMemory = z.infer<typeof historyMemory>

export const newestFrom = (cursor: Json | undefined): NewestMemory =>
  cursor === undefined ? { roots: [] } : newestMemory.parse(cursor)

export const historyFrom = (cursor: Json | undefined): HistoryMemory =>
  cursor === undefined ? { stage: 'posts', offset: 0, roots: [] } : historyMemory.parse(cursor)

/** A memory as a cursor: what JSON keeps of it. */
export const asCursor = (memory: NewestMemory | HistoryMemory): Json => JSON.parse(JSON.stringify(memory))
