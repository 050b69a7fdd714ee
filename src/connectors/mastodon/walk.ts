import type { Walk } from './cursor.ts'
import { compareIds, inOrder } from './ids.ts'

/**
 * Reading a list forwards without missing anything.
 *
 * Ids alone cannot tell what is new: a post that arrives late from another server has the id of the time it was said,
 * and two notifications may become visible in the other order than their numbers. So each round begins a little before
 * the newest known id, and what is new is what was not seen there. It goes forward with `min_id` (which gives the next
 * ones, not the newest ones) until nothing new comes. https://docs.joinmastodon.org/api/guidelines/#pagination
 */
export interface Step<T> {
  fresh: T[]
  walk: Walk
  more: boolean
}

/** How many known ids each round goes over again. */
const overlap = 30
const beforeAll = '0'

export async function step<T>(
  walk: Walk | undefined,
  page: (bounds: { min_id?: string }) => Promise<{ id: string; item: T }[]>,
): Promise<Step<T>> {
  if (!walk) return await begin(page)
  const from = walk.at ?? walk.seen[0] ?? beforeAll
  const items = await page({ min_id: from })
  // A server that does not heed min_id must not lead us in circles.
  const ahead = items.filter(({ id }) => compareIds(id, from) > 0)
  const known = new Set(walk.seen)
  const fresh = ahead.filter(({ id }) => !known.has(id))
  const after = { seen: newestOf([...walk.seen, ...idsOf(ahead)]), size: Math.max(walk.size, items.length) }
  const at = inOrder(idsOf(ahead)).at(-1)
  // A page as long as the longest may have been cut off: there may be more behind it even if all of it is known.
  if (at === undefined || (fresh.length === 0 && items.length < walk.size))
    return { fresh: [], walk: after, more: false }
  return { fresh: oldestFirst(fresh), walk: { ...after, at }, more: true }
}

async function begin<T>(page: (bounds: object) => Promise<{ id: string; item: T }[]>): Promise<Step<T>> {
  const items = await page({})
  // Of a list that begins empty everything is new, also what comes after its first item and is older by its id.
  const seen = items.length === 0 ? [beforeAll] : newestOf(idsOf(items))
  return { fresh: [], walk: { seen, size: items.length }, more: false }
}

const idsOf = (items: { id: string }[]): string[] => items.map(({ id }) => id)

const newestOf = (ids: string[]): string[] => inOrder(ids).slice(-overlap)

const oldestFirst = <T>(items: { id: string; item: T }[]): T[] =>
  items.sort((a, b) => compareIds(a.id, b.id)).map(({ item }) => item)
