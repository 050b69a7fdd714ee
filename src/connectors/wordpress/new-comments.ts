import type { Heard } from '../connector.ts'
import type { Answered } from './client.ts'
import type { CommentMemory, Part } from './memory.ts'
import { type Place, privileges } from './place.ts'
import { printOf, printOfRefused, saysTheSame } from './prints.ts'
import { type Comment, commentFields, commentShape, idOf } from './shapes.ts'
import { nextSlice, type Slice } from './slice.ts'
import { commentMessage, isSaidByPeople, refused } from './translate.ts'
import { vanished, watchHidden } from './vanished.ts'

const perPage = 100
/** How many comments back changes are looked for, and how often the whole of it is read. The newest page is read always. */
export const windowRows = 300
const deepEveryMs = 3_600_000
/** How many prints are kept: somewhat more than the window, because it moves while it is read. */
const keptPrints = 400

/** One look at a site's newest comments: what was said, changed, held, approved, hidden or deleted since the last. */
export async function newComments(place: Place, memory: CommentMemory | undefined): Promise<Part<CommentMemory>> {
  if (!memory) return firstLook(place)
  const walk = memory.walk ?? begin(memory, place.now().getTime())
  const isDeepStart = walk.deep && memory.walk === undefined
  const slice = await nextSlice((offset) => page(place, offset), walk, perPage)
  const seen = read(place, slice.rows, memory, walk.until)
  const hidden = isDeepStart ? await watchHidden(place, memory) : { heard: [], hidden: memory.hidden }
  const gone = await vanished(place, memory, { from: slice.from, below: walk.last, seen: seen.ids })
  const goesOn = slice.onward && (slice.from > walk.until || (walk.deep && slice.onward.offset < windowRows))
  const { walk: _, ...before } = memory
  const learnt = learn(before, slice, seen, gone.ids)
  return {
    heard: [...seen.heard, ...gone.heard, ...hidden.heard],
    memory: {
      ...learnt,
      hidden: newestOnly({ ...without(hidden.hidden, seen.ids), ...gone.hidden }, perPage),
      deepAt: walk.deep && !goesOn ? place.now().getTime() : memory.deepAt,
      ...(goesOn && slice.onward && { walk: { ...walk, ...slice.onward } }),
    },
    more: Boolean(goesOn),
  }
}

/** Nothing that was there before counts as new; it only becomes known, so that its changes do. */
async function firstLook(place: Place): Promise<Part<CommentMemory>> {
  const slice = await nextSlice((offset) => page(place, offset), { offset: 0 }, perPage)
  const empty = { known: {}, hidden: {}, floor: Number.MAX_SAFE_INTEGER, refused: [], deepAt: 0 }
  return {
    heard: [],
    memory: learn(empty, slice, read(place, slice.rows, empty, Number.MAX_SAFE_INTEGER), []),
    more: false,
  }
}

const begin = (memory: CommentMemory, now: number): NonNullable<CommentMemory['walk']> => ({
  offset: 0,
  until: Math.max(0, ...Object.keys(memory.known).map(Number)),
  deep: now - memory.deepAt >= deepEveryMs,
})

/** Newest first, by id, which unlike a time no two comments share. Spam and trash are not looked through. */
const page = (place: Place, offset: number): Promise<Answered> =>
  place.http.get('wp/v2/comments', {
    ...{ orderby: 'id', order: 'desc', per_page: perPage, offset, _fields: commentFields },
    ...privileges(place, 'all'),
  })

interface Seen {
  heard: Heard[]
  ids: number[]
  prints: Record<string, string>
  refused: string[]
}

/** `until`: what is above it is new, and what is below the memory's floor as well was only not looked at before. */
function read(place: Place, rows: unknown[], memory: CommentMemory, until: number): Seen {
  const seen: Seen = { heard: [], ids: [], prints: {}, refused: [] }
  for (const row of rows.toReversed()) {
    const comment = commentShape.safeParse(row).data
    const print = comment ? printOf(comment) : printOfRefused(row)
    const id = comment?.id ?? idOf(row)
    const before = id === undefined ? memory.refused.find((one) => one === print) : memory.known[id]
    if (id === undefined) seen.refused.push(print)
    else {
      seen.ids.push(id)
      seen.prints[id] = print
    }
    const isUnlearnt = id !== undefined && id <= until && id < memory.floor && !(id in memory.hidden)
    if (before !== print && (before !== undefined || !isUnlearnt)) seen.heard.push(...said(place, row, comment, before))
  }
  return seen
}

function said(place: Place, row: unknown, comment: Comment | undefined, before: string | undefined): Heard[] {
  if (!comment) return [refused('comment', row)]
  if (!isSaidByPeople(comment)) return []
  const isEdited = before !== undefined && !before.startsWith('!') && !saysTheSame(before, printOf(comment))
  return [{ kind: 'message', message: commentMessage(place, comment, isEdited ? place.now() : undefined) }]
}

function learn(memory: CommentMemory, slice: Slice, seen: Seen, gone: number[]): CommentMemory {
  const all = { ...without(memory.known, gone), ...seen.prints }
  const known = newestOnly(all, keptPrints)
  const isCut = Object.keys(known).length < Object.keys(all).length
  const floor = isCut ? Math.min(...Object.keys(known).map(Number)) : Math.min(memory.floor, slice.from)
  return { ...memory, known, floor, refused: [...new Set([...seen.refused, ...memory.refused])].slice(0, 50) }
}

const without = <T>(record: Record<string, T>, ids: number[]): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([id]) => !ids.includes(Number(id))))

const newestOnly = <T>(record: Record<string, T>, count: number): Record<string, T> =>
  Object.fromEntries(
    Object.entries(record)
      .sort(([a], [b]) => Number(b) - Number(a))
      .slice(0, count),
  )
