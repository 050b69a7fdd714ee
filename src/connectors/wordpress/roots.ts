import { z } from 'zod'
import type { Heard } from '../connector.ts'
import { rowsOf } from './client.ts'
import { postsById } from './new-posts.ts'
import { type Place, privileges } from './place.ts'
import { named } from './translate.ts'

const remembered = 500

/**
 * What the comments are about, so that their threads are whole: the posts, pages or products under which they stand,
 * unless they were passed on already. Answers them, and the ids to remember.
 */
export async function rootsOf(place: Place, heard: Heard[], before: number[]) {
  const sent = postIds(heard.map(idOf))
  const wanted = new Map<number, number>()
  for (const one of heard) {
    const [root] = postIds([one.kind === 'message' ? one.message.rootExternalId : undefined])
    const comment = named(idOf(one) ?? '')
    if (root && comment?.kind === 'comment' && !before.includes(root) && !sent.includes(root))
      wanted.set(root, comment.id)
  }
  const found = await fetchRoots(place, wanted)
  return { heard: found, roots: [...new Set([...sent, ...wanted.keys(), ...before])].slice(0, remembered) }
}

/** `wanted`: post by post, one of the comments under it. */
async function fetchRoots(place: Place, wanted: Map<number, number>): Promise<Heard[]> {
  const missing = new Map(wanted)
  const found: Heard[] = []
  const tryRoute = async (route: string, ids: number[]) => {
    const here = await postsById(place, route, ids, false)
    for (const id of postIds(here.map(idOf))) missing.delete(id)
    found.push(...here)
  }
  for (const route of ['wp/v2/posts', 'wp/v2/pages']) if (missing.size > 0) await tryRoute(route, [...missing.keys()])
  if (missing.size > 0) for (const [route, ids] of await elsewhere(place, missing)) await tryRoute(route, ids)
  return found
}

const linked = z.object({ post: z.number(), _links: z.object({ up: z.array(z.object({ href: z.string() })) }) })

/** Other kinds of content (a shop's products) have routes of their own, which their comments link to. */
async function elsewhere(place: Place, missing: Map<number, number>): Promise<Map<string, number[]>> {
  const asked = { include: [...missing.values()].slice(0, 100), per_page: 100, _fields: 'post,_links.up' }
  const answer = await place.http.get('wp/v2/comments', { ...asked, ...privileges(place, 'any') })
  const routes = new Map<string, number[]>()
  for (const row of rowsOf(answer)) {
    const { post = 0, _links } = linked.safeParse(row).data ?? {}
    const route = /(?:[?&/=])(wp\/v2\/[\w-]+)\/\d+/.exec(decodeURIComponent(_links?.up[0]?.href ?? ''))?.[1]
    if (route && missing.has(post)) routes.set(route, [...(routes.get(route) ?? []), post])
  }
  return routes
}

const idOf = (one: Heard): string | undefined => (one.kind === 'message' ? one.message.externalId : one.externalId)

const postIds = (externalIds: (string | undefined)[]): number[] =>
  externalIds.flatMap((externalId) => {
    const name = named(externalId ?? '')
    return name?.kind === 'post' ? [name.id] : []
  })
