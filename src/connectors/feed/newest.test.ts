import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Json } from '../../lib/json.ts'
import type { Heard, HeardMessage } from '../connector.ts'
import { drain, failureOf, testContext } from '../contract.test-kit.ts'
import { history } from './history.ts'
import { feed } from './index.ts'
import { newest } from './newest.ts'
import { openSite, type Post, rss, type Site } from './test-site.ts'

const sites: Site[] = []
after(() => Promise.all(sites.map((site) => site.close())))
const site = async (pages: Site['pages'] = {}): Promise<Site> => {
  const opened = await openSite(pages)
  sites.push(opened)
  return opened
}
const settingsFor = (url: string, more: Record<string, unknown> = {}) =>
  testContext(feed, { url, includeComments: false, ...more })
const messages = (heard: Heard[]): HeardMessage[] =>
  heard.flatMap((one) => (one.kind === 'message' ? [one.message] : []))
const ids = (heard: Heard[]): string[] => messages(heard).map(({ externalId }) => externalId)
const post = (name: string, more: Partial<Post> = {}): Post => ({
  guid: name,
  title: name,
  text: `Text of ${name}`,
  ...more,
})

test('says plainly that the address no longer answers with a feed', async () => {
  const { url } = await site({
    '/feed': '<html><title>Domain for sale</title></html>',
    '/broken': '{"version":"https://jsonfeed.org/version/1",',
  })
  const words = async (path: string) => (await failureOf(newest(settingsFor(url + path), undefined)))?.words.key
  assert.equal(await words('/feed'), 'feed.not-a-feed')
  assert.equal(await words('/broken'), 'feed.unreadable')
  assert.equal(await words('/nothing'), 'http.gone')
})

test('asks only for what has changed, and hears nothing when nothing has', async () => {
  const { url, pages, asked } = await site()
  const headers = { etag: '"1"', 'last-modified': 'Tue, 05 Mar 2024 14:30:15 GMT', 'cache-control': 'max-age=600' }
  pages['/feed'] = { body: rss([post('a')]), headers }
  const first = await newest(settingsFor(`${url}/feed`), undefined)
  assert.deepEqual(first.heard, [])
  pages['/feed'] = { body: rss([post('a'), post('b')]), headers }
  const second = await newest(settingsFor(`${url}/feed`), first.cursor)
  assert.deepEqual(second.heard, [])
  assert.equal(asked[1]?.headers['if-none-match'], '"1"')
  assert.equal(asked[1]?.headers['if-modified-since'], 'Tue, 05 Mar 2024 14:30:15 GMT')
  assert.equal(second.againInMs, first.againInMs, 'the pace is remembered')
  pages['/feed'] = { body: rss([post('a'), post('b')]), headers: { etag: '"2"' } }
  const third = await newest(settingsFor(`${url}/feed`), second.cursor)
  assert.deepEqual(ids(third.heard), ['b'])
})

test('hears an edit as the same message with another text', async () => {
  const { url, pages } = await site({ '/feed': rss([post('a', { date: '2024-03-01' })]) })
  const { cursor } = await newest(settingsFor(`${url}/feed`), undefined)
  pages['/feed'] = rss([post('a', { date: '2024-03-01', text: 'Corrected' })])
  const { heard, cursor: later } = await newest(settingsFor(`${url}/feed`), cursor)
  const [edited] = messages(heard)
  assert.deepEqual([edited?.externalId, edited?.body], ['a', { text: 'Corrected' }])
  assert.ok(edited?.editedAt && Date.now() - edited.editedAt.getTime() < 10_000)
  assert.deepEqual((await newest(settingsFor(`${url}/feed`), later)).heard, [])
})

test('does not hear again what fell out of the feed and came back', async () => {
  const { url, pages } = await site({ '/feed': rss([post('a'), post('b')]) })
  const look = (cursor: Json | undefined) => newest(settingsFor(`${url}/feed`), cursor)
  const first = await look(undefined)
  pages['/feed'] = rss([])
  const second = await look(first.cursor)
  pages['/feed'] = rss([post('c'), post('b'), post('a')])
  assert.deepEqual(ids((await look(second.cursor)).heard), ['c'])
})

