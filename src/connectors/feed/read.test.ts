import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import iconv from 'iconv-lite'
import { ConnectorFailure } from '../failure.ts'
import type { FeedItem, ParsedFeed } from './parsed.ts'
import { readFeed } from './read.ts'

const sample = (name: string, url = 'https://site.example/feed'): ParsedFeed => {
  const feed = readFeed({ url, contentType: '', body: readFileSync(new URL(`./samples/${name}`, import.meta.url)) })
  assert.ok(feed, `${name} is a feed`)
  return feed
}
const read = (text: string | Uint8Array, contentType = 'application/xml'): ParsedFeed | undefined =>
  readFeed({ url: 'https://site.example/feed', contentType, body: typeof text === 'string' ? Buffer.from(text) : text })
const itemOf = (feed: ParsedFeed, at = 0): FeedItem => {
  const item = feed.items[at]
  assert.ok(item)
  return item
}
const without = ({ raw, ...rest }: FeedItem) => rest

test('is not fooled by what is no feed', () => {
  const others = [
    '',
    ' ',
    'hello',
    '<html><body>About &lt;rss&gt; <rss>x</rss></body></html>',
    '{"title":"x","items":[]}',
  ]
  for (const text of [
    ...others,
    '{',
    '[]',
    '<svg/>',
    '<?xml version="1.0"?>',
    '<!-- <rss> -->',
    '\0\0\0',
    '<rssx/>',
    '<',
  ])
    assert.equal(read(text), undefined, text)
})

test('says plainly that a feed is beyond reading', () => {
  const deep = `<rss version="2.0"><channel><item>${'<a>'.repeat(100_000)}`
  for (const text of ['{"version":"https://jsonfeed.org/version/1",', deep])
    assert.throws(
      () => read(text),
      (error) => error instanceof ConnectorFailure && error.kind === 'invalid' && error.words.key === 'feed.unreadable',
    )
})

test('reads a feed with nothing in it yet', () => {
  for (const text of [
    '<rss version="2.0"></rss>',
    '<feed xmlns="http://www.w3.org/2005/Atom"/>',
    '<rss><channel/></rss>',
  ])
    assert.deepEqual(read(text)?.items, [], text)
})

test('reads RSS 0.91, with its document type', () => {
  const feed = sample('rss-0.91.xml')
  assert.deepEqual([feed.title, feed.language, feed.homeUrl], ['Panadería Sol', 'es', 'https://sol.example/'])
  assert.deepEqual(without(itemOf(feed)), {
    link: 'https://sol.example/barra',
    title: 'Barra de pueblo',
    body: { text: 'Ya ha vuelto la barra de pueblo.' },
    base: 'https://sol.example/barra',
    authors: [],
    media: [],
  })
})

test('reads RSS 0.90 and 1.0, which are RDF', () => {
  assert.equal(itemOf(sample('rss-0.90.xml')).link, 'https://old.example/hello')
  const feed = sample('rss-1.0.xml')
  assert.deepEqual([feed.format, feed.title, feed.language], ['rdf', 'Library news', 'en'])
  assert.deepEqual(feed.hints, { everyMinutes: 720, skipHours: [], skipDays: [] })
  assert.deepEqual(without(itemOf(feed)), {
    guid: 'https://library.example/n/1',
    link: 'https://library.example/n/1',
    title: 'New chairs',
    body: { html: '<p>There are <em>new</em> chairs.</p>' },
    published: new Date('2024-03-05T08:00:00Z'),
    base: 'https://library.example/n/1',
    authors: [{ name: 'Ana Ruiz' }],
    media: [],
  })
})

test('reads RSS 2.0 as blogs write it', () => {
  const feed = sample('rss-2.0.xml')
  assert.equal(feed.title, 'Café de Lucas')
  assert.deepEqual(feed.hints, { ttlMinutes: 30, everyMinutes: 60, skipHours: [1, 2], skipDays: [6, 0] })
  const { body, ...first } = without(itemOf(feed))
  assert.ok(body && 'html' in body && body.html.startsWith('<p>We meet'), 'the whole text rather than the summary')
  assert.deepEqual(first, {
    guid: 'https://lucas.example/?p=12',
    link: 'https://lucas.example/2024/03/tertulia/',
    title: 'Café & tertulia',
    published: new Date('2024-03-05T14:30:15Z'),
    commentsFeed: 'https://lucas.example/2024/03/tertulia/feed/',
    comments: 3,
    base: 'https://lucas.example/2024/03/tertulia/',
    authors: [{ name: 'Lucas Peña' }],
    media: [],
  })
  const note = itemOf(feed, 1)
  assert.equal(note.title, undefined)
  assert.equal(note.link, 'https://lucas.example/note/1', 'a guid that is an address is the link')
  assert.deepEqual(note.authors, [{ name: 'Lucas Peña', email: 'lucas@lucas.example' }])
})

