import { z } from 'zod'
import type { Heard } from '../connector.ts'
import type { Entry, Page } from './listing.ts'
import { AtUri } from './uri.ts'

/** Something in one of the network's lists, not yet believed. */
export interface Sighting extends Entry {
  raw: unknown
}

/** A list where messages for us appear, newest first, and how its entries become messages. */
export interface Source {
  fetch(page: string | undefined): Promise<Page<Sighting>>
  translate(sightings: Sighting[]): Promise<Heard[]>
}

/** Small first pages, since they are asked for all day; large ones once there is something to catch up with. */
export const pageSize = (page: string | undefined, wide = false): number => (page === undefined && !wide ? 25 : 100)

const Sighted = z.object({
  uri: AtUri,
  indexedAt: z.iso.datetime({ offset: true }),
  record: z.object({ createdAt: z.string().optional().catch(undefined) }),
})

/**
 * Entries by the moment that orders the network's lists: when it was said, or seen if that was earlier. An entry that
 * tells neither its address nor its moment stays beside its neighbour and is refused, once, when it is translated.
 */
export function sightingsOf(items: unknown[], now: number): Sighting[] {
  let neighbour = now
  return items.map((raw) => {
    const { data } = Sighted.safeParse(raw)
    if (data) neighbour = Math.min(Date.parse(data.indexedAt), Date.parse(data.record.createdAt ?? '') || now)
    return { id: data?.uri ?? JSON.stringify(raw), at: neighbour, raw }
  })
}
