import type { Heard } from '../connector.ts'
import { commentsById } from './comments-by-id.ts'
import type { CommentMemory } from './memory.ts'
import type { Place } from './place.ts'
import type { Comment } from './shapes.ts'
import { commentId, commentMessage, stateOf } from './translate.ts'

interface Gone {
  heard: Heard[]
  ids: number[]
  hidden: Record<string, string>
}

/**
 * Comments that were known and are no longer in the list where they should be: hidden as spam or in the trash, where
 * we may see that, or else deleted.
 */
export async function vanished(
  place: Place,
  memory: CommentMemory,
  range: { from: number; below: number | undefined; seen: number[] },
): Promise<Gone> {
  const missing = Object.keys(memory.known)
    .map(Number)
    .filter((id) => id >= range.from && id < (range.below ?? Number.POSITIVE_INFINITY) && !range.seen.includes(id))
  const found = await commentsById(place, missing)
  const gone: Gone = { heard: [], ids: [], hidden: {} }
  for (const id of missing) {
    const comment = found.find((one) => one.id === id)
    // Still there: it came back, or was approved, between our two questions. The next look hears it.
    if (comment && !isHidden(comment)) continue
    gone.ids.push(id)
    gone.heard.push(fate(place, id, comment))
    if (comment) gone.hidden[id] = comment.status
  }
  return gone
}

/** What became of those that were hidden: spam and trash are emptied after a while. */
export async function watchHidden(place: Place, memory: CommentMemory) {
  const ids = Object.keys(memory.hidden).map(Number)
  const found = await commentsById(place, ids)
  const heard: Heard[] = []
  const hidden: Record<string, string> = {}
  for (const id of ids) {
    const comment = found.find((one) => one.id === id)
    if (comment) hidden[id] = comment.status
    if (comment?.status !== memory.hidden[id]) heard.push(fate(place, id, comment))
  }
  return { heard, hidden }
}

const isHidden = (comment: Comment): boolean => ['spam', 'trash'].includes(stateOf(comment))

const fate = (place: Place, id: number, comment: Comment | undefined): Heard =>
  comment
    ? { kind: 'message', message: commentMessage(place, comment) }
    : { kind: 'deletion', externalId: commentId(id) }
