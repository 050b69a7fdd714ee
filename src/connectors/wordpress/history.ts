import type { Json } from '../../lib/json.ts'
import type { Batch, Context, Heard } from '../connector.ts'
import { asCursor, type HistoryMemory, historyFrom } from './memory.ts'
import { wholePosts } from './new-posts.ts'
import { type Place, placeOf, privileges } from './place.ts'
import { rootsOf } from './roots.ts'
import { commentFields, commentShape, postFields } from './shapes.ts'
import { nextSlice } from './slice.ts'
import { commentMessage, isSaidByPeople, refused } from './translate.ts'

/** WordPress compares times in the site's own zone, where an hour may come twice. */
const slackMs = 70 * 60_000

/** Backwards from now until `since`: the posts, then the comments with what they are about. */
export async function history(context: Context, cursor: Json | undefined, since: Date): Promise<Batch> {
  const place = await placeOf(context)
  const memory = historyFrom(cursor)
  const { hearPosts, hearComments } = place.settings
  const wants = memory.stage === 'posts' ? hearPosts : hearComments
  const page = wants ? await stages[memory.stage](place, memory, since) : { heard: [], onward: undefined }
  const heard = page.heard.filter((one) => one.kind !== 'message' || one.message.saidAt >= since)
  const about = await rootsOf(place, heard, memory.roots)
  const next = page.onward ? { ...page.onward, stage: memory.stage } : { stage: 'comments' as const, offset: 0 }
  const more = page.onward !== undefined || (memory.stage === 'posts' && hearComments)
  return { heard: [...about.heard, ...heard], cursor: asCursor({ ...next, roots: about.roots }), more }
}

const stages = { posts: pageOfPosts, comments: pageOfComments }

async function pageOfPosts(place: Place, walk: HistoryMemory, since: Date) {
  const asked = { ...backwards(since), per_page: 20, _fields: postFields, _embed: 'author,wp:featuredmedia' }
  const read = (offset: number) => place.http.get('wp/v2/posts', { ...asked, offset })
  const { rows, onward } = await nextSlice(read, walk, asked.per_page)
  return { heard: wholePosts(place, rows, true), onward }
}

async function pageOfComments(place: Place, walk: HistoryMemory, since: Date) {
  const asked = { ...backwards(since), per_page: 50, _fields: commentFields, ...privileges(place, 'all') }
  const read = (offset: number) => place.http.get('wp/v2/comments', { ...asked, offset })
  const { rows, onward } = await nextSlice(read, walk, asked.per_page)
  return { heard: comments(place, rows), onward }
}

/** By id, because many comments may share a time and none shares an id. */
const backwards = (since: Date) => ({
  orderby: 'id',
  order: 'desc',
  after: new Date(since.getTime() - slackMs).toISOString(),
})

/** Rows as what was heard. */
export const comments = (place: Place, rows: unknown[]): Heard[] =>
  rows.flatMap((row): Heard[] => {
    const comment = commentShape.safeParse(row).data
    if (!comment) return [refused('comment', row)]
    return isSaidByPeople(comment) ? [{ kind: 'message', message: commentMessage(place, comment) }] : []
  })
