import { type Answered, rowsOf } from './client.ts'
import { idOf } from './shapes.ts'

/** Where a walk through a list, newest id first, has got to. */
export interface Walk {
  offset: number
  /** The lowest id seen so far. */
  last?: number | undefined
  /** Pages in a row that brought nothing lower. */
  stuck?: number | undefined
}

export interface Slice {
  rows: unknown[]
  /** Every row that we may see with an id from `from` up to where the walk was is in `rows`, once; infinite: not sure. */
  from: number
  /** Undefined at the list's end. */
  onward: Walk | undefined
}

/** Rows asked for twice at each joint, so that as many deletions between two pages cannot make a gap. */
const overlap = 5
/** A server that ignores the offset answers the same page for ever. */
const mostStuck = 20
/** How often to look half a page further up. */
const mostSteps = 5

/**
 * The next page of a list that changes while it is read. New rows push what follows down, which only repeats some;
 * deleted ones pull it up, which could hide some: then the page begins below where the last one ended, and what is above
 * it is read too. The server may leave out rows that we may not see, so a short page is not the end; where it does not
 * say how many there are, an empty page is.
 */
export async function nextSlice(
  read: (offset: number) => Promise<Answered>,
  walk: Walk,
  perPage: number,
): Promise<Slice> {
  const { offset, last: before = Number.POSITIVE_INFINITY } = walk
  const answer = await read(offset)
  const all = rowsOf(answer)
  const rows = [...(await above(read, walk, all, perPage)), ...all].filter((row) => (idOf(row) ?? 0) < before)
  const low = Math.min(...idsOf(rows), before)
  const stuck = low === before ? (walk.stuck ?? 0) + 1 : 0
  const ended = answer.total === undefined ? all.length === 0 : offset + perPage >= answer.total
  if (ended || stuck > mostStuck)
    return { rows: once(rows), from: isSure(answer, walk) ? 0 : Number.POSITIVE_INFINITY, onward: undefined }
  const last = Number.isFinite(low) ? { last: low } : {}
  return { rows: once(rows), from: low, onward: { offset: offset + perPage - overlap, ...last, stuck } }
}

/** Nothing at all, without a count, may be a server that has lost its head: nothing is concluded from it. */
const isSure = (answer: Answered, { offset }: Walk): boolean =>
  offset > 0 || answer.total !== undefined || rowsOf(answer).length > 0

/** What may have slid in between the last page and this one. */
async function above(read: (offset: number) => Promise<Answered>, walk: Walk, page: unknown[], perPage: number) {
  const found: unknown[] = []
  const step = Math.floor(perPage / 2)
  let { offset } = walk
  for (let tries = 0; tries < mostSteps && offset > 0 && isTorn([...found, ...page], walk); tries++) {
    offset = Math.max(0, offset - step)
    found.unshift(...rowsOf(await read(offset)))
  }
  return found
}

function once(rows: unknown[]): unknown[] {
  const seen = new Set<number>()
  return rows.filter((row) => {
    const id = idOf(row)
    if (id === undefined) return true
    return seen.has(id) ? false : seen.add(id)
  })
}

function isTorn(rows: unknown[], { last }: Walk): boolean {
  const highest = Math.max(...idsOf(rows))
  return last !== undefined && Number.isFinite(highest) && highest < last
}

const idsOf = (rows: unknown[]): number[] => rows.map(idOf).filter((id) => id !== undefined)