test('reads podcasts: episodes with their sound, its size and its length', () => {
  const feed = sample('podcast.xml')
  assert.deepEqual([feed.author?.name, feed.newUrl], ['Marta Gil', 'https://pods.example/sobremesa.xml'])
  assert.equal(feed.imageUrl, 'https://sobremesa.example/face.jpg')
  assert.deepEqual(itemOf(feed).media, [
    {
      kind: 'audio',
      url: 'https://cdn.example/1.mp3?token=a&b=c',
      mime: 'audio/mpeg',
      bytes: 24_986_239,
      name: 'Episode 1: Bread (42:10)',
    },
  ])
  assert.deepEqual(itemOf(feed).body, { text: 'On bread.' })
  assert.deepEqual(itemOf(feed, 1).media, [
    {
      kind: 'video',
      url: 'https://cdn.example/2-large.mp4',
      mime: 'video/mp4',
      bytes: 99_000_000,
      alt: 'Marta cuts a loaf',
      name: 'The same in two sizes (1:05)',
    },
  ])
  assert.deepEqual(itemOf(feed, 2).media, [{ kind: 'image', url: 'https://site.example/3.png' }])
})

test('reads Atom 1.0: bases in bases, text that is text, archives, threads', () => {
  const feed = sample('atom-1.0.xml')
  assert.deepEqual([feed.id, feed.title], ['tag:marta.example,2024:blog', 'Marta & friends'])
  assert.equal(feed.homeUrl, 'https://marta.example/blog/')
  assert.equal(feed.olderUrl, 'https://marta.example/blog/archive/2023.atom')
  assert.deepEqual(feed.author, { name: 'Marta Gil', url: 'https://marta.example/about' })
  const one = without(itemOf(feed))
  assert.deepEqual(one, {
    guid: 'tag:marta.example,2024:1',
    link: 'https://marta.example/blog/one',
    title: '1 < 2 & 3',
    body: { html: '<p>See <a href="notes">the notes</a>.</p>' },
    published: new Date('2024-03-04T09:00:00Z'),
    updated: new Date('2024-03-05T09:00:00Z'),
    commentsFeed: 'https://marta.example/blog/one/comments.atom',
    comments: 2,
    base: 'https://marta.example/blog/one/',
    authors: [],
    media: [
      { kind: 'audio', url: 'https://marta.example/blog/talk.ogg', mime: 'audio/ogg', bytes: 1234, name: 'The talk' },
    ],
  })
  const comment = itemOf(feed, 1)
  assert.equal(comment.inReplyTo, 'tag:marta.example,2024:1')
  assert.deepEqual(comment.body, { text: 'So 2 > 1, then?' })
  assert.deepEqual(comment.authors, [{ name: 'Lucas', email: 'lucas@example.org' }])
})

test('reads Atom 0.3', () => {
  const item = itemOf(sample('atom-0.3.xml'))
  assert.deepEqual(item.body, { html: '<p>Early</p>' })
  assert.deepEqual(item.published, new Date('2004-01-01T12:00:00Z'))
  assert.deepEqual(item.updated, new Date('2004-01-02T12:00:00Z'))
  assert.deepEqual(item.authors, [{ name: 'Eva', url: 'https://early.example/eva' }])
})

test('reads JSON Feed', () => {
  const feed = sample('feed-1.1.json')
  assert.equal(feed.olderUrl, 'https://site.example/feed.json?page=2')
  assert.deepEqual(feed.author, { name: 'Eva', url: 'https://eva.example/', avatarUrl: 'https://site.example/eva.jpg' })
  const [one, two] = [itemOf(feed), itemOf(feed, 1)]
  assert.deepEqual([one.guid, one.link, one.body], ['1', 'https://site.example/notas/1', { html: '<p>Hola</p>' }])
  assert.deepEqual(one.media, [
    { kind: 'audio', url: 'https://site.example/uno.m4a', mime: 'audio/x-m4a', bytes: 1000, name: 'Uno (1:01:40)' },
  ])
  assert.deepEqual([two.guid, two.body], ['2', { text: '5 < 6' }])
  assert.deepEqual(two.media, [{ kind: 'image', url: 'https://site.example/dos.jpg' }])
})

