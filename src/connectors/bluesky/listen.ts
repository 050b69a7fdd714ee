import { type Words, words } from '../../lib/words.ts'
import type { Heard } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import type { Cursor } from './cursor.ts'
import { beginListing, type Listing, stepListing } from './listing.ts'
import type { Source } from './source.ts'

/** One page of one of the lists that must not fail. */
export async function listen(source: Source, listing: Listing): Promise<{ heard: Heard[]; listing: Listing }> {
  try {
    const step = await stepListing(listing, source.fetch)
    return { heard: await source.translate(step.fresh), listing: step.listing }
  } catch (error) {
    // The network no longer knows its way to that page: begin again from the top, where nothing is lost.
    if (listing.walk && error instanceof ConnectorFailure && error.kind === 'invalid')
      return { heard: [], listing: { seen: listing.seen, horizon: listing.horizon } }
    throw error
  }
}

type Search = Cursor['searches'][string]

/** How many pages of one word are read in one go. */
const maxPages = 20

/**
 * One page of what a search finds. It may be out of order while the rest is not: then that is said, once, and what
 * else was heard is kept. Undefined: it could not even begin.
 */
export async function listenFor(
  word: string,
  source: Source,
  { before, now }: { before: Search | undefined; now: Date },
): Promise<{ heard: Heard[]; search: Search | undefined }> {
  try {
    if (!before) return { heard: [], search: await beginListing(source.fetch, now.getTime()) }
    const step = await stepListing(before, source.fetch, maxPages)
    const flood = step.flooded ? [refused(words('bluesky.search-flood', { word }))] : []
    return { heard: [...(await source.translate(step.fresh)), ...flood], search: step.listing }
  } catch (error) {
    if (!(error instanceof ConnectorFailure) || error.kind === 'reconnect') throw error
    const said = before?.failing ? [] : [refused(words('bluesky.search-failed', { word, detail: error.kind }))]
    return { heard: said, search: before && failing(before, error) }
  }
}

function failing({ seen, horizon, walk }: Search, error: ConnectorFailure): Search {
  return { seen, horizon, ...(walk && error.kind !== 'invalid' && { walk }), failing: true }
}

const refused = (reason: Words): Heard => ({ kind: 'refused', reason, excerpt: '' })
