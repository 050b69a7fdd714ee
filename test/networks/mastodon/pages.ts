import type { Context } from 'hono'
import { idOrder } from './snowflake.ts'

/**
 * One page of things, newest first, as https://docs.joinmastodon.org/api/guidelines/#pagination has it. `max_id` and
 * `since_id` bound it and the newest are taken; with `min_id` the oldest after it are taken.
 */
export function page<T>(
  c: Context,
  things: T[],
  { idOf, usual, most }: { idOf: (thing: T) => string; usual: number; most: number },
): T[] {
  const { max_id, since_id, min_id, limit } = c.req.query()
  const size = Math.min(Math.max(Number(limit) || usual, 1), most)
  const wanted = things
    .filter((thing) => !max_id || idOrder(idOf(thing), max_id) < 0)
    .filter((thing) => !since_id || idOrder(idOf(thing), since_id) > 0)
    .filter((thing) => !min_id || idOrder(idOf(thing), min_id) > 0)
    .sort((a, b) => idOrder(idOf(b), idOf(a)))
  const taken = min_id ? wanted.slice(-size) : wanted.slice(0, size)
  link(c, taken.map(idOf))
  return taken
}

function link(c: Context, ids: string[]): void {
  const [newest, oldest] = [ids[0], ids.at(-1)]
  if (!newest || !oldest) return
  c.header('Link', `<${bounded(c, 'max_id', oldest)}>; rel="next", <${bounded(c, 'min_id', newest)}>; rel="prev"`)
}

function bounded(c: Context, bound: string, id: string): string {
  const url = new URL(c.req.url)
  for (const name of ['max_id', 'since_id', 'min_id']) url.searchParams.delete(name)
  url.searchParams.set(bound, id)
  return url.href
}