test('mends what is broken as well as it can be mended', () => {
  const feed = sample('broken.xml')
  assert.equal(feed.title, "Tom & Jerry's")
  assert.deepEqual(
    feed.items.map(({ title }) => title),
    ['Fish & chips', 'The last one, cut off in the mid'],
  )
  assert.equal(itemOf(feed).link, 'https://broken.example/fish?x=1&y=2')
})

test('reads what stands before the root, and takes no harm from what is in the type', () => {
  assert.equal(sample('quirks.xml').title, 'Quirks')
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`
  const feed = read(
    `${bomb}<rss version="2.0"><channel><title>&b;&c;</title><item><title>x</title></item></channel></rss>`,
  )
  assert.doesNotMatch(feed?.title ?? '', /haha|root/)
  const quoted = read(
    '<rss version="2.0"><channel><item><title><![CDATA[<!DOCTYPE html>]]>x</title></item></channel></rss>',
  )
  assert.equal(quoted?.items[0]?.title, 'x')
})

const spanish = '<rss version="2.0"><channel><title>Añejo “vino” €</title></channel></rss>'
const declared = (charset: string) => `<?xml version="1.0" encoding="${charset}"?>${spanish}`
const charsets: Record<string, [Buffer, string]> = {
  'UTF-8 unsaid': [Buffer.from(spanish), ''],
  'UTF-8 that the server calls Latin-1': [Buffer.from(declared('utf-8')), 'text/xml; charset=iso-8859-1'],
  'UTF-8 with a mark': [iconv.encode(spanish, 'utf-8', { addBOM: true }), ''],
  'UTF-16 with a mark': [iconv.encode(spanish, 'utf-16', { addBOM: true }), ''],
  'UTF-16 big-endian without one': [iconv.encode(spanish, 'utf-16be'), ''],
  'UTF-16 little-endian without one': [iconv.encode(spanish, 'utf-16le'), 'text/xml; charset=utf-8'],
  'UTF-32': [iconv.encode(spanish, 'utf-32le', { addBOM: true }), ''],
  'Windows-1252, declared': [iconv.encode(declared('windows-1252'), 'windows-1252'), 'text/xml'],
  'Windows-1252 that calls itself Latin-1': [iconv.encode(declared('ISO-8859-1'), 'windows-1252'), ''],
  'Windows-1252, said by the server': [iconv.encode(spanish, 'windows-1252'), 'text/xml; charset="windows-1252"'],
  'Windows-1252 unsaid': [iconv.encode(spanish, 'windows-1252'), ''],
  'Windows-1252 that calls itself UTF-8': [iconv.encode(declared('utf-8'), 'windows-1252'), 'text/xml; charset=utf-8'],
  'Windows-1252 with an unknown name': [iconv.encode(declared('klingon'), 'windows-1252'), 'text/xml; charset=vulcan'],
}
for (const [what, [bytes, type]] of Object.entries(charsets))
  test(`decodes ${what}`, () => assert.equal(read(bytes, type)?.title, 'Añejo “vino” €'))

test('decodes other alphabets', () => {
  const cases: [string, string][] = [
    ['Привет', 'koi8-r'],
    ['こんにちは', 'shift_jis'],
    ['你好', 'gb18030'],
    ['שלום', 'windows-1255'],
  ]
  for (const [text, charset] of cases) {
    const feed = `<?xml version="1.0" encoding="${charset}"?><rss version="2.0"><channel><title>${text}</title></channel></rss>`
    assert.equal(read(iconv.encode(feed, charset))?.title, text, charset)
  }
})

test('survives NUL, lone surrogates and invalid bytes', () => {
  const odd = Buffer.concat([
    Buffer.from('<rss version="2.0"><channel><title>a\0b'),
    Buffer.from([0xff, 0xed, 0xa0, 0x80]),
  ])
  const feed = read(Buffer.concat([odd, Buffer.from('</title></channel></rss>')]))
  assert.match(feed?.title ?? '', /^ab/)
  assert.match(read('{"version":"https://jsonfeed.org/version/1","title":"x\\ud800"}')?.title ?? '', /^x/)
})
