import type { Heard } from '../connector.ts'
import { rowsOf } from './client.ts'
import type { Part, PostMemory } from './memory.ts'
import type { Place } from './place.ts'
import { type PostLine, postFields, postLine, postShape } from './shapes.ts'
import { nextSlice } from './slice.ts'
import { postId, postMessage, refused } from './translate.ts'

const perPage = 100
const perFetch = 20
/**
 * WordPress compares these times in the site's own time zone, where an hour comes twice when summer ends: changes are
 * asked for from a little more than an hour before the last.
 */
const modifiedSlackMs = 70 * 60_000
/** A post may appear long after the time it was planned for: a quiet site only looks at its plans when visited. */
const plannedSlackMs = 3 * 86_400_000

/** One look at a site's posts: published, changed or gone since the last. */
export async function newPosts(place: Place, memory: PostMemory | undefined): Promise<Part<PostMemory>> {
  if (memory && memory.pending.length > 0) return fetchPending(place, memory)
  const { lines, from } = await listing(place)
  // An answer that nothing can be concluded from changes nothing.
  if (memory && from === undefined) return { heard: [], memory, more: false }
  const floor = from ?? 0
  const latest = Math.max(memory?.latest ?? 0, ...lines.map(latestMoment))
  if (!memory) return { heard: [], memory: { known: knownFrom(lines), floor, latest, pending: [] }, more: false }
  const touched = await touchedSince(place, memory.latest)
  const known = knownFrom([...lines, ...touched])
  const changed = idsOf(known).filter((id) => known[id] !== memory.known[id])
  const touchedIds = new Set(touched.map(({ id }) => id))
  // What slides into the window from below because something above it went was there all the time.
  const pending = changed.filter((id) => id >= memory.floor || id in memory.known || touchedIds.has(id))
  const gone = await deletions(place, memory, known, floor)
  const next = { known, floor, latest: Math.max(latest, ...touched.map(latestMoment)), pending }
  const fetched = pending.length > 0 ? await fetchPending(place, next) : { heard: [], memory: next, more: false }
  return { ...fetched, heard: [...fetched.heard, ...gone] }
}

/** The newest posts by id, each in a line: what is new, and what is no longer there. */
async function listing(place: Place): Promise<{ lines: PostLine[]; from: number | undefined }> {
  const slice = await nextSlice((offset) => lines(place, { offset }), { offset: 0 }, perPage)
  return { lines: linesIn(slice.rows), from: Number.isFinite(slice.from) ? slice.from : undefined }
}

/** Posts of any age that were changed, and planned ones whose time has come; neither need have a new id. */
async function touchedSince(place: Place, latest: number): Promise<PostLine[]> {
  const since = (slack: number) => new Date(latest - slack)
  const changed = await all(place, { modified_after: since(modifiedSlackMs).toISOString() })
  const planned = await all(place, { after: since(plannedSlackMs).toISOString() })
  // WordPress before 5.7 does not know `modified_after` and answers everything.
  return [...changed.filter((line) => line.modified_gmt >= since(modifiedSlackMs)), ...planned]
}

async function all(place: Place, filter: Record<string, string>): Promise<PostLine[]> {
  const found: PostLine[] = []
  let walk: { offset: number } | undefined = { offset: 0 }
  while (walk && found.length < 10_000) {
    const slice = await nextSlice((offset) => lines(place, { ...filter, offset }), walk, perPage)
    found.push(...linesIn(slice.rows))
    walk = slice.onward
  }
  return found
}

const newestFirst = { orderby: 'id', order: 'desc', per_page: perPage, _fields: Object.keys(postLine.shape).join(',') }
const lines = (place: Place, more: Record<string, string | number>) =>
  place.http.get('wp/v2/posts', { ...newestFirst, ...more })

const linesIn = (rows: unknown[]): PostLine[] =>
  rows.map((row) => postLine.safeParse(row).data).filter((line) => line !== undefined)

const knownFrom = (found: PostLine[]): Record<string, number> =>
  Object.fromEntries(found.map(({ id, modified_gmt }) => [id, Math.floor(modified_gmt.getTime() / 1000)]))

const latestMoment = ({ date_gmt, modified_gmt }: PostLine): number =>
  Math.max(date_gmt.getTime(), modified_gmt.getTime())

async function deletions(place: Place, memory: PostMemory, known: Record<string, number>, floor: number) {
  const missing = idsOf(memory.known).filter((id) => id >= floor && !(id in known))
  // Taken back to be worked on is not deleted, where we may see the difference.
  const states = place.editsPosts ? { status: 'publish,future,draft,pending,private' } : {}
  const still = new Set<number>()
  for (let at = 0; at < missing.length; at += perPage) {
    const include = missing.slice(at, at + perPage).join(',')
    for (const { id } of linesIn(rowsOf(await lines(place, { include, ...states })))) still.add(id)
  }
  const gone = missing.filter((id) => !still.has(id))
  return gone.map((id): Heard => ({ kind: 'deletion', externalId: postId(id) }))
}

const idsOf = (known: Record<string, number>): number[] => Object.keys(known).map(Number)

async function fetchPending(place: Place, memory: PostMemory): Promise<Part<PostMemory>> {
  const now = memory.pending.slice(0, perFetch)
  const pending = memory.pending.slice(perFetch)
  const heard = await postsById(place, 'wp/v2/posts', now, true)
  return { heard, memory: { ...memory, pending }, more: pending.length > 0 }
}

/** Whole posts by id; `route` because pages and a shop's products have lists of their own. */
export async function postsById(place: Place, route: string, ids: number[], concernsUs: boolean): Promise<Heard[]> {
  const found: Heard[] = []
  for (let at = 0; at < ids.length; at += perFetch) {
    const include = ids.slice(at, at + perFetch)
    const asked = { include, per_page: perFetch, _fields: postFields, _embed: 'author,wp:featuredmedia' }
    found.push(...wholePosts(place, rowsOf(await place.http.get(route, asked)), concernsUs))
  }
  return found
}

export const wholePosts = (place: Place, rows: unknown[], concernsUs: boolean): Heard[] =>
  rows.map((row) => {
    const post = postShape.safeParse(row).data
    return post ? { kind: 'message', message: postMessage(place, post, concernsUs) } : refused('post', row)
  })
