import { rowsOf } from './client.ts'
import { type Place, privileges } from './place.ts'
import { type Comment, commentFields, commentShape } from './shapes.ts'

const perPage = 100

/** Comments by id, in whatever state they are, as far as we may see them. */
export async function commentsById(place: Place, ids: number[]): Promise<Comment[]> {
  const found: Comment[] = []
  for (let at = 0; at < ids.length; at += perPage) {
    const include = ids.slice(at, at + perPage)
    const asked = { include, per_page: perPage, _fields: commentFields, ...privileges(place, 'any') }
    const rows = rowsOf(await place.http.get('wp/v2/comments', asked))
    found.push(...rows.map((row) => commentShape.safeParse(row).data).filter((comment) => comment !== undefined))
  }
  return found
}
