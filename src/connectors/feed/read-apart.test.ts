import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConnectorFailure } from '../failure.ts'
import { readFeed } from './read.ts'
import { readFeedApart } from './read-apart.ts'

const document = (text: string) => ({
  url: 'https://site.example/feed',
  contentType: 'application/rss+xml',
  body: new TextEncoder().encode(text),
})
const rss = (items: string) => `<rss version="2.0"><channel><title>Blog</title>${items}</channel></rss>`
const item = (n: number, more = '') =>
  `<item><title>Nº ${n}</title><guid>${n}</guid><pubDate>Mon, 02 Feb 2026 10:00:00 GMT</pubDate>${more}</item>`
const items = (count: number, more?: string) => rss(Array.from({ length: count }, (_, n) => item(n, more)).join(''))
const never = () => new AbortController().signal
const tooMuch = (error: unknown) => {
  assert.ok(error instanceof ConnectorFailure)
  assert.deepEqual([error.kind, error.words.key], ['invalid', 'feed.too-much'])
  return true
}

test('a large feed is read as a small one is', async () => {
  const large = document(items(3_000, `<description>${'palabra '.repeat(20)}</description>`))
  assert.ok(large.body.byteLength > 500_000)
  const apart = await readFeedApart(large, never())
  const bare = ({ items, ...feed }: NonNullable<typeof apart>) => ({
    ...feed,
    items: items.map((one) => ({ ...one, raw: null })),
  })
  const inPlace = readFeed(large)
  assert.ok(apart && inPlace)
  assert.deepEqual(bare(apart), bare(inPlace))
})

test('what is no feed is none, and what is broken is told with its address, whatever its size', async () => {
  const padding = ' '.repeat(300_000)
  for (const pad of ['', padding]) {
    assert.equal(await readFeedApart(document(`<html>${pad}</html>`), never()), undefined)
    await assert.rejects(readFeedApart(document(rss(`${pad}${'<a>'.repeat(600)}`)), never()), {
      words: { key: 'feed.unreadable', params: { url: 'https://site.example/feed' } },
    })
  }
})

test('an item with nothing to tell it by travels whole, to be shown', async () => {
  const feed = await readFeedApart(
    document(rss(`<item><source>x</source></item>${item(1, ' '.repeat(300_000))}`)),
    never(),
  )
  assert.match(JSON.stringify(feed?.items.map(({ raw }) => raw)), /"x"/)
})

test('everything else goes on while a hostile feed is read', async () => {
  const hostile = document(
    rss(`<item><title>a</title>${'<enclosure url="a" type="b" length="1"/>'.repeat(60_000)}</item>`),
  )
  let ticks = 0
  const ticking = setInterval(() => (ticks += 1), 10)
  await readFeedApart(hostile, never()).catch(tooMuch)
  clearInterval(ticking)
  assert.ok(ticks > 10, `${ticks}`)
})

test('a feed that takes too long, or has too many items, is refused, and the next one is read', async () => {
  await assert.rejects(readFeedApart(document(items(5_000)), never(), 1), tooMuch)
  await assert.rejects(readFeedApart(document(rss('<item><guid>1</guid></item>'.repeat(20_001))), never()), tooMuch)
  assert.equal((await readFeedApart(document(items(5_000)), never()))?.items.length, 5_000)
})

test('reading ends when the window is no longer heard', async () => {
  const stopping = new AbortController()
  const reading = readFeedApart(document(items(5_000)), stopping.signal)
  stopping.abort(new Error('stopped'))
  await assert.rejects(reading, { message: 'stopped' })
  await assert.rejects(readFeedApart(document(items(5_000)), stopping.signal), { message: 'stopped' })
})
