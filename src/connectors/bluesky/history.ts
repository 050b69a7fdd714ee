import { z } from 'zod'
import type { Json } from '../../lib/json.ts'
import { words } from '../../lib/words.ts'
import type { Batch, Context, Heard } from '../connector.ts'
import { stored } from './cursor.ts'
import { type Page, printOf } from './listing.ts'
import { notifications } from './notifications.ts'
import { ours } from './ours.ts'
import { search } from './search.ts'
import { openPds } from './session.ts'
import { searchesOf, settingsOf } from './settings.ts'
import type { Sighting, Source } from './source.ts'

const Place = z.object({
  v: z.literal(1),
  /** Which list: what was said to us, what we said, then each word. */
  list: z.int().min(0),
  page: z.string().optional(),
  pages: z.int(),
  /** The prints at the last page's last moment, with which this one may begin. */
  edge: z.array(z.string()),
})
type Place = z.output<typeof Place>

/** How many pages of one word's past are read: those of the last weeks, unless the word is on everybody's lips. */
const maxPages = 50

/** Backwards through the same lists as `newest`, one after the other. */
export async function history(context: Context, cursor: Json | undefined, since: Date): Promise<Batch> {
  const place: Place = cursor === undefined ? { v: 1, list: 0, pages: 0, edge: [] } : Place.parse(cursor)
  const searches = searchesOf(settingsOf(context))
  const source = await sourceAt(context, place.list, searches)
  if (!source) return { heard: [], cursor: stored(place), more: false }
  const page = await source.fetch(place.page)
  const wanted = page.entries.filter(({ id, at }) => at >= since.getTime() && !place.edge.includes(printOf(id)))
  const heard = await source.translate(wanted)
  const onward = onwardFrom(page, since)
  const flooded = place.list > 1 && onward !== undefined && place.pages + 1 >= maxPages
  if (flooded) heard.push(floodOf(searches[place.list - 2] ?? ''))
  const next: Place =
    onward === undefined || flooded
      ? { v: 1, list: place.list + 1, pages: 0, edge: [] }
      : { ...place, page: onward, pages: place.pages + 1, edge: edgeOf(page) }
  return { heard, cursor: stored(next), more: next.list < 2 + searches.length }
}

async function sourceAt(context: Context, list: number, searches: string[]): Promise<Source | undefined> {
  const pds = await openPds(context)
  if (list === 0) return notifications(pds, context.now)
  if (list === 1) return ours(pds, context.now)
  const word = searches[list - 2]
  return word === undefined ? undefined : search(pds, word, context.now)
}

function onwardFrom({ entries, next, reached }: Page<Sighting>, since: Date): string | undefined {
  const oldest = entries.at(-1)?.at ?? reached ?? Number.POSITIVE_INFINITY
  return oldest < since.getTime() ? undefined : next
}

const edgeOf = ({ entries }: Page<Sighting>): string[] =>
  entries.filter(({ at }) => at === entries.at(-1)?.at).map(({ id }) => printOf(id))

const floodOf = (word: string): Heard => ({
  kind: 'refused',
  reason: words('bluesky.search-flood', { word }),
  excerpt: '',
})