test('refuses an empty item once, and hears the others', async () => {
  const { url, pages } = await site({ '/feed': rss([]) })
  const { cursor } = await newest(settingsFor(`${url}/feed`), undefined)
  pages['/feed'] = rss([post('a'), { date: '2024-03-01' }, { guid: 'only a guid' }])
  const { heard, cursor: later } = await newest(settingsFor(`${url}/feed`), cursor)
  assert.deepEqual(ids(heard), ['a'])
  assert.deepEqual(
    heard.flatMap((one) => (one.kind === 'refused' ? [one.reason.key] : [])),
    ['feed.item-empty', 'feed.item-empty'],
  )
  assert.deepEqual((await newest(settingsFor(`${url}/feed`), later)).heard, [])
})

test('follows a feed that has moved for good, and only then', async () => {
  const { url, pages } = await site({ '/new': rss([post('a')]), '/page': '<html>Gone fishing</html>' })
  const kept = async (path: string) => {
    const context = settingsFor(url + path)
    await failureOf(newest(context, undefined))
    return context.kept
  }
  pages['/permanent'] = { status: 301, headers: { location: '/new' } }
  pages['/temporary'] = { status: 302, headers: { location: '/new' } }
  pages['/to-a-page'] = { status: 301, headers: { location: '/page' } }
  pages['/announced'] = rss([], `<itunes:new-feed-url>${url}/new</itunes:new-feed-url>`)
  pages['/announced-wrongly'] = rss([], `<itunes:new-feed-url>${url}/page</itunes:new-feed-url>`)
  assert.deepEqual(await kept('/permanent'), [{ url: `${url}/new` }])
  assert.deepEqual(await kept('/announced'), [{ url: `${url}/new` }])
  for (const path of ['/temporary', '/to-a-page', '/announced-wrongly', '/new'])
    assert.deepEqual(await kept(path), [], path)
})

test('waits when it is asked to', async () => {
  const { url } = await site({ '/feed': { status: 429, headers: { 'retry-after': '600' } } })
  const failure = await failureOf(newest(settingsFor(`${url}/feed`), undefined))
  assert.equal(failure?.kind, 'rate-limited')
  assert.ok(Math.abs((failure.until?.getTime() ?? 0) - Date.now() - 600_000) < 10_000)
})

test('marks the posts of our own blog as not speaking to us', async () => {
  const { url, pages } = await site({ '/feed': rss([]) })
  const ours = settingsFor(`${url}/feed`, { ours: true })
  const { cursor } = await newest(ours, undefined)
  pages['/feed'] = rss([post('a')])
  const { heard } = await newest(ours, cursor)
  assert.deepEqual(
    messages(heard).map(({ concernsUs }) => concernsUs),
    [false],
  )
})

const allOf = (url: string, since: string, more: Record<string, unknown> = {}) =>
  drain((cursor) => history(settingsFor(url, more), cursor, new Date(since)), undefined)

test('catches up when more was said than one document holds', async () => {
  const wordpress = '<title>T</title><generator>https://wordpress.org/?v=6.5</generator>'
  const said = Array.from({ length: 9 }, (_, at) => post(`p${at}`, { date: new Date(Date.now() - 60_000 + at * 1000) }))
  const pageOf = (posts: Post[], number: number) =>
    rss(posts.slice(-3 * number, posts.length - 3 * (number - 1)).reverse(), wordpress)
  const { url, pages, asked } = await site({ '/feed/': pageOf(said.slice(0, 2), 1) })
  const { cursor } = await newest(settingsFor(`${url}/feed/`), undefined)
  pages['/feed/'] = pageOf(said, 1)
  for (const number of [2, 3, 4]) pages[`/feed/?paged=${number}`] = pageOf(said, number)
  const { heard } = await newest(settingsFor(`${url}/feed/`), cursor)
  assert.deepEqual(ids(heard).sort(), ['p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'])
  assert.deepEqual(asked.map(({ path }) => path).slice(1), ['/feed/', '/feed/?paged=2', '/feed/?paged=3'])
})

