import type { Context, Heard } from '../connector.ts'
import { commentsById } from './comments-by-id.ts'
import { comments } from './history.ts'
import { postsById } from './new-posts.ts'
import { type Place, placeOf, privileges } from './place.ts'
import { rootsOf } from './roots.ts'
import { commentFields } from './shapes.ts'
import { nextSlice, type Walk } from './slice.ts'
import { named } from './translate.ts'

const perPage = 100
const mostComments = 2000

/** The whole thread around a message: what it is about, and everything said under it. */
export async function surroundings(context: Context, externalId: string): Promise<Heard[]> {
  const place = await placeOf(context)
  const name = named(externalId)
  const post = name?.kind === 'comment' ? (await commentsById(place, [name.id]))[0]?.post : name?.id
  if (!post) return []
  const said = await under(place, post)
  const about = said.length > 0 ? (await rootsOf(place, said, [])).heard : []
  return about.length > 0 ? [...about, ...said] : [...(await postsById(place, 'wp/v2/posts', [post], true)), ...said]
}

async function under(place: Place, post: number): Promise<Heard[]> {
  const asked = { post, orderby: 'id', order: 'desc', per_page: perPage, _fields: commentFields }
  const heard: Heard[] = []
  let walk: Walk | undefined = { offset: 0 }
  while (walk && heard.length < mostComments) {
    const read = (offset: number) => place.http.get('wp/v2/comments', { ...asked, offset, ...privileges(place, 'all') })
    const slice = await nextSlice(read, walk, perPage)
    heard.push(...comments(place, slice.rows))
    walk = slice.onward
  }
  return heard.toReversed()
}
