import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bones, escaped, plain } from './plain.ts'
import { printOf, saysTheSame } from './prints.ts'
import { commentShape, postShape } from './shapes.ts'
import { commentMessage, isSaidByPeople, named, postMessage, refused } from './translate.ts'

const site = { home: 'https://blog.example.org/', siteName: 'Blog' }

const comment = (more: Record<string, unknown> = {}) =>
  commentShape.parse({
    ...{ id: 34, post: 12, parent: 0, author: 0, author_name: 'Tom &amp; Ana', author_url: 'https://tom.example/' },
    ...{ date_gmt: '2026-11-22T01:35:26', content: { rendered: '<p>Hi</p>' }, status: 'approved', type: 'comment' },
    ...more,
  })
const author = (more: Record<string, unknown>) => commentMessage(site, comment(more)).author

test('refuses what lacks an id, a name, a date or a text', () => {
  const whole = JSON.parse(JSON.stringify({ ...comment(), date_gmt: '2026-11-22T01:35:26' }))
  assert.ok(commentShape.safeParse(whole).success)
  const odd = [
    { id: 0 },
    { id: '1.5' },
    { author_name: 7 },
    { date_gmt: '0000-00-00T00:00:00' },
    { date_gmt: 'soon' },
    { content: 'Hi' },
  ]
  for (const one of odd) assert.equal(commentShape.safeParse({ ...whole, ...one }).success, false, JSON.stringify(one))
})

test('shows the beginning of what it refuses, whatever it is', () => {
  fc.assert(
    fc.property(fc.anything(), (row) => {
      const shown = refused('post', row)
      assert.ok(shown.kind === 'refused' && [...shown.excerpt].length <= 300)
    }),
  )
})

test('reads times as UTC, whether or not they say so', () => {
  for (const written of ['2026-11-22T01:35:26', '2026-11-22T01:35:26Z', '2026-11-22T02:35:26+01:00'])
    assert.equal(comment({ date_gmt: written }).date_gmt.toISOString(), '2026-11-22T01:35:26.000Z')
})

test('knows a stranger again by their e-mail address, and keeps the address nowhere', () => {
  const one = author({ author_email: 'Tom@Example.org ' })
  assert.match(one.externalId, /^https:\/\/blog\.example\.org\/#mail-[0-9a-f]{32}$/)
  assert.equal(author({ author_email: 'tom@example.org', author_name: 'Thomas' }).externalId, one.externalId)
  assert.notEqual(author({ author_email: 'ana@example.org' }).externalId, one.externalId)
  assert.doesNotMatch(JSON.stringify(one), /tom@/i)
  const elsewhere = commentMessage(
    { ...site, home: 'https://other.example/' },
    comment({ author_email: 'tom@example.org' }),
  )
  assert.notEqual(
    elsewhere.author.externalId.split('#')[1],
    one.externalId.split('#')[1],
    'sites cannot be joined by it',
  )
})

test('knows a stranger by name and web address where the e-mail address is not shown', () => {
  const one = author({})
  assert.match(one.externalId, /#name-[0-9a-f]{32}$/)
  assert.equal(one.name, 'Tom & Ana')
  assert.notEqual(author({ author_url: '' }).externalId, one.externalId)
  assert.equal(author({ author_name: ' ' }).name, 'Anonymous')
  assert.equal(author({ author: 3 }).externalId, 'https://blog.example.org/#user-3')
})

test('takes only web addresses for web addresses', () => {
  for (const author_url of ['javascript:alert(1)', 'tom.example', ''])
    assert.equal(author({ author_url }).url, undefined, author_url)
  assert.equal(
    author({ author_avatar_urls: { 24: 'https://a.example/24', 96: 'https://a.example/96', x: 7 } }).avatarUrl,
    'https://a.example/96',
  )
  assert.equal(author({ author_avatar_urls: [] }).avatarUrl, undefined)
  assert.equal(commentMessage(site, comment({ link: 'javascript:alert(1)' })).url, undefined)
})

test('places a comment under what it answers', () => {
  const places = (more: Record<string, unknown>) => {
    const { parentExternalId, rootExternalId } = commentMessage(site, comment(more))
    return [parentExternalId, rootExternalId]
  }
  assert.deepEqual(places({}), ['post:12', 'post:12'])
  assert.deepEqual(places({ parent: 33 }), ['comment:33', 'post:12'])
  assert.deepEqual(places({ post: 0 }), [undefined, undefined])
})

test('tells states, and what is not said by people', () => {
  const states = ['approved', 'hold', 'spam', 'trash', 'post-trashed', 'odd'].map(
    (status) => commentMessage(site, comment({ status })).moderation,
  )
  assert.deepEqual(states, ['approved', 'held', 'spam', 'trash', 'trash', 'held'])
  const types = ['comment', '', 'pingback', 'trackback', 'review', 'note', 'order_note'].filter((type) =>
    isSaidByPeople(comment({ type })),
  )
  assert.deepEqual(types, ['comment', '', 'pingback', 'trackback', 'review'])
})

test('names its messages so that it can read the names', () => {
  assert.deepEqual(named('post:12'), { kind: 'post', id: 12 })
  assert.deepEqual(named('comment:34'), { kind: 'comment', id: 34 })
  for (const other of ['', 'post:', 'comment:x', 'page:1', 'comment:34:1', `post:${'9'.repeat(30)}`])
    assert.equal(named(other), undefined)
})

test('says when a post was changed, and not when it was not', () => {
  const post = (modified_gmt: string) =>
    postMessage(
      site,
      postShape.parse({
        id: 1,
        author: 1,
        date_gmt: '2026-01-01T10:00:00',
        modified_gmt,
        title: { rendered: 'T' },
        content: { rendered: '' },
      }),
      true,
    )
  assert.equal(post('2026-01-01T10:00:00').editedAt, undefined)
  assert.equal(post('2025-12-31T10:00:00').editedAt, undefined, 'planned the day before')
  assert.equal(post('2026-01-02T10:00:00').editedAt?.toISOString(), '2026-01-02T10:00:00.000Z')
})

test('tells a changed text from a changed state', () => {
  const before = printOf(comment())
  assert.equal(printOf(comment()), before)
  const edited = printOf(comment({ content: { rendered: '<p>Hi!</p>' } }))
  assert.ok(edited !== before && !saysTheSame(edited, before))
  for (const more of [{ status: 'hold' }, { parent: 3 }, { author_name: 'Tom' }]) {
    const stirred = printOf(comment(more))
    assert.ok(stirred !== before && saysTheSame(stirred, before))
  }
  const raw = (rendered: string) => printOf(comment({ content: { rendered, raw: 'Hi' } }))
  assert.equal(raw('<p>Hi</p>'), raw('<p data-nonce="7">Hi</p>'), 'what a plugin adds each time is no edit')
})

test('escapes text so that it reads back as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const shown = escaped(text)
      assert.doesNotMatch(shown, /[<>]/)
      assert.equal(plain(shown), text.replace(/\s+/g, ' ').trim())
      assert.equal(bones(shown), bones(shown.replaceAll('\n', '<br />\n')))
    }),
  )
  assert.equal(bones('&#8220;3&#215;4&#8221;'), bones('"3x4"'))
  assert.notEqual(bones('👍'), bones('👎'))
})
