import { createHash } from 'node:crypto'
import { z } from 'zod'

/**
 * Hears what is new in a list that the network tells newest first, in pages. Entries may share a moment, and one may
 * come late and be put below others that we know already, so the place we got to is no single moment: it is the
 * prints of the newest entries seen, and a horizon behind which everything counts as known.
 */
export interface Entry {
  id: string
  /** Milliseconds; where the network puts it in the list. */
  at: number
}

export interface Page<T extends Entry> {
  entries: T[]
  /** The way to the next page; undefined at the end of the list. */
  next: string | undefined
  /** How far back this page reached, where the list tells it of pages without entries. */
  reached?: number
}

const Seen = z.array(z.tuple([z.string(), z.number()]))
type Seen = z.output<typeof Seen>

export const Listing = z.object({
  seen: Seen,
  horizon: z.number(),
  /** Under way down the pages: what was new so far is not yet counted as seen, so that a walk can be gone on with. */
  walk: z.object({ page: z.string(), pages: z.number(), fresh: Seen, edge: z.array(z.string()) }).optional(),
})
export type Listing = z.output<typeof Listing>

export interface Step<T extends Entry> {
  fresh: T[]
  listing: Listing
  more: boolean
  /** There was more than `maxPages` pages of new ones; the rest was let go. */
  flooded: boolean
}

type Fetch<T extends Entry> = (page: string | undefined) => Promise<Page<T>>

/** How many prints are kept of each list. */
const capacity = 60

/** The beginning: what stands there now is known, and so is all that is older. */
export async function beginListing(fetch: Fetch<Entry>, now: number): Promise<Listing> {
  let page = await fetch(undefined)
  for (let pages = 1; page.entries.length === 0 && page.next !== undefined && pages < 10; pages++)
    page = await fetch(page.next)
  const oldest = Math.min(...page.entries.map(({ at }) => at), now)
  return { seen: remembered(printed(page.entries)), horizon: page.next === undefined ? 0 : oldest }
}

/** One page of what is new. While there is more, the next step goes on where this one ended. */
export async function stepListing<T extends Entry>(
  listing: Listing,
  fetch: Fetch<T>,
  maxPages = Number.POSITIVE_INFINITY,
): Promise<Step<T>> {
  const { walk, seen, horizon } = listing
  const page = await fetch(walk?.page)
  const known = new Set([...seen.map(([print]) => print), ...(walk?.edge ?? [])])
  const fresh = page.entries.filter(({ id, at }) => at > horizon && !known.has(printOf(id)))
  const all = remembered([...(walk?.fresh ?? []), ...printed(fresh)])
  const pages = (walk?.pages ?? 0) + 1
  const onward = goesOn(page, fresh, listing) ? page.next : undefined
  if (onward !== undefined && pages < maxPages) {
    const next = { page: onward, pages, fresh: all, edge: edgeOf(page, walk?.edge) }
    return { fresh, listing: { seen, horizon, walk: next }, more: true, flooded: false }
  }
  return { fresh, listing: arrived(all, seen, horizon), more: false, flooded: onward !== undefined }
}

/**
 * A page without news is the last one to look at, unless it had no entries to judge by, or it ends within the newest
 * moment that we know, where one more may have been said since.
 */
function goesOn<T extends Entry>({ entries, reached }: Page<T>, fresh: T[], { seen, horizon }: Listing): boolean {
  const last = entries.at(-1)
  if (!last) return (reached ?? Number.POSITIVE_INFINITY) > horizon
  return fresh.length > 0 || last.at >= (seen[0]?.[1] ?? Number.NEGATIVE_INFINITY)
}

/** The prints at the page's last moment: the next page may begin with them again. */
function edgeOf({ entries }: Page<Entry>, before: string[] = []): string[] {
  const last = entries.at(-1)
  if (!last) return before
  const edge = entries.filter(({ at }) => at === last.at).map(({ id }) => printOf(id))
  // A whole page of one moment: the moment may have begun on the page before.
  return edge.length === entries.length ? [...new Set([...before, ...edge])].slice(-1000) : edge
}

function arrived(fresh: Seen, seen: Seen, horizon: number): Listing {
  const all = [...fresh, ...seen].sort(([, a], [, b]) => b - a)
  return { seen: all.slice(0, capacity), horizon: Math.max(horizon, all[capacity]?.[1] ?? 0) }
}

const remembered = (seen: Seen): Seen => seen.sort(([, a], [, b]) => b - a).slice(0, capacity)

const printed = (entries: Entry[]): Seen => entries.map(({ id, at }) => [printOf(id), at])

/** Short enough to keep hundreds in a cursor: 48 bits. */
export const printOf = (id: string): string => createHash('sha256').update(id).digest('base64url').slice(0, 8)
