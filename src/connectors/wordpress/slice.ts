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
  /** Every row of the list that we may see with an id from `from` up to where the walk was is in `rows`, once. */
  from: number
  /** Undefined at the list's end. */
  onward: Walk | undefined
}

/** Rows asked for twice at each joint, so that as many deletions between two pages cannot make a gap. */
const overlap = 5
/** A server that ignores the offset answers the same page for ever. */
const mostStuck = 20

/**
 * The next page of a list that changes while it is read. New rows push what follows down, which only repeats some;
 * deleted ones pull it up, which could hide some: then the page begins below where the last one ended, and is read again
 * from further up. The server may leave out rows that we may not see, so a short page is not the end; where it does not
 * say how many there are, an empty page is.
 */
export async function nextSlice(
  read: (offset: number) => Promise<Answered>,
  walk: Walk,
  perPage: number,
): Promise<Slice> {
  let { offset } = walk
  let answer = await read(offset)
  if (isTorn(rowsOf(answer), walk)) {
    offset = Math.max(0, offset - Math.floor(perPage / 2))
    answer = await read(offset)
  }
  const all = rowsOf(answer)
  const rows = all.filter((row) => (idOf(row) ?? 0) < (walk.last ?? Number.POSITIVE_INFINITY))
  const ids = idsOf(rows)
  const low = Math.min(...ids, walk.last ?? Number.POSITIVE_INFINITY)
  const stuck = low === walk.last ? (walk.stuck ?? 0) + 1 : 0
  const ended = answer.total === undefined ? all.length === 0 : offset + perPage >= answer.total
  if (ended || stuck > mostStuck) return { rows, from: 0, onward: undefined }
  const last = Number.isFinite(low) ? low : undefined
  return { rows, from: last ?? Number.POSITIVE_INFINITY, onward: { offset: offset + perPage - overlap, last, stuck } }
}

function isTorn(rows: unknown[], { last }: Walk): boolean {
  const highest = Math.max(...idsOf(rows))
  return last !== undefined && Number.isFinite(highest) && highest < last
}

const idsOf = (rows: unknown[]): number[] => rows.map(idOf).filter((id) => id !== undefined)
