import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HeardMessage } from '../connector.ts'
import { absoluteHtml } from './absolute-html.ts'
import type { FeedItem } from './parsed.ts'
import { plain } from './plain.ts'
import { type Standing, translate } from './translate.ts'

const now = new Date('2024-03-05T12:00:00Z')
const feed = {
  title: 'Café de Lucas',
  homeUrl: 'https://www.lucas.example/',
  imageUrl: 'https://lucas.example/face.png',
}
const standing: Standing = { id: 'x', feed, feedUrl: 'https://lucas.example/feed', now }
const item = (parts: Partial<FeedItem>): FeedItem => ({
  base: 'https://lucas.example/p/',
  authors: [],
  media: [],
  raw: {},
  ...parts,
})

function message(parts: Partial<FeedItem>, more: Partial<Standing> = {}): HeardMessage {
  const heard = translate(item(parts), { ...standing, ...more })
  assert.equal(heard.kind, 'message')
  return heard.message
}

test('refuses what says nothing, with the beginning of what came', () => {
  const heard = translate(item({ guid: 'g', raw: { guid: { value: 'g' }, x: 'y'.repeat(1000) } }), standing)
  assert.equal(heard.kind, 'refused')
  assert.deepEqual(heard.reason, { key: 'feed.item-empty' })
  assert.match(heard.excerpt, /^\{"guid"/)
  assert.equal(heard.excerpt.length, 500)
})

test('says when a thing was said, never in the future', () => {
  const date = (iso: string) => new Date(iso)
  assert.deepEqual(message({ title: 'x', published: date('2024-03-01') }).saidAt, date('2024-03-01'))
  assert.deepEqual(message({ title: 'x', updated: date('2024-03-02') }).saidAt, date('2024-03-02'))
  assert.deepEqual(message({ title: 'x', published: date('2100-01-01') }).saidAt, now)
  assert.deepEqual(message({ title: 'x' }).saidAt, now)
})

test('says when it was changed, as far as the feed tells it', () => {
  const published = new Date('2024-03-01')
  const updated = new Date('2024-03-04')
  const lookedAt = new Date('2024-03-03')
  assert.equal(message({ title: 'x', published }).editedAt, undefined)
  assert.equal(message({ title: 'x', published, updated: published }).editedAt, undefined)
  assert.deepEqual(message({ title: 'x', published, updated }).editedAt, updated)
  assert.deepEqual(message({ title: 'x', published, updated }, { changed: true, lookedAt }).editedAt, updated)
  assert.deepEqual(message({ title: 'x', published, updated }, { changed: true, lookedAt: updated }).editedAt, now)
  assert.deepEqual(message({ title: 'x' }, { changed: true, lookedAt }).editedAt, now)
  assert.deepEqual(message({ title: 'x', updated: new Date('2100-01-01') }, { changed: true, lookedAt }).editedAt, now)
})

test('gives title and text their places', () => {
  assert.deepEqual([message({ title: 'T' }).subject, message({ title: 'T' }).body], [undefined, { text: 'T' }])
  const both = message({ title: 'T', body: { text: 'B' } })
  assert.deepEqual([both.subject, both.body], ['T', { text: 'B' }])
  assert.deepEqual(message({ link: 'https://lucas.example/p/1' }).body, { text: 'https://lucas.example/p/1' })
  const comment = message({ title: 'By: Ana', body: { text: 'B' } }, { answers: { parent: 'p', root: 'r' } })
  assert.deepEqual([comment.subject, comment.parentExternalId, comment.rootExternalId], [undefined, 'p', 'r'])
})

test('names the author, by what is best known of them', () => {
  const author = (authors: FeedItem['authors'], more: Partial<FeedItem> = {}) =>
    message({ title: 'x', authors, ...more }).author
  assert.deepEqual(author([{ name: 'Ana', url: 'https://ana.example/', email: 'ana@example.org' }]), {
    externalId: 'https://ana.example/',
    name: 'Ana',
    url: 'https://ana.example/',
  })
  assert.deepEqual(author([{ email: 'ana@example.org' }]), { externalId: 'mailto:ana@example.org', name: 'ana' })
  assert.deepEqual(author([{ name: 'Ana  Ruiz' }]), { externalId: 'feed:lucas.example/ana-ruiz', name: 'Ana  Ruiz' })
  assert.deepEqual(author([]), {
    externalId: 'feed:lucas.example/café-de-lucas',
    name: 'Café de Lucas',
    avatarUrl: 'https://lucas.example/face.png',
  })
})

test('names who comments from the title, where nothing else does', () => {
  const answers = { parent: 'p', root: 'p' }
  const named = (title: string) => message({ title, body: { text: 'x' } }, { answers }).author.name
  assert.equal(named('By: Ana Ruiz'), 'Ana Ruiz')
  assert.equal(named('Comment on Bread by the pound by Ana Ruiz'), 'Ana Ruiz')
  assert.equal(named('Comentario en La tertulia por Ana'), 'Ana')
  assert.equal(named('Re: bread'), 'lucas.example', 'not as the author of the post')
})

test('makes addresses absolute, for they leave their page', () => {
  const base = 'https://a.example/p/1'
  const cases: [string, string][] = [
    ['<a href="/x?a=1&amp;b=2">x</a>', '<a href="https://a.example/x?a=1&amp;b=2">x</a>'],
    [
      "<img src='y.png' alt='a &quot;b&quot;' srcset='z.png 2x'>",
      '<img src="https://a.example/p/y.png" alt="a &quot;b&quot;">',
    ],
    ['<p>1 &lt; 2<br><a href=../q>q</a>', '<p>1 &lt; 2<br><a href="https://a.example/q">q</a>'],
    ['<a href="#n">1</a> <a href="/x">x</a>', '<a href="#n">1</a> <a href="https://a.example/x">x</a>'],
    ['<a href="https://b.example/">b</a>', '<a href="https://b.example/">b</a>'],
    ['<a href="javascript:alert(1)">j</a>', '<a href="javascript:alert(1)">j</a>'],
  ]
  for (const [markup, expected] of cases) assert.equal(absoluteHtml(markup, base), expected)
})

test('reads markup as a person would', () => {
  assert.equal(plain('<p>a</p><p>b<i>c</i></p> &amp; <script>x</script><style>y</style>d'), 'a bc & d')
  assert.equal(plain('  a\n b '), 'a b')
})
