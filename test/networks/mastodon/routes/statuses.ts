import { type Context, Hono } from 'hono'
import { type Env, fieldsOf, type Instance, notFound, refuse, scoped, since, textOf, viewerOf } from '../door.ts'
import { contentOf, personOf } from '../entities.ts'
import { idOrder } from '../snowflake.ts'
import type { Media, Post, PostVisibility } from '../world.ts'

const hourMs = 3_600_000
const mediaTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4', 'audio/mpeg']
const mostImageBytes = 16_777_216

/** https://docs.joinmastodon.org/methods/statuses/ and /methods/media/ */
export function statusRoutes(instance: Instance): Hono<Env> {
  const { world, render } = instance
  const app = new Hono<Env>()
  const media = new Map<string, Media>()
  const said = new Map<string, { id: string; at: number }>()

  app.post('/api/v1/statuses', scoped('write:statuses'), async (c) => {
    const author = viewerOf(c)
    const key = c.req.header('idempotency-key')
    const before = key ? said.get(`${author.id}:${key}`) : undefined
    if (before && world.now().getTime() - before.at < hourMs) {
      const post = world.posts.get(before.id)
      return post ? c.json(render.status(post, author)) : notFound(c)
    }
    const fields = await fieldsOf(c)
    const parentId = textOf(fields.in_reply_to_id)
    const parent = parentId ? world.posts.get(parentId) : undefined
    if (parentId && (!parent || !world.sees(author, parent)))
      return refuse(c, 404, 'The post you are trying to reply to does not appear to exist.')
    const attached = [fields.media_ids ?? fields['media_ids[]'] ?? []].flat().map((id) => media.get(String(id)))
    if (attached.some((one) => one === undefined || (working.get(one.id) ?? 0) > 0))
      return refuse(c, 422, 'Cannot attach files that have not finished processing. Try again in a moment!')
    const wrong = complaint(instance, textOf(fields.status) ?? '', attached.length > 0)
    if (wrong) return refuse(c, 422, wrong)
    const visibility = visibilityOf(fields.visibility)
    if (!visibility) return refuse(c, 422, 'Validation failed: Visibility is not included in the list')
    const post = world.post(author, {
      text: textOf(fields.status) ?? '',
      visibility,
      spoiler: textOf(fields.spoiler_text) ?? '',
      media: attached.filter((one) => one !== undefined),
      application: c.get('token')?.application ?? 'Web',
      ...(textOf(fields.language) && { language: textOf(fields.language) ?? '' }),
      ...(parentId && { inReplyToId: parentId }),
    })
    if (key) said.set(`${author.id}:${key}`, { id: post.id, at: world.now().getTime() })
    return c.json(render.status(post, author))
  })

  if (since(instance, '4.3'))
    app.get('/api/v1/statuses', scoped('read:statuses'), (c) => {
      const asked = (c.req.queries('id[]') ?? []).slice(0, 20)
      const found = asked.map((id) => world.posts.get(id)).filter((post) => post !== undefined)
      const seen = found.filter((post) => world.sees(viewerOf(c), post))
      return c.json(seen.map((post) => render.status(post, viewerOf(c))))
    })

  const visible = (c: Context<Env>): Post | undefined => {
    const post = world.posts.get(c.req.param('id') ?? '')
    return post && world.sees(c.get('viewer'), post) ? post : undefined
  }
  const own = (c: Context<Env>): Post | undefined => {
    const post = visible(c)
    return post?.authorId === viewerOf(c).id ? post : undefined
  }

  app.get('/api/v1/statuses/:id', (c) => {
    const post = visible(c)
    return post ? c.json(render.status(post, c.get('viewer'))) : notFound(c)
  })
  app.get('/api/v1/statuses/:id/context', (c) => {
    const post = visible(c)
    if (!post) return notFound(c)
    const shown = (posts: Post[]) =>
      posts.filter((one) => world.sees(c.get('viewer'), one)).map((one) => render.status(one, c.get('viewer')))
    return c.json({ ancestors: shown(ancestors(instance, post)), descendants: shown(descendants(instance, post)) })
  })
  if (since(instance, '3.5')) {
    app.get('/api/v1/statuses/:id/source', scoped('read:statuses'), (c) => {
      const post = own(c)
      return post ? c.json({ id: post.id, text: post.text, spoiler_text: post.spoiler }) : notFound(c)
    })
    app.get('/api/v1/statuses/:id/history', (c) => {
      const post = visible(c)
      return post ? c.json(versions(instance, post)) : notFound(c)
    })
    app.put('/api/v1/statuses/:id', scoped('write:statuses'), async (c) => {
      const post = own(c)
      if (!post) return notFound(c)
      const fields = await fieldsOf(c)
      const wrong = complaint(instance, textOf(fields.status) ?? '', post.media.length > 0)
      if (wrong) return refuse(c, 422, wrong)
      world.edit(post, { text: textOf(fields.status) ?? '', spoiler: textOf(fields.spoiler_text) ?? '' })
      return c.json(render.status(post, viewerOf(c)))
    })
  }
  app.delete('/api/v1/statuses/:id', scoped('write:statuses'), (c) => {
    const post = own(c)
    if (!post) return notFound(c)
    const { content: _, ...rest } = render.status(post, viewerOf(c))
    world.remove(post)
    return c.json({ ...rest, text: post.text })
  })
  app.post('/api/v1/statuses/:id/reblog', scoped('write:statuses'), (c) => {
    const post = visible(c)
    if (!post) return notFound(c)
    const isOpen = post.visibility === 'public' || post.visibility === 'unlisted'
    if (!isOpen && post.authorId !== viewerOf(c).id) return notFound(c)
    const before = world.posts.get(post.boostedBy.get(viewerOf(c).id) ?? '')
    return c.json(render.status(before ?? world.boost(viewerOf(c), post), viewerOf(c)))
  })
  app.post('/api/v1/statuses/:id/unreblog', scoped('write:statuses'), (c) => {
    const post = visible(c)
    if (!post) return notFound(c)
    world.unboost(viewerOf(c), post)
    return c.json(render.status(post, viewerOf(c)))
  })
  app.post('/api/v1/statuses/:id/favourite', scoped('write:favourites'), (c) => {
    const post = visible(c)
    if (!post) return notFound(c)
    if (!post.likedBy.has(viewerOf(c).id)) world.favourite(viewerOf(c), post)
    return c.json({ ...render.status(post, viewerOf(c)), favourited: true })
  })
  app.post('/api/v1/statuses/:id/unfavourite', scoped('write:favourites'), (c) => {
    const post = visible(c)
    if (!post) return notFound(c)
    world.unfavourite(viewerOf(c), post)
    return c.json(render.status(post, viewerOf(c)))
  })
  const working = new Map<string, number>()
  app.post('/api/v2/media', scoped('write:media'), async (c) => {
    const fields = await fieldsOf(c)
    const { file } = fields
    if (!(file instanceof File)) return refuse(c, 422, "Validation failed: File can't be blank")
    if (!mediaTypes.includes(file.type))
      return refuse(c, 422, `Validation failed: File content type is invalid (${file.type})`)
    if (file.size > mostImageBytes) return refuse(c, 422, 'Validation failed: File file size must be less than 16 MB')
    const id = world.newId()
    const url = `${world.url}/system/media_attachments/files/${id}/original`
    const one: Media = { id, type: 'image', url, description: textOf(fields.description) ?? null }
    media.set(id, one)
    if (instance.options.mediaTurns === 0) return c.json({ ...one, preview_url: url, remote_url: null })
    working.set(id, instance.options.mediaTurns)
    return c.json({ ...one, url: null, preview_url: url, remote_url: null }, 202)
  })
  app.get('/api/v1/media/:id', scoped('write:media'), (c) => {
    const id = c.req.param('id') ?? ''
    const one = media.get(id)
    if (!one) return notFound(c)
    const left = (working.get(id) ?? 0) - 1
    working.set(id, left)
    return left > 0 ? c.json({ ...one, url: null }, 206) : c.json(one)
  })
  return app
}

