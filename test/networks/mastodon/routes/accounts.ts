import { Hono } from 'hono'
import { type Env, type Instance, notFound, scoped, viewerOf } from '../door.ts'
import { page } from '../pages.ts'

/** https://docs.joinmastodon.org/methods/accounts/ and /methods/search/ */
export function accountRoutes({ world, render, options }: Instance): Hono<Env> {
  const app = new Hono<Env>()

  app.get('/api/v1/accounts/verify_credentials', scoped('read:accounts', 'profile'), (c) =>
    c.json({
      ...render.account(viewerOf(c)),
      source: { privacy: 'public', sensitive: false, language: null, note: '', fields: [], follow_requests_count: 0 },
    }),
  )
  app.get('/api/v1/accounts/lookup', (c) => {
    const [username = '', domain] = (c.req.query('acct') ?? '').replace(/^@/, '').split('@')
    const person = world.find(username, domain)
    return person ? c.json(render.account(person)) : notFound(c)
  })
  app.get('/api/v1/accounts/:id', (c) => {
    const person = world.people.get(c.req.param('id'))
    return person ? c.json(render.account(person)) : notFound(c)
  })
  app.get('/api/v1/accounts/:id/statuses', (c) => {
    const person = world.people.get(c.req.param('id'))
    if (!person) return notFound(c)
    const viewer = c.get('viewer')
    const { exclude_reblogs, exclude_replies } = c.req.query()
    const theirs = [...world.posts.values()]
      .filter((post) => post.authorId === person.id && world.sees(viewer, post))
      .filter((post) => exclude_reblogs !== 'true' || !post.boostOf)
      .filter((post) => exclude_replies !== 'true' || !post.inReplyToId)
    const taken = page(c, theirs, { idOf: (post) => post.id, usual: 20, most: Math.min(40, options.maxPage) })
    return c.json(taken.map((post) => render.status(post, viewer)))
  })
  app.get('/api/v2/search', scoped('read:search'), (c) => {
    const { q = '', type } = c.req.query()
    const words = q.toLowerCase().replace(/^@/, '')
    const wants = (kind: string) => !type || type === kind
    const people = [...world.people.values()].filter((person) =>
      `${person.username}@${person.domain ?? world.domain}`.toLowerCase().includes(words),
    )
    const posts = [...world.posts.values()].filter(
      (post) => post.text.toLowerCase().includes(words) && world.sees(viewerOf(c), post),
    )
    return c.json({
      accounts: wants('accounts') ? people.slice(0, 20).map(render.account) : [],
      statuses: wants('statuses') ? posts.slice(0, 20).map((post) => render.status(post, viewerOf(c))) : [],
      hashtags: [],
    })
  })
  return app
}
