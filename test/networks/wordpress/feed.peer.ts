import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import type { HeardMessage } from '../../../src/connectors/connector.ts'
import { connectorContract, drain, messageOf, testContext } from '../../../src/connectors/contract.test-kit.ts'
import { feed } from '../../../src/connectors/feed/index.ts'
import { type People, peopleOf } from './people.ts'
import { startWordPress, type WordPress } from './start.ts'

// The feed connector against the feeds of WordPress itself, found from the address of its front page.

let site: { wp: WordPress; people: People } | undefined
const at = () => {
  assert.ok(site, 'the site is up')
  return site
}

before(async () => {
  const wp = await startWordPress()
  site = { wp, people: peopleOf(wp) }
  await site.people.post('rosa', 'The first')
})
after(() => site?.wp.stop())

/** What a feed calls a post: the address it had when it was made. */
async function guidOf(post: number): Promise<string> {
  const found = await at().people.call('rosa', 'GET', `posts/${post}`)
  return z.object({ guid: z.object({ rendered: z.string() }) }).parse(found).guid.rendered
}
const numbers = new Map<string, number>()

connectorContract(feed, async () => {
  const { wp, people } = at()
  return {
    settings: { url: wp.url },
    wrongSettings: [
      { why: 'nothing there', settings: { url: `${wp.url}/nothing/at/all` }, kinds: ['gone', 'invalid'] },
    ],
    async say(text) {
      const post = await people.post('rosa', text, { content: `<p>${text}</p>` })
      const guid = await guidOf(post)
      numbers.set(guid, post)
      return guid
    },
    edit: async (guid, text) =>
      void (await people.change('rosa', `posts/${numbers.get(guid)}`, { content: `<p>${text}</p>` })),
    close: async () => {},
  }
})

async function connected() {
  const context = testContext(feed, { url: at().wp.url })
  const { account } = await feed.test(context)
  return Object.assign(context, { account })
}
const look = (context: Awaited<ReturnType<typeof connected>>, cursor: Parameters<NonNullable<typeof feed.newest>>[1]) =>
  drain(async (page) => {
    assert.ok(feed.newest)
    return await feed.newest(context, page)
  }, cursor)

test('finds the posts and the comments from the front page', async () => {
  const { settings } = await connected()
  assert.match(String(settings.url), /feed/)
  assert.match(String(settings.commentsUrl), /comments.*(?:atom|feed)/)
})

test('hears a thread of comments whole, each under what it answers', async () => {
  const { people } = at()
  const context = await connected()
  const post = await people.post('rosa', 'A post to talk about')
  const { cursor } = await look(context, undefined)
  const first = await people.comment('ana', post, 'What a good idea')
  const second = await people.comment('rosa', post, 'Thank you, Ana', { parent: first })
  const { heard } = await look(context, cursor)
  const postId = await guidOf(post)
  const commentId = (id: number): string => `${postId}#comment-${id}`
  const of = (id: number): HeardMessage => messageOf(heard, commentId(id))
  assert.deepEqual([of(first).parentExternalId, of(first).rootExternalId], [postId, postId])
  assert.deepEqual([of(second).parentExternalId, of(second).rootExternalId], [commentId(first), postId])
  assert.deepEqual([of(first).author.name, of(second).author.name], ['Ana', 'rosa'])
})

test('loses nothing when more is said than a feed holds', async () => {
  const { people } = at()
  const context = await connected()
  const { cursor } = await look(context, undefined)
  const posts: string[] = []
  for (let count = 0; count < 23; count++) posts.push(await guidOf(await people.post('rosa', `Burst ${count}`)))
  const { heard } = await look(context, cursor)
  const ids = heard.flatMap((one) => (one.kind === 'message' ? [one.message.externalId] : []))
  assert.deepEqual(ids.filter((id) => posts.includes(id)).sort(), [...posts].sort())
})

test('goes back through everything the blog has', async () => {
  const context = await connected()
  const { heard } = await drain(async (page) => {
    assert.ok(feed.history)
    return await feed.history(context, page, new Date(Date.now() - 86_400_000))
  }, undefined)
  const posts = heard.filter((one) => one.kind === 'message' && !one.message.parentExternalId)
  assert.ok(posts.length >= 24, `${posts.length} posts`)
})