/** The two complaints of Mastodon's validation that a client meets, in its words. */
function complaint({ options }: Instance, text: string, hasMedia: boolean): string | undefined {
  if (text.trim() === '' && !hasMedia) return "Validation failed: Text can't be blank"
  const counted = text
    .replaceAll(/https?:\/\/[^\s<>"]+/gu, 'x'.repeat(23))
    .replaceAll(/(?<![\w@/])(@\w+(?:[\w.-]*\w)?)@[\w-]+(?:\.[\w-]+)*(?::\d+)?/gu, '$1')
  if ([...new Intl.Segmenter().segment(counted)].length <= options.maxCharacters) return undefined
  return `Validation failed: Text character limit of ${options.maxCharacters} exceeded`
}

const visibilityOf = (value: unknown): PostVisibility | undefined =>
  value === undefined ? 'public' : (['public', 'unlisted', 'private', 'direct'] as const).find((one) => one === value)

function ancestors({ world }: Instance, post: Post): Post[] {
  const found: Post[] = []
  for (let id = post.inReplyToId; id; id = found[0]?.inReplyToId ?? null) {
    const parent = world.posts.get(id)
    if (!parent) break
    found.unshift(parent)
  }
  return found
}

/** Depth first, the older first, as Mastodon orders them. */
function descendants({ world }: Instance, post: Post): Post[] {
  const youngestFirst = (of: Post): Post[] =>
    of.replies
      .map((id) => world.posts.get(id))
      .filter((one) => one !== undefined)
      .sort((a, b) => idOrder(b.id, a.id))
  const found: Post[] = []
  const waiting = youngestFirst(post)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next)
    waiting.push(...youngestFirst(next))
  }
  return found
}

function versions({ world, render }: Instance, post: Post) {
  const account = render.account(personOf(world, post.authorId))
  const all =
    post.versions.length > 0 ? post.versions : [{ text: post.text, spoiler: post.spoiler, at: post.createdAt }]
  return all.map(({ text, spoiler, at }) => ({
    content: contentOf(world, text),
    spoiler_text: spoiler,
    sensitive: spoiler !== '',
    created_at: at.toISOString(),
    account,
    media_attachments: [],
    emojis: [],
  }))
}
