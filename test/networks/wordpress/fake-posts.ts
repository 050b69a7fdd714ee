import type { Asked, Handler } from './fake.ts'
import { can, type FakePost, gmt, isAfter, paged, refuse } from './fake-site.ts'

export const postRoutes: Record<string, Handler> = {
  'GET wp/v2/posts': (asked) => {
    const { site, user, query } = asked
    const states = (query.get('status') ?? 'publish').split(',')
    if (states.join() !== 'publish' && !can(user, 'edit_posts'))
      throw refuse(401, 'rest_forbidden_status', 'Status is forbidden.')
    const rows = [...site.posts.values()]
      .filter(({ status }) => states.includes(status))
      .filter(({ date, modified }) => isAfter(query, 'after', date) && isAfter(query, 'modified_after', modified))
    const page = paged(rows, query)
    return { data: page.rows.map((post) => shown(asked, post)), total: page.total }
  },
  'GET wp/v2/pages': () => ({ data: [], total: 0 }),
  'POST wp/v2/posts': (asked) => {
    const { site, user, body } = asked
    if (!can(user, 'edit_posts')) throw refuse(403, 'rest_cannot_create', 'Sorry, you are not allowed to create posts.')
    const date = body.date === undefined ? site.now() : new Date(String(body.date))
    const post = { id: site.nextId++, author: user?.id ?? 0, title: '', content: '', status: 'draft', comments: 'open' }
    site.posts.set(post.id, change({ ...post, date, modified: date }, body))
    return { status: 201, data: shown(asked, found(asked)(post.id)) }
  },
  'POST wp/v2/posts/ID': (asked) => {
    const post = change(found(asked)(asked.id), asked.body)
    post.modified = asked.site.now()
    return { data: shown(asked, post) }
  },
  'DELETE wp/v2/posts/ID': (asked) => {
    const post = found(asked)(asked.id)
    if (asked.query.has('force')) asked.site.posts.delete(post.id)
    post.status = 'trash'
    return { data: { deleted: true } }
  },
}

const found =
  ({ site }: Asked) =>
  (id: number): FakePost => {
    const post = site.posts.get(id)
    if (!post) throw refuse(404, 'rest_post_invalid_id', 'Invalid post ID.')
    return post
  }

function change(post: FakePost, body: Asked['body']): FakePost {
  if (body.title !== undefined) post.title = String(body.title)
  if (body.content !== undefined) post.content = String(body.content)
  if (body.status !== undefined) post.status = String(body.status)
  if (body.comment_status !== undefined) post.comments = String(body.comment_status)
  return post
}

const shown = ({ site, query }: Asked, { id, author, title, content, status, date, modified }: FakePost) => ({
  ...{ id, author, status, type: 'post', date_gmt: gmt(date), modified_gmt: gmt(modified) },
  title: { rendered: title },
  content: { rendered: content, protected: false },
  link: `${site.url}/?p=${id}`,
  ...(query.has('_embed') && {
    _embedded: {
      author: site.users.filter((user) => user.id === author).map(({ name }) => ({ id: author, name, slug: name })),
    },
  }),
})