test('does not take a site that renames all its old posts for one that says them anew', async () => {
  const { url, pages } = await site({
    '/feed': rss([post('old-1', { date: '2024-03-01' }), post('old-2', { date: '2024-03-02' })]),
  })
  const { cursor } = await newest(settingsFor(`${url}/feed`), undefined)
  const fresh = post('fresh', { date: new Date() })
  pages['/feed'] = rss([fresh, post('new-1', { date: '2024-03-01' }), post('new-2', { date: '2024-03-02' })])
  const second = await newest(settingsFor(`${url}/feed`), cursor)
  assert.deepEqual(ids(second.heard), ['fresh'])
  assert.deepEqual((await newest(settingsFor(`${url}/feed`), second.cursor)).heard, [])
})

test('does not trust that nothing changed in the second of the last look', async () => {
  const { url, pages } = await site()
  const headers = { etag: '"same second"', 'last-modified': new Date().toUTCString() }
  pages['/feed'] = { body: rss([post('a')]), headers }
  const { cursor } = await newest(settingsFor(`${url}/feed`), undefined)
  pages['/feed'] = { body: rss([post('a'), post('b')]), headers }
  assert.deepEqual(ids((await newest(settingsFor(`${url}/feed`), cursor)).heard), ['b'])
})

test('goes back through the pages and archives that a feed names', async () => {
  const { url, pages, asked } = await site()
  const older = (rel: string, path: string) => `<title>T</title><atom:link rel="${rel}" href="${path}"/>`
  pages['/feed'] = rss([post('d', { date: '2024-03-04' })], older('next', '/feed?page=2'))
  pages['/feed?page=2'] = rss([post('c', { date: '2024-03-03' })], older('prev-archive', '/2023'))
  pages['/2023'] = rss(
    [post('b', { date: '2024-03-02' }), post('a', { date: '2023-01-01' })],
    older('prev-archive', '/2022'),
  )
  pages['/2022'] = rss([post('z', { date: '2022-01-01' })], older('prev-archive', '/2021'))
  const { heard } = await allOf(`${url}/feed`, '2024-01-01')
  assert.deepEqual(ids(heard), ['d', 'c', 'b'])
  assert.deepEqual(
    asked.map(({ path }) => path),
    ['/feed', '/feed?page=2', '/2023', '/2022'],
    'and no further',
  )
})

test('goes back through the pages of a WordPress feed, which names none', async () => {
  const wordpress = '<title>T</title><generator>https://wordpress.org/?v=6.5</generator>'
  const { url, pages } = await site({
    '/feed/': rss([post('b', { date: '2024-03-02' })], wordpress),
    '/feed/?paged=2': rss([post('a', { date: '2024-03-01' })], wordpress),
  })
  assert.deepEqual(ids((await allOf(`${url}/feed/`, '2024-01-01')).heard), ['b', 'a'])
  pages['/feed/?paged=2'] = pages['/feed/'] ?? ''
  assert.equal((await allOf(`${url}/feed/`, '2024-01-01')).heard.length, 2, 'a site that ignores the page is left')
})

test('does not go round in circles', async () => {
  const { url, pages, asked } = await site()
  pages['/feed'] = rss([post('a')], '<title>T</title><atom:link rel="next" href="/2"/>')
  pages['/2'] = rss([post('a')], '<title>T</title><atom:link rel="next" href="/feed"/>')
  await allOf(`${url}/feed`, '2024-01-01')
  assert.ok(asked.length <= 3, `${asked.length} requests`)
})

test('keeps a place in history through a restart', async () => {
  const { url } = await site({
    '/feed': rss([post('b', { date: '2024-03-02' })], '<title>T</title><atom:link rel="next" href="/2"/>'),
    '/2': rss([post('a', { date: '2024-03-01' })]),
  })
  const since = new Date('2024-01-01')
  const first = await history(settingsFor(`${url}/feed`), undefined, since)
  assert.equal(first.more, true)
  const again = JSON.parse(JSON.stringify(first.cursor))
  assert.deepEqual(ids((await history(settingsFor(`${url}/feed`), again, since)).heard), ['a'])
})
