import type { Heard } from '../connector.ts'
import { commentsById } from './comments-by-id.ts'
import type { CommentMemory } from './memory.ts'
import type { Place } from './place.ts'
import type { Comment } from './shapes.ts'
import { commentId, commentMessage, stateOf } from './translate.ts'
import { fateOfUnseen, withheld } from './withheld.ts'

interface Gone {
  heard: Heard[]
  ids: number[]
  hidden: Record<string, string>
}

/**
 * Comments that were known and are no longer in the list where they should be: hidden as spam or in the trash, withheld
 * where we may not see which, or else deleted. Of what is withheld nothing is told until it is shown again or gone.
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
  const unseen = await fateOfUnseen(place, without(missing, found))
  const gone: Gone = { heard: [], ids: [], hidden: {} }
  for (const id of missing) {
    const comment = found.find((one) => one.id === id)
    // Still there: it came back, or was approved, between our two questions. The next look hears it.
    if (comment ? !isHidden(comment) : !unseen.has(id)) continue
    gone.ids.push(id)
    const isWithheld = unseen.get(id) === withheld
    if (!isWithheld) gone.heard.push(fate(place, id, comment))
    if (comment || isWithheld) gone.hidden[id] = comment?.status ?? withheld
  }
  return gone
}

/** What became of those that were hidden: spam and trash are emptied after a while. */
export async function watchHidden(place: Place, memory: CommentMemory) {
  const ids = Object.keys(memory.hidden).map(Number)
  const found = await commentsById(place, ids)
  const unseen = await fateOfUnseen(place, without(ids, found))
  const heard: Heard[] = []
  const hidden: Record<string, string> = {}
  for (const [name, before] of Object.entries(memory.hidden)) {
    const id = Number(name)
    const comment = found.find((one) => one.id === id)
    const fateUnseen = unseen.get(id) ?? before
    const state = comment ? comment.status : fateUnseen === 'gone' ? undefined : fateUnseen
    if (state !== undefined) hidden[id] = state
    if (state !== before && state !== withheld) heard.push(fate(place, id, comment))
  }
  return { heard, hidden }
}

const without = (ids: number[], found: Comment[]): number[] => ids.filter((id) => !found.some((one) => one.id === id))

const isHidden = (comment: Comment): boolean => ['spam', 'trash'].includes(stateOf(comment))

const fate = (place: Place, id: number, comment: Comment | undefined): Heard =>
  comment
    ? { kind: 'message', message: commentMessage(place, comment) }
    : { kind: 'deletion', externalId: commentId(id) }
