import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { identify, isEmpty } from './identify.ts'
import { compare, type Memory } from './memory.ts'
import type { FeedItem } from './parsed.ts'
import { readFeed } from './read.ts'

const item = (parts: Partial<FeedItem>): FeedItem => ({
  base: 'https://a.example/',
  authors: [],
  media: [],
  raw: {},
  ...parts,
})
const ids = (items: FeedItem[]): string[] => identify(items).map(({ id }) => id)

test('tells an item by its guid, its link, or what it says and when', () => {
  const date = new Date('2024-03-05')
  const [byTitle, byText] = ids([item({ title: 'A', published: date }), item({ body: { text: 'B' } })])
  assert.deepEqual(ids([item({ guid: 'g', link: 'https://a.example/1' }), item({ link: 'https://a.example/2' })]), [
    'g',
    'https://a.example/2',
  ])
  assert.match(byTitle ?? '', /^#.{16}$/)
  assert.match(byText ?? '', /^#.{16}$/)
  assert.equal(ids([item({ title: 'A', published: date, body: { text: 'edited' } })])[0], byTitle, 'an edit keeps it')
})

test('leaves out what has nothing to tell it by', () => {
  assert.deepEqual(ids([item({}), item({ published: new Date() })]), [])
  assert.equal(isEmpty(item({ updated: new Date() })), true)
  assert.equal(isEmpty(item({ title: 'x' })), false)
})

test('keeps ids short', () => {
  assert.ok((ids([item({ guid: 'x'.repeat(5000) })])[0] ?? '').length <= 500)
})

test('reads the quirks apart', () => {
  const body = readFileSync(new URL('./samples/quirks.xml', import.meta.url))
  const feed = readFeed({ url: 'https://quirks.example/feed', contentType: '', body })
  const found = identify(feed?.items ?? [])
  assert.deepEqual(
    found.map(({ id }) => id.replace(/#.{16}$/, '#…')),
    [
      '1 https://quirks.example/a',
      '1 https://quirks.example/b',
      '2',
      'https://quirks.example/#…',
      'https://quirks.example/#…',
      '#…',
      '#…',
      '#…',
      'future',
      'undated',
      'empty',
      'script',
    ],
  )
  assert.equal(new Set(found.map(({ id }) => id)).size, found.length)
})

const anyItem = fc.record(
  {
    guid: fc.constantFrom('1', '2', '3'),
    link: fc.constantFrom('https://a.example/1', 'https://a.example/2'),
    title: fc.constantFrom('A', 'B', 'C'),
    published: fc.constantFrom(new Date(0), new Date(1e12)),
    body: fc.constantFrom({ text: 'x' }, { html: '<p>y</p>' }),
  },
  { requiredKeys: [] },
)

test('gives no two items one id, whatever a feed repeats, and the same ids in any order', () => {
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 12 }), (parts) => {
      const items = parts.map(item)
      const forward = ids(items)
      assert.equal(new Set(forward).size, forward.length)
      assert.deepEqual(ids([...items].reverse()).sort(), [...forward].sort())
    }),
  )
})

const look = (memory: Memory, items: FeedItem[]) => compare(memory, identify(items))
const newsOf = (memory: Memory, items: FeedItem[]) => look(memory, items).news.map(({ id, news }) => `${id} ${news}`)

test('tells what is new, what has changed and what is known', () => {
  const post = item({
    guid: 'g',
    link: 'https://a.example/1',
    title: 'A',
    body: { html: '<p>x</p>' },
    published: new Date(0),
  })
  const { memory } = look([], [post])
  assert.deepEqual(newsOf(memory, [post]), ['g known'])
  assert.deepEqual(newsOf(memory, [{ ...post, title: 'B' }]), ['g changed'])
  assert.deepEqual(newsOf(memory, [{ ...post, body: { html: '<p>y</p>' } }]), ['g changed'])
  assert.deepEqual(newsOf(memory, [{ ...post, link: 'https://a.example/renamed', title: 'B' }]), ['g changed'])
  assert.deepEqual(newsOf(memory, [{ ...post, guid: 'h' }]), ['h new'])
})

test('does not take for an edit what changes at every request', () => {
  const audio = (token: string) => [{ kind: 'audio' as const, url: `https://cdn.example/1.mp3?token=${token}` }]
  const html = (pixel: string) => ({ html: `<p>x</p><img src="https://count.example/${pixel}.gif">` })
  const post = item({ guid: 'g', body: html('1'), media: audio('1'), updated: new Date(0), comments: 1 })
  const { memory } = look([], [post])
  const same = { ...post, body: html('2'), media: audio('2'), updated: new Date(), comments: 2 }
  assert.deepEqual(newsOf(memory, [same]), ['g known'])
})

test('takes a guid that begins anew with another post for another post, and remembers', () => {
  const old = item({ guid: '1', link: 'https://a.example/a', title: 'A', published: new Date(0) })
  const other = item({ guid: '1', link: 'https://a.example/b', title: 'B', published: new Date(1e12) })
  const first = look([], [old])
  const second = look(first.memory, [other])
  assert.deepEqual(
    second.news.map(({ id, news }) => `${id} ${news}`),
    ['1 https://a.example/b new'],
  )
  assert.deepEqual(newsOf(second.memory, [other]), ['1 https://a.example/b known'])
  assert.deepEqual(newsOf(second.memory, [{ ...other, title: 'C' }]), ['1 https://a.example/b changed'])
})

test('remembers what a feed has dropped, and forgets in time', () => {
  const posts = Array.from({ length: 1500 }, (_, at) => item({ guid: `g${at}` }))
  const { memory } = look([], posts.slice(0, 100))
  const later = look(memory, posts.slice(100, 120))
  assert.equal(later.memory.length, 120)
  assert.deepEqual(newsOf(later.memory, posts.slice(0, 1)), ['g0 known'])
  assert.equal(look(later.memory, posts).memory.length, 1500, 'all that are there')
  assert.equal(look(look([], posts).memory, posts.slice(0, 10)).memory.length, 1000)
})
