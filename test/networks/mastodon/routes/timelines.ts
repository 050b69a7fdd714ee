import { Hono } from 'hono'
import { tagsIn } from '../content.ts'
import { type Env, type Instance, notFound, scoped, viewerOf } from '../door.ts'
import { personOf } from '../entities.ts'
import { page } from '../pages.ts'
import { idOrder } from '../snowflake.ts'
import type { Person, Post } from '../world.ts'

/** https://docs.joinmastodon.org/methods/timelines/ , /methods/notifications/ and /methods/conversations/ */
export function timelineRoutes({ world, render, options }: Instance): Hono<Env> {
  const app = new Hono<Env>()
  const forty = { usual: 20, most: Math.min(40, options.maxPage) }

  app.get('/api/v1/timelines/home', scoped('read:statuses'), (c) => {
    const viewer = viewerOf(c)
    const posts = [...world.posts.values()].filter(
      (post) => (post.authorId === viewer.id || viewer.following.has(post.authorId)) && world.sees(viewer, post),
    )
    return c.json(page(c, posts, { idOf: idOfPost, ...forty }).map((post) => render.status(post, viewer)))
  })
  app.get('/api/v1/timelines/tag/:tag', (c) => {
    const tag = c.req.param('tag').toLowerCase()
    const tagged = [...world.posts.values()].filter(
      (post) => post.visibility === 'public' && !post.boostOf && tagsIn(post.text).includes(tag),
    )
    return c.json(page(c, tagged, { idOf: idOfPost, ...forty }).map((post) => render.status(post, c.get('viewer'))))
  })

  app.get('/api/v1/notifications', scoped('read:notifications'), (c) => {
    const viewer = viewerOf(c)
    const [types, excluded] = [c.req.queries('types[]'), c.req.queries('exclude_types[]')]
    const wanted = world.notices
      .filter((notice) => notice.ownerId === viewer.id)
      .filter((notice) => !types || types.includes(notice.type))
      .filter((notice) => !excluded?.includes(notice.type))
      .filter((notice) => !notice.filtered || c.req.query('include_filtered') === 'true')
    const taken = page(c, wanted, { idOf: (notice) => notice.id, usual: 40, most: Math.min(80, options.maxPage) })
    return c.json(taken.map((notice) => render.notification(notice, viewer)))
  })
  app.get('/api/v1/notifications/:id', scoped('read:notifications'), (c) => {
    const notice = world.notices.find((one) => one.id === c.req.param('id') && one.ownerId === viewerOf(c).id)
    return notice ? c.json(render.notification(notice, viewerOf(c))) : notFound(c)
  })

  app.get('/api/v1/conversations', scoped('read:statuses'), (c) => {
    const viewer = viewerOf(c)
    const last = lastDirect([...world.posts.values()], viewer)
    const taken = page(c, last, { idOf: idOfPost, ...forty })
    return c.json(taken.map((post) => conversation(post, viewer)))
  })
  const conversation = (last: Post, viewer: Person) => ({
    id: last.conversationId,
    unread: last.authorId !== viewer.id,
    accounts: [...new Set([last.authorId, ...last.mentions])]
      .filter((id) => id !== viewer.id)
      .map((id) => render.account(personOf(world, id))),
    last_status: render.status(last, viewer),
  })
  return app
}

const idOfPost = (post: Post): string => post.id

/** The last message of each direct conversation that somebody takes part in. */
function lastDirect(posts: Post[], viewer: Person): Post[] {
  const last = new Map<string, Post>()
  for (const post of posts) {
    if (post.visibility !== 'direct' || (post.authorId !== viewer.id && !post.mentions.includes(viewer.id))) continue
    const known = last.get(post.conversationId)
    if (!known || idOrder(post.id, known.id) > 0) last.set(post.conversationId, post)
  }
  return [...last.values()]
}
