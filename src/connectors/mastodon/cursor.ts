import { z } from 'zod'
import type { Json } from '../../lib/json.ts'
import { compareIds } from './ids.ts'

/** How far a source has been read; see `walk.ts`. */
const walk = z.object({
  seen: z.array(z.string()),
  size: z.number().catch(0),
  at: z.string().optional(),
  over: z.boolean().optional(),
})

/** A message we keep an eye on: its id, when it was last changed (0: never), its replies (-1: not followed). */
const watched = z.tuple([z.string(), z.number(), z.number()])

const cursor = z.object({
  walks: z.record(z.string(), walk).catch(() => ({})),
  watched: z.array(watched).catch(() => []),
  /** Where the round of the older watched ones goes on. */
  turn: z.number().catch(0),
})

export interface Walk {
  /** The newest ids that were read, the oldest first. */
  seen: string[]
  /** The longest page so far: a shorter one was not cut off. */
  size: number
  /** How far a walk that is under way has come. */
  at?: string
  /** It has come to the end in this round, and waits for the others. */
  over?: boolean
}

export type Watched = z.infer<typeof watched>

export interface Cursor {
  walks: Record<string, Walk>
  watched: Map<string, Watched>
  turn: number
}

/** At most so many messages are watched for edits, deletions and replies: the newest. */
export const maxWatched = 150

export function readCursor(stored: Json | undefined): Cursor {
  const { walks, watched, turn } = cursor.parse(Object(stored ?? {}))
  return { walks: plain(walks), watched: new Map(watched.map((one) => [one[0], one])), turn }
}

export function writeCursor({ walks, watched, turn }: Cursor): Json {
  const newest = [...watched.values()].sort((a, b) => compareIds(a[0], b[0])).slice(-maxWatched)
  return { walks: plain(walks), watched: newest.map((one) => [...one]), turn }
}

type Read = z.infer<typeof walk> | Walk
type Plain = { seen: string[]; size: number; at?: string; over?: true }

/** Without members that are undefined, which JSON does not keep. */
const plain = (walks: Record<string, Read>): Record<string, Plain> =>
  Object.fromEntries(
    Object.entries(walks).map(([name, { seen, size, at, over }]) => [
      name,
      { seen, size, ...(at !== undefined && { at }), ...(over && { over: true as const }) },
    ]),
  )
