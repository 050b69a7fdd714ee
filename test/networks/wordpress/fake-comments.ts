import type { Asked, Handler } from './fake.ts'
import { can, type FakeComment, type FakeSite, gmt, isAfter, paged, refuse, type User } from './fake-site.ts'

export const commentRoutes: Record<string, Handler> = {
  'GET wp/v2/comments': (asked) => {
    const { site, user, query } = asked
    assertMayAsk(user, query)
    const number = (name: string) => query.get(name)?.split(',').map(Number)
    const states = statesIn(query)
    const rows = [...site.comments.values()]
      .filter(({ status }) => !states || states.includes(status))
      .filter(({ post }) => number('post')?.includes(post) ?? true)
      .filter(({ parent }) => number('parent')?.includes(parent) ?? true)
      .filter(({ author }) => number('author')?.includes(author) ?? true)
      .filter(({ date }) => isAfter(query, 'after', date))
    const page = paged(rows, query)
    // Those that may not be read are left out of the page after it was counted.
    return {
      data: page.rows.filter((one) => mayRead(site, user, one)).map((one) => shown(asked, one)),
      total: page.total,
    }
  },
  'GET wp/v2/comments/ID': (asked) => {
    const comment = found(asked)
    if (!mayRead(asked.site, asked.user, comment))
      throw refuse(403, 'rest_cannot_read', 'Sorry, you are not allowed to read this comment.')
    return { data: shown(asked, comment) }
  },
  'POST wp/v2/comments': create,
  'POST wp/v2/comments/ID': (asked) => {
    const comment = found(asked)
    assertMayEdit(asked, 'rest_cannot_edit')
    const { content, status } = asked.body
    if (content !== undefined) comment.content = String(content)
    else if (status === comment.status) throw refuse(500, 'rest_comment_failed_edit', 'Updating comment status failed.')
    if (status !== undefined) comment.status = String(status)
    return { data: shown(asked, comment) }
  },
  'DELETE wp/v2/comments/ID': (asked) => {
    const comment = found(asked)
    assertMayEdit(asked, 'rest_cannot_delete')
    if (asked.query.get('force') === 'true') asked.site.comments.delete(comment.id)
    comment.status = 'trash'
    return { data: { deleted: true } }
  },
}

function statesIn(query: URLSearchParams): string[] | undefined {
  const asked = query.get('status')
  if (asked === 'any') return undefined
  return asked === 'all' ? ['approved', 'hold'] : ['approved']
}

function assertMayAsk(user: User | undefined, query: URLSearchParams): void {
  const status = user ? 403 : 401
  if (query.get('context') === 'edit' && !can(user, 'moderate_comments'))
    throw refuse(status, 'rest_forbidden_context', 'Sorry, you are not allowed to edit comments.')
  const needsRights = ['author', 'author_email', 'type', 'status'].filter((name) => query.has(name))
  if (needsRights.length > 0 && !can(user, 'edit_posts'))
    throw refuse(status, 'rest_forbidden_param', `Query parameter not permitted: ${needsRights.join(', ')}`)
}

function mayRead(site: FakeSite, user: User | undefined, comment: FakeComment): boolean {
  const isOwn = user !== undefined && user.id === comment.author
  return (
    (comment.status === 'approved' && site.posts.get(comment.post)?.status === 'publish') ||
    isOwn ||
    mayEdit(site, user, comment)
  )
}

const mayEdit = (site: FakeSite, user: User | undefined, comment: FakeComment): boolean =>
  can(user, 'edit_others_posts') || (can(user, 'edit_posts') && site.posts.get(comment.post)?.author === user?.id)

function assertMayEdit(asked: Asked, code: string): void {
  if (mayEdit(asked.site, asked.user, found(asked))) return
  throw refuse(asked.user ? 403 : 401, code, 'Sorry, you are not allowed to edit this comment.')
}

function found({ site, id }: Asked): FakeComment {
  const comment = site.comments.get(id)
  if (!comment) throw refuse(404, 'rest_comment_invalid_id', 'Invalid comment ID.')
  return comment
}

function create(asked: Asked) {
  const { site, user, body } = asked
  if (!user) throw refuse(401, 'rest_comment_login_required', 'Sorry, you must be logged in to comment.')
  const post = site.posts.get(Number(body.post))
  if (!post)
    throw refuse(
      403,
      'rest_comment_invalid_post_id',
      'Sorry, you are not allowed to create this comment without a post.',
    )
  if (post.comments !== 'open') throw refuse(403, 'rest_comment_closed', 'Sorry, comments are closed for this item.')
  const comment = {
    ...{ id: site.nextId, post: post.id, parent: Number(body.parent ?? 0), author: user.id, name: user.name },
    ...{ email: `${user.name}@blog.invalid`, agent: String(body.author_user_agent ?? ''), date: site.now() },
    content: String(body.content ?? '').trim(),
    status: site.holdsComments && !can(user, 'moderate_comments') ? 'hold' : 'approved',
  }
  assertNew(site, comment)
  assertCalm(site, user)
  site.comments.set(site.nextId++, comment)
  return { status: 201, data: shown(asked, comment) }
}

/** wp_allow_comment(): the same words under the same parent by the same person, unless they are in the trash. */
function assertNew(site: FakeSite, { post, parent, author, content }: FakeComment): void {
  const same = [...site.comments.values()].some(
    (one) =>
      one.post === post &&
      one.parent === parent &&
      one.author === author &&
      one.content === content &&
      one.status !== 'trash',
  )
  if (same)
    throw refuse(
      409,
      'comment_duplicate',
      'Duplicate comment detected; it looks as though you&#8217;ve already said that!',
    )
}

/** wp_check_comment_flood(): 15 seconds between two comments, but for moderators. */
function assertCalm(site: FakeSite, user: User): void {
  if (can(user, 'moderate_comments')) return
  const last = Math.max(
    ...[...site.comments.values()].filter(({ author }) => author === user.id).map(({ date }) => date.getTime()),
  )
  if (site.now().getTime() - last < 15_000)
    throw refuse(400, 'comment_flood', 'You are posting comments too quickly. Slow down.')
}

const shown = (
  { site, user }: Asked,
  { id, post, parent, author, name, email, agent, content, status, date }: FakeComment,
) => ({
  ...{ id, post, parent, author, author_name: name, author_url: '', date_gmt: gmt(date), status, type: 'comment' },
  ...(can(user, 'moderate_comments') && { author_email: email, author_user_agent: agent }),
  content: {
    rendered: `<p>${content.replaceAll('\n', '<br />\n')}</p>\n`,
    ...(can(user, 'moderate_comments') && { raw: content }),
  },
  link: `${site.url}/?p=${post}#comment-${id}`,
  author_avatar_urls: { 24: `https://avatars.invalid/${id}?s=24`, 96: `https://avatars.invalid/${id}?s=96` },
})
