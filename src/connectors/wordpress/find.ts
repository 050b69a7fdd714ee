import type { Context, Said, Spoken } from '../connector.ts'
import { rowsOf } from './client.ts'
import { type Place, placeOf, privileges } from './place.ts'
import { bones, escaped } from './plain.ts'
import { type Comment, commentFields, commentShape } from './shapes.ts'
import { nextSlice, type Walk } from './slice.ts'
import { asSaid, signature, targetOf } from './target.ts'

/** WordPress compares times in the site's own zone, where an hour may come twice. */
const slackMs = 2 * 3_600_000
/** How much earlier than our decision the site may say that it heard it, its clock being corrected for. */
const clockMs = 120_000
const perPage = 100
const mostPages = 20

/**
 * Looks under the same parent for a comment of ours that is this one: with our signature where we may see it, else with the
 * same words. A comment that waits for approval cannot be seen by an account without rights; saying *absent* is safe
 * all the same, because WordPress refuses to be told the same twice.
 */
export async function find(context: Context, spoken: Spoken): Promise<Said | 'absent' | 'unknown'> {
  const place = await placeOf(context)
  let walk: Walk | undefined = { offset: 0 }
  for (let pages = 0; walk; pages++) {
    if (pages === mostPages) return 'unknown'
    const read = (offset: number) => look(place, spoken, offset)
    const slice = await nextSlice(read, walk, perPage)
    const found = slice.rows
      .map((row) => commentShape.safeParse(row).data)
      .find((one) => one && isIt(place, spoken, one))
    if (found) return asSaid(found)
    walk = slice.onward
  }
  return 'absent'
}

async function look(place: Place, spoken: Spoken, offset: number) {
  const { post, parent } = targetOf(spoken)
  const after = new Date(spoken.decidedAt.getTime() - slackMs).toISOString()
  const asked = { post, parent, after, offset, orderby: 'id', order: 'desc', per_page: perPage, _fields: commentFields }
  const ours = place.editsPosts ? { author: place.userId } : {}
  const answer = await place.http.get('wp/v2/comments', { ...asked, ...ours, ...privileges(place, 'any') })
  const aheadMs = (answer.at ?? place.now()).getTime() - place.now().getTime()
  const earliest = spoken.decidedAt.getTime() + aheadMs - clockMs
  const isLate = (row: unknown) => (commentShape.safeParse(row).data?.date_gmt.getTime() ?? 0) >= earliest
  return { ...answer, data: rowsOf(answer).filter(isLate) }
}

function isIt(place: Place, spoken: Spoken, comment: Comment): boolean {
  const { parent } = targetOf(spoken)
  if (comment.author !== place.userId || comment.parent !== parent) return false
  if (comment.author_user_agent?.startsWith('Tertulia ')) return comment.author_user_agent === signature(spoken)
  return bones(comment.content.raw ?? comment.content.rendered) === bones(escaped(spoken.text))
}
