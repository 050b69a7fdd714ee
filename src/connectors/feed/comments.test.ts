import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Heard } from '../connector.ts'
import { drain, testContext } from '../contract.test-kit.ts'
import { history } from './history.ts'
import { feed } from './index.ts'
import { newest } from './newest.ts'
import { openSite, type Post, rss, type Site } from './test-site.ts'

const sites: Site[] = []
after(() => Promise.all(sites.map((site) => site.close())))

/** Who answers what on which post, as heard. */
const threads = (heard: Heard[]) =>
  heard.flatMap((one) =>
    one.kind === 'message'
      ? [[one.message.externalId, one.message.parentExternalId, one.message.rootExternalId, one.message.author.name]]
      : [],
  )
const refused = (heard: Heard[]) => heard.flatMap((one) => (one.kind === 'refused' ? [one.reason] : []))

const wordpress = '<title>Café</title><generator>https://wordpress.org/?v=6.5</generator>'
async function blog(commentsUrl = '/comments/feed/') {
  const site = await openSite()
  sites.push(site)
  const posts: Post[] = [
    { guid: `${site.url}/?p=12`, link: `${site.url}/bread/`, title: 'Bread', text: 'On bread', date: '2024-03-01' },
  ]
  site.pages['/feed/'] = rss(posts, wordpress)
  site.pages['/comments/feed/'] = rss([], wordpress)
  const settings = { url: `${site.url}/feed/`, commentsUrl: commentsUrl && site.url + commentsUrl }
  return { site, posts, context: () => testContext(feed, settings) }
}
const comment = (url: string, id: number, more: Partial<Post> = {}): Post => ({
  guid: `${url}/?p=12#comment-${id}`,
  link: `${url}/bread/#comment-${id}`,
  title: 'By: Ana',
  text: `Comment ${id}`,
  author: 'Ana',
  date: new Date(),
  ...more,
})

test('hears the comments on all posts, each under its post', async () => {
  const { site, context } = await blog()
  site.pages['/comments/feed/'] = rss([comment(site.url, 1)])
  const { cursor } = await newest(context(), undefined)
  site.pages['/comments/feed/'] = rss([comment(site.url, 2), comment(site.url, 1)])
  const { heard } = await newest(context(), cursor)
  const post = `${site.url}/?p=12`
  assert.deepEqual(threads(heard), [[`${post}#comment-2`, post, post, 'Ana']])
})

test('finds the post by the link when the id does not tell', async () => {
  const { site, context } = await blog()
  const { cursor } = await newest(context(), undefined)
  site.pages['/comments/feed/'] = rss([
    comment(site.url, 1, { guid: 'urn:c:1' }),
    comment(site.url, 2, { guid: 'urn:c:2', link: `${site.url}/forgotten/#comment-2` }),
  ])
  const { heard } = await newest(context(), cursor)
  const [post, forgotten] = [`${site.url}/?p=12`, `${site.url}/forgotten/`]
  assert.deepEqual(threads(heard), [
    ['urn:c:1', post, post, 'Ana'],
    ['urn:c:2', forgotten, forgotten, 'Ana'],
  ])
})

test('knows from Atom which comment answers which', async () => {
  const { site, context } = await blog('/comments/feed/atom/')
  const entry = (id: number, ref: string) =>
    `<entry><id>${site.url}/?p=12#comment-${id}</id><title>Re</title><author><name>Ana</name></author>` +
    `<link rel="alternate" href="${site.url}/bread/#comment-${id}"/><updated>2024-03-02T10:00:00Z</updated>` +
    `<thr:in-reply-to ref="${ref}"/><content type="html">Hi</content></entry>`
  const atom = (...entries: string[]) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">` +
    `<id>c</id><title>Comments</title>${entries.join('')}</feed>`
  site.pages['/comments/feed/atom/'] = atom()
  const { cursor } = await newest(context(), undefined)
  const post = `${site.url}/?p=12`
  site.pages['/comments/feed/atom/'] = atom(entry(2, `${post}#comment-1`), entry(1, post))
  const { heard } = await newest(context(), cursor)
  assert.deepEqual(threads(heard), [
    [`${post}#comment-2`, `${post}#comment-1`, post, 'Ana'],
    [`${post}#comment-1`, post, post, 'Ana'],
  ])
})

test('reads the comments of each post where there is no feed of them all', async () => {
  const { site, posts, context } = await blog('')
  const [bread] = posts
  const counted = (count: number) => {
    const more = `<wfw:commentRss>${site.url}/bread/feed/</wfw:commentRss><slash:comments>${count}</slash:comments>`
    site.pages['/feed/'] = rss([{ ...bread, more }], wordpress)
  }
  const old = comment(site.url, 1, { date: '2024-03-01' })
  counted(1)
  site.pages['/bread/feed/'] = rss([old])
  const first = await newest(context(), undefined)
  const asked = () => site.asked.filter(({ path }) => path === '/bread/feed/').length
  assert.equal(asked(), 0)
  counted(2)
  site.pages['/bread/feed/'] = rss([comment(site.url, 2), old])
  const second = await newest(context(), first.cursor)
  const post = `${site.url}/?p=12`
  assert.deepEqual(threads(second.heard), [[`${post}#comment-2`, post, post, 'Ana']], 'what is older is for history')
  const third = await newest(context(), second.cursor)
  assert.deepEqual([third.heard, asked()], [[], 1], 'asked only when there are more')
})

test('keeps hearing the posts when the comments cannot be read, and says so once', async () => {
  const { site, posts, context } = await blog()
  const { cursor } = await newest(context(), undefined)
  site.pages['/comments/feed/'] = { status: 500 }
  site.pages['/feed/'] = rss([{ guid: 'new', title: 'New' }, ...posts], wordpress)
  const second = await newest(context(), cursor)
  assert.deepEqual(
    threads(second.heard).map(([id]) => id),
    ['new'],
  )
  assert.deepEqual(refused(second.heard), [
    { key: 'feed.comments-lost', params: { url: `${site.url}/comments/feed/` } },
  ])
  const third = await newest(context(), second.cursor)
  assert.deepEqual(third.heard, [])
  site.pages['/comments/feed/'] = rss([comment(site.url, 3)])
  const fourth = await newest(context(), third.cursor)
  assert.deepEqual(
    threads(fourth.heard).map(([id]) => id),
    [`${site.url}/?p=12#comment-3`],
    'nothing was lost meanwhile',
  )
})

test('goes back through the comments too', async () => {
  const { site, context } = await blog()
  site.pages['/comments/feed/'] = rss([comment(site.url, 2), comment(site.url, 1, { date: '2020-01-01' })])
  const since = new Date('2024-01-01')
  const all = await drain((cursor) => history(context(), cursor, since), undefined)
  assert.deepEqual(
    threads(all.heard).map(([id]) => id),
    [`${site.url}/?p=12`, `${site.url}/?p=12#comment-2`],
  )
})

test('goes back through the comments of each post', async () => {
  const { site, posts, context } = await blog('')
  const more = `<wfw:commentRss>${site.url}/bread/feed/</wfw:commentRss><slash:comments>1</slash:comments>`
  site.pages['/feed/'] = rss(posts.map((post) => ({ ...post, more })))
  site.pages['/bread/feed/'] = rss([comment(site.url, 1)])
  const all = await drain((cursor) => history(context(), cursor, new Date('2024-01-01')), undefined)
  const post = `${site.url}/?p=12`
  assert.deepEqual(threads(all.heard), [
    [post, undefined, undefined, 'Café de Lucas'],
    [`${post}#comment-1`, post, post, 'Ana'],
  ])
})
