import type { Json } from '../../lib/json.ts'
import type { Batch, Context, Heard } from '../connector.ts'
import { Cursor, stored } from './cursor.ts'
import { listen, listenFor } from './listen.ts'
import { beginListing, type Listing } from './listing.ts'
import { notifications } from './notifications.ts'
import { ours } from './ours.ts'
import { search } from './search.ts'
import { openPds, type Pds } from './session.ts'
import { searchesOf, settingsOf } from './settings.ts'
import type { Source } from './source.ts'
import { briefly, lookAfter, watchAlso } from './watch.ts'

/**
 * A round of listening: what was said to us, what we said ourselves, one of the words that we listen for, and whether
 * posts heard lately still stand: four or five requests. There is no stream, for the network's own carries everything
 * that anybody says there, thousands of times more than what is said to one account.
 */
export async function newest(context: Context, cursor: Json | undefined): Promise<Batch> {
  const pds = await openPds(context)
  const searches = searchesOf(settingsOf(context))
  if (cursor === undefined) return await begin(context, pds, searches)
  const before = onlyFor(searches, Cursor.parse(cursor))
  return isWalking(before) ? await walkOn(context, pds, before) : await goRound(context, pds, before, searches)
}

async function begin({ now }: Context, pds: Pds, searches: string[]): Promise<Batch> {
  const known = (source: Source) => beginListing(source.fetch, now().getTime())
  const cursor: Cursor = {
    v: 1,
    notifications: await known(notifications(pds, now)),
    ours: await known(ours(pds, now)),
    searches: {},
    turn: 0,
    watch: [],
    replies: {},
    quiet: 0,
  }
  for (const word of searches) {
    const { search: begun } = await listenFor(word, search(pds, word, now), { before: undefined, now: now() })
    if (begun) cursor.searches[word] = begun
  }
  return { heard: [], cursor: stored(cursor), more: false, againInMs: pace(0) }
}

/** Every so many rounds we look further down the list, for what came late with an earlier date. */
const wideEvery = 20

async function goRound({ now }: Context, pds: Pds, before: Cursor, searches: string[]): Promise<Batch> {
  const looked = await lookAfter(pds, before)
  const addressed = await listen(
    notifications(pds, now, before.turn % wideEvery === wideEvery - 1),
    before.notifications,
  )
  const own = await listen(ours(pds, now), before.ours)
  const word = searches[before.turn % (searches.length || 1)]
  const after: Cursor = {
    ...before,
    notifications: addressed.listing,
    ours: own.listing,
    watch: looked.watch,
    replies: looked.replies,
    turn: before.turn + 1,
  }
  const found = word === undefined ? [] : await searchFor(word, after, pds, now)
  return batchOf(after, before.watch, [...looked.heard, ...addressed.heard, ...own.heard, ...found])
}

/** A list that has more is gone down first, to its end; the others wait. */
async function walkOn({ now }: Context, pds: Pds, before: Cursor): Promise<Batch> {
  const after: Cursor = { ...before }
  const heard: Heard[] = []
  const go = async (source: Source, listing: Listing): Promise<Listing> => {
    if (!listing.walk) return listing
    const step = await listen(source, listing)
    heard.push(...step.heard)
    return step.listing
  }
  after.notifications = await go(notifications(pds, now), before.notifications)
  after.ours = await go(ours(pds, now), before.ours)
  for (const [word, { walk, failing }] of Object.entries(before.searches))
    if (walk && !failing) heard.push(...(await searchFor(word, after, pds, now)))
  return batchOf(after, before.watch, heard)
}

async function searchFor(word: string, cursor: Cursor, pds: Pds, now: () => Date): Promise<Heard[]> {
  const before = cursor.searches[word]
  const { heard, search: after } = await listenFor(word, search(pds, word, now), { before, now: now() })
  cursor.searches = { ...cursor.searches, ...(after && { [word]: after }) }
  return heard
}

/** The same post may stand in two lists; it is told once. */
function batchOf(cursor: Cursor, watch: string[], all: Heard[]): Batch {
  const told = new Set(watch)
  const heard = all.filter((one) => {
    if (one.kind !== 'message') return true
    const repeated = told.has(briefly(one.message.externalId))
    told.add(briefly(one.message.externalId))
    return !repeated
  })
  const uris = heard.flatMap((one) => (one.kind === 'message' ? [one.message.externalId] : []))
  const after = { ...cursor, watch: watchAlso(cursor.watch, uris), quiet: heard.length > 0 ? 0 : cursor.quiet + 1 }
  return { heard, cursor: stored(after), more: isWalking(after), againInMs: pace(after.quiet) }
}

const isWalking = ({ notifications, ours, searches }: Cursor): boolean =>
  [notifications, ours, ...Object.values(searches).filter(({ failing }) => !failing)].some(({ walk }) => walk)

/** Words that nobody listens for any more are forgotten. */
const onlyFor = (words: string[], cursor: Cursor): Cursor => ({
  ...cursor,
  searches: Object.fromEntries(Object.entries(cursor.searches).filter(([word]) => words.includes(word))),
})

/** Every 15 s while people talk, every minute after a quarter of an hour of silence. */
function pace(quiet: number): number {
  if (quiet < 20) return 15_000
  return quiet < 40 ? 30_000 : 60_000
}
