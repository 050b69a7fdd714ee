import { z } from 'zod'
import type { Json } from '../../lib/json.ts'
import { Listing } from './listing.ts'

/** Where we got to: in each list, among the words that we take turns to search for, and which posts we look after. */
export const Cursor = z.object({
  v: z.literal(1),
  notifications: Listing,
  ours: Listing,
  searches: z.record(z.string(), Listing.extend({ failing: z.boolean().optional() })),
  turn: z.int(),
  watch: z.array(z.string()),
  /** How many replies our own posts among them had when we last looked. */
  replies: z.record(z.string(), z.int()),
  /** Rounds in which nothing was heard. */
  quiet: z.int(),
  /** The moment of the last event of the network's stream, in microseconds. */
  firehose: z.int().optional(),
  /** The stream could not be heard, and that has been said. */
  deaf: z.boolean().optional(),
})
export type Cursor = z.output<typeof Cursor>

/** Without what is undefined, which JSON does not know. */
export const stored = (cursor: object): Json => JSON.parse(JSON.stringify(cursor))
