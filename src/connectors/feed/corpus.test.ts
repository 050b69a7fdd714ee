import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ConnectorFailure } from '../failure.ts'
import { identify } from './identify.ts'
import type { FeedItem, ParsedFeed } from './parsed.ts'
import { plain } from './plain.ts'
import { readFeed } from './read.ts'
import { translate } from './translate.ts'

/**
 * Other people's feeds: the test data of feedparser and gofeed, where somebody has put it beside this repository; it
 * cannot be part of it. Our own samples always take part, so that the laws below are tried everywhere.
 */
const beside = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))
const samples = fileURLToPath(new URL('./samples/', import.meta.url))
const feedparser = join(beside, 'feedparser-tests/tests')
const gofeed = join(beside, 'gofeed-testdata/testdata')
const isThere = existsSync(feedparser) && existsSync(gofeed)

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:xml|json)$/.test(name))
    .map((name) => join(folder, name))
    .filter((file) => !isExpectation(file))
    .sort()

/** gofeed keeps what it expects of a feed in a file of JSON beside it. */
const isExpectation = (file: string): boolean =>
  /_expected\.json$/.test(file) || (file.endsWith('.json') && existsSync(file.replace(/\.json$/, '.xml')))

const url = 'http://127.0.0.1:8097/feed.xml'

function read(file: string): ParsedFeed | 'no feed' | 'unreadable' {
  const body = readFileSync(file)
  const contentType = /^Header:\s*Content-type:\s*(.*)$/im.exec(body.toString('latin1', 0, 3000))?.[1] ?? ''
  try {
    return readFeed({ url, contentType, body }) ?? 'no feed'
  } catch (error) {
    assert.ok(error instanceof ConnectorFailure, `${file}: ${error}`)
    return 'unreadable'
  }
}

test('whatever a feed holds becomes messages by the rules, or is refused by them', (t) => {
  const files = [...filesIn(samples), ...(isThere ? [...filesIn(feedparser), ...filesIn(gofeed)] : [])]
  const counts = { files: files.length, feeds: 0, items: 0, 'no feed': 0, unreadable: 0 }
  const now = new Date()
  for (const file of files) {
    const feed = read(file)
    if (typeof feed === 'string') {
      counts[feed]++
      continue
    }
    counts.feeds++
    const identified = identify(feed.items)
    assert.equal(new Set(identified.map(({ id }) => id)).size, identified.length, file)
    for (const { id, item } of identified) {
      counts.items++
      const heard = translate(item, { id, feed, feedUrl: url, now })
      if (heard.kind !== 'message') continue
      const { message } = heard
      assert.ok(message.saidAt <= now && message.author.name !== '' && message.author.externalId !== '', file)
      for (const address of [message.url, ...message.media.map((one) => one.url)])
        assert.match(address ?? 'https://', /^https?:/, `${file}: ${address}`)
    }
  }
  t.diagnostic(JSON.stringify(counts))
  assert.ok(counts.unreadable <= 1 && counts.feeds >= filesIn(samples).length)
})

/** One thing that a corpus says of a feed, and what we read there. */
interface Claim {
  file: string
  said: string
  read: string | undefined
}

const same = ({ said, read }: Claim): boolean => said === read || plain(said) === plain(read ?? '')

function bodyText(item: FeedItem | undefined): string | undefined {
  if (!item?.body) return undefined
  return 'text' in item.body ? item.body.text : item.body.html
}

/** feedparser writes what it expects into a comment, in Python: `entries[0]['title'] == 'x'`. */
function claimsOfFeedparser(file: string): Claim[] {
  const feed = read(file)
  if (typeof feed === 'string') return []
  const expected = /^Expect:\s*(.*)$/m.exec(readFileSync(file).toString('latin1', 0, 3000))?.[1] ?? ''
  return expected.split(' and ').flatMap((clause): Claim[] => {
    const [, at, field = '', , text] =
      /^(?:entries\[(\d)\]|feed)\['(\w+)'\](?:\[0\])?(?:\['value'\])? == u?(['"])(.*)\3$/.exec(clause.trim()) ?? []
    const reader = at === undefined ? ofFeed[field] : undefined
    const itemReader = at === undefined ? undefined : ofItem[field]
    if (text === undefined || (!reader && !itemReader)) return []
    const item = feed.items[Number(at)]
    return [{ file, said: python(text), read: reader ? reader(feed) : item && itemReader?.(item) }]
  })
}

const ofFeed: Record<string, (feed: ParsedFeed) => string | undefined> = {
  title: (feed) => feed.title,
  link: (feed) => feed.homeUrl,
  language: (feed) => feed.language,
}
const ofItem: Record<string, (item: FeedItem) => string | undefined> = {
  title: (item) => item.title,
  link: (item) => item.link,
  guid: (item) => item.guid,
  description: bodyText,
  summary: bodyText,
  content: bodyText,
}

const python = (text: string): string =>
  text
    .replace(/\\[ux]([\da-f]{4}|[\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\(['"\\])/g, '$1')
    .replaceAll('\\n', '\n')

function claimsOfGofeed(file: string): Claim[] {
  const beside = file.replace(/\.xml$/, '.json')
  if (!file.includes('translator') || !file.endsWith('.xml') || !existsSync(beside)) return []
  const feed = read(file)
  if (typeof feed === 'string') return []
  const { title, items = [] } = JSON.parse(readFileSync(beside, 'utf8'))
  const claims: Claim[] = typeof title === 'string' ? [{ file, said: title, read: feed.title }] : []
  for (const [at, expected] of items.entries()) {
    const item = feed.items[at]
    for (const field of ['title', 'link', 'guid'] as const)
      if (expected[field]) claims.push({ file, said: expected[field], read: item?.[field] })
    const body = expected.content ?? expected.description
    if (body) claims.push({ file, said: body, read: bodyText(item) })
    if (expected.author?.name) claims.push({ file, said: expected.author.name, read: item?.authors[0]?.name })
    if (expected.publishedParsed)
      claims.push({ file, said: expected.publishedParsed, read: item?.published?.toISOString().replace('.000Z', 'Z') })
  }
  return claims
}

/** Ours, so that the comparison itself is tried where the corpora are not. */
const ownClaims = (): Claim[] => {
  const feed = read(join(samples, 'rss-0.91.xml'))
  assert.ok(typeof feed !== 'string')
  return [{ file: 'rss-0.91.xml', said: 'Barra de pueblo', read: feed.items[0]?.title }]
}

test('agrees with what others read in the same feeds', (t) => {
  const corpora: [string, Claim[], number][] = [
    ['ours', ownClaims(), 1],
    ['feedparser', isThere ? filesIn(feedparser).flatMap(claimsOfFeedparser) : [], 0.9],
    ['gofeed', isThere ? filesIn(gofeed).flatMap(claimsOfGofeed) : [], 0.9],
  ]
  for (const [name, claims, least] of corpora) {
    const different = claims.filter((claim) => !same(claim))
    t.diagnostic(`${name}: ${claims.length - different.length} of ${claims.length} agree`)
    const shown = different
      .slice(0, 100)
      .map(({ file, said, read }) => `${dirname(file).split('/').at(-1)}: ${said} | ${read}`)
    assert.ok(claims.length - different.length >= least * claims.length, shown.join('\n'))
  }
})
