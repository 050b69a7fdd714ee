import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { assertSayable, failureOf, testContext } from '../contract.test-kit.ts'
import { namedFeeds } from './discover.ts'
import { feed } from './index.ts'
import { writtenAddress } from './settings.ts'
import { openSite, rss, type Site } from './test-site.ts'
import { tryOut } from './try-out.ts'

const sites: Site[] = []
after(() => Promise.all(sites.map((site) => site.close())))
const site = async (pages: Site['pages'] = {}): Promise<Site> => {
  const opened = await openSite(pages)
  sites.push(opened)
  return opened
}

async function found(opened: Site, path: string, more: Record<string, unknown> = {}) {
  const context = testContext(feed, { url: opened.url + path, ...more })
  const result = await tryOut(context)
  for (const said of [...result.hears, ...result.says, ...result.limits]) assertSayable(said, feed)
  const { url, commentsUrl } = context.settings
  return { ...result, url: String(url).replace(opened.url, ''), comments: String(commentsUrl).replace(opened.url, '') }
}

test('says that there is no feed, without asking everywhere', async () => {
  const opened = await site({
    '/': '<html>Nothing to read</html>',
    '/named': '<html><link rel=alternate type=application/rss+xml href=/lost></html>',
  })
  for (const path of ['/', '/named']) {
    const failure = await failureOf(tryOut(testContext(feed, { url: opened.url + path })))
    assert.deepEqual([failure?.kind, failure?.words.key], ['invalid', 'feed.none-found'])
  }
  assert.ok(opened.asked.length < 20, `${opened.asked.length} requests`)
})

test('finds the feed that a page names, and keeps its address', async () => {
  const opened = await site({
    '/blog': `<html><base href="/en/"><link rel="stylesheet" href="x.css">
      <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml">
      <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="posts.xml"></html>`,
    '/en/posts.xml': rss([{ guid: 'a', title: 'A' }]),
    '/comments.xml': rss([]),
  })
  const { url, comments, hears } = await found(opened, '/blog')
  assert.deepEqual([url, comments], ['/en/posts.xml', '/comments.xml'])
  assert.deepEqual(hears, [{ key: 'feed.hears-posts', params: { count: 1 } }, { key: 'feed.hears-comments' }])
  assert.equal((await found(opened, '/blog', { includeComments: false })).comments, '')
})

test('finds feeds where they usually are', async () => {
  for (const path of ['/feed/', '/rss.xml', '/atom.xml', '/index.xml', '/feed.json']) {
    const body = path.endsWith('json') ? '{"version":"https://jsonfeed.org/version/1","title":"J","items":[]}' : rss([])
    assert.equal((await found(await site({ '/': '<html></html>', [path]: body }), '')).url, path)
  }
  const under = await site({ '/blog': '<html></html>', '/blog/feed/': rss([]), '/feed/': rss([]) })
  assert.equal((await found(under, '/blog')).url, '/blog/feed/')
})

test('finds the comments of WordPress and Blogger, in Atom when it can', async () => {
  const wordpress = (opened: Site) =>
    `<title>W</title><link>${opened.url}/w</link><generator>https://wordpress.org/?v=6</generator>`
  const opened = await site()
  opened.pages['/w/feed/'] = rss([], wordpress(opened))
  opened.pages['/w/comments/feed/'] = rss([])
  assert.equal((await found(opened, '/w/feed/')).comments, '/w/comments/feed/')
  opened.pages['/w/comments/feed/atom/'] = '<feed xmlns="http://www.w3.org/2005/Atom"><id>c</id></feed>'
  assert.equal((await found(opened, '/w/feed/')).comments, '/w/comments/feed/atom/')
  opened.pages['/feeds/posts/default'] = rss([])
  opened.pages['/feeds/comments/default'] = rss([])
  assert.equal((await found(opened, '/feeds/posts/default')).comments, '/feeds/comments/default')
})

test('says what it is, how far it goes back and how often it is asked', async () => {
  const date = new Date(Date.now() - 10 * 86_400_000)
  const opened = await site({
    '/feed': rss([
      { guid: 'a', title: 'A', date: new Date() },
      { guid: 'b', title: 'B', date, author: 'Ana' },
    ]),
    '/podcast': readFileSync(new URL('./samples/podcast.xml', import.meta.url)),
    '/atom': readFileSync(new URL('./samples/atom-1.0.xml', import.meta.url)),
    '/over': '{"version":"https://jsonfeed.org/version/1","title":"J","expired":true,"items":[]}',
  })
  const blog = await found(opened, '/feed')
  assert.deepEqual(blog.account, {
    externalId: `${opened.url.replace('http://', '')}/feed`,
    name: 'Café de Lucas',
    url: `${opened.url}/feed`,
    ourIds: [],
  })
  assert.deepEqual(blog.says, [])
  assert.deepEqual(blog.limits, [
    { key: 'feed.cannot-answer' },
    { key: 'feed.pace-hours', params: { hours: 20 } },
    { key: 'feed.goes-back', params: { days: 10 } },
  ])
  assert.equal((await found(opened, '/podcast')).hears[0]?.key, 'feed.hears-episodes')
  assert.equal((await found(opened, '/atom')).account.externalId, 'tag:marta.example,2024:blog')
  assert.ok((await found(opened, '/over')).limits.some(({ key }) => key === 'feed.over'))
  const ours = await found(opened, '/feed', { ours: true })
  assert.deepEqual(ours.account.ourIds, ['feed:127.0.0.1/café-de-lucas', 'feed:127.0.0.1/ana'])
})

test('stays the same window when its address changes', async () => {
  const opened = await site({ '/new': rss([]) })
  const account = { externalId: 'as it was', name: 'Old', ourIds: [] }
  const { account: now } = await tryOut(testContext(feed, { url: `${opened.url}/new` }, { account }))
  assert.deepEqual([now.externalId, now.name], ['as it was', 'Café de Lucas'])
})

test('reads addresses as people write them', () => {
  assert.equal(writtenAddress(' example.org/blog '), 'https://example.org/blog')
  assert.equal(writtenAddress('http://example.org'), 'http://example.org')
  assert.equal(writtenAddress('feed://example.org/x'), 'https://example.org/x')
  assert.equal(writtenAddress('feed:https://example.org/x'), 'https://example.org/x')
})

test('reads no more of a page than its beginning, and only links to feeds', () => {
  const page =
    '<link rel=alternate hreflang=es href=/es><link rel=alternate type=text/html href=/m><link rel=feed type=application/feed+json href=/f>'
  assert.deepEqual(namedFeeds(page, 'https://a.example/'), [{ url: 'https://a.example/f', ofComments: false }])
  assert.deepEqual(namedFeeds(' '.repeat(1_000_000) + page, 'https://a.example/'), [])
})
