import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { HeardMessage } from '../connector.ts'
import { heardOf } from './post.ts'

const did = 'did:plc:lucas'
const uri = `at://${did}/app.bsky.feed.post/3kabc`
const other = { uri: 'at://did:plc:ana/app.bsky.feed.post/3kxyz', cid: 'bafyother' }
const whole = {
  uri,
  cid: 'bafyown',
  author: { did, handle: 'lucas.test', displayName: ' Lucas ', avatar: 'https://cdn.example.org/a.jpg' },
  record: { text: 'Hola', createdAt: '2026-03-01T10:00:00.000Z', langs: ['es'] },
  indexedAt: '2026-03-01T10:00:01.000Z',
  replyCount: 1,
  likeCount: 2,
  repostCount: 3,
  quoteCount: 4,
}

const heard = (raw: unknown) => heardOf(raw, () => true)
function messageOf(more: Record<string, unknown>): HeardMessage {
  const one = heard({ ...whole, ...more })
  assert.ok(one.kind === 'message', JSON.stringify(one))
  return one.message
}
const saidWith = (record: Record<string, unknown>) => messageOf({ record: { ...whole.record, ...record } })
const label = (val: string, more = {}) => ({ val, src: 'did:plc:moderation', ...more })

test('what is no post is refused with the reason and its beginning, whatever it is', () => {
  fc.assert(
    fc.property(fc.anything(), (raw) => {
      const one = heard(raw)
      assert.equal(one.kind, 'refused')
    }),
  )
  const refused = heard({ ...whole, record: { createdAt: 'x' } })
  assert.ok(refused.kind === 'refused')
  assert.equal(refused.externalId, uri)
  assert.equal(refused.reason.params?.field, 'record.text')
  assert.match(refused.excerpt, /^\{"uri":"at:/)
})

test('any one part spoiled leaves the rest, or refuses it', () => {
  const parts = fc.constantFrom(...Object.keys(whole), 'embed', 'labels', 'viewer')
  fc.assert(
    fc.property(parts, fc.anything(), (part, spoiled) => {
      assert.ok(['message', 'refused'].includes(heard({ ...whole, [part]: spoiled }).kind))
    }),
  )
  const record = fc.constantFrom('createdAt', 'reply', 'facets', 'langs', 'embed', 'tags')
  fc.assert(
    fc.property(record, fc.anything(), (part, spoiled) => {
      assert.equal(saidWith({ [part]: spoiled }).externalId, uri)
    }),
  )
})

test('a post with all its parts', () => {
  const reply = { root: other, parent: other }
  assert.deepEqual(saidWith({ reply }), {
    externalId: uri,
    parentExternalId: other.uri,
    rootExternalId: other.uri,
    author: {
      externalId: did,
      name: 'Lucas',
      handle: 'lucas.test',
      url: `https://bsky.app/profile/${did}`,
      avatarUrl: 'https://cdn.example.org/a.jpg',
    },
    body: { text: 'Hola' },
    media: [],
    visibility: 'public',
    language: 'es',
    url: `https://bsky.app/profile/${did}/post/3kabc`,
    saidAt: new Date('2026-03-01T10:00:00.000Z'),
    counts: { replies: 1, likes: 2, shares: 7 },
    concernsUs: true,
    replyKey: { uri, cid: 'bafyown', root: other },
  })
  assert.deepEqual(messageOf({}).replyKey, { uri, cid: 'bafyown', root: { uri, cid: 'bafyown' } })
})

test('the author’s clock is believed unless it is ahead, or before there was any such network', () => {
  const seen = new Date(whole.indexedAt)
  for (const createdAt of ['2099-01-01T00:00:00Z', '0001-01-01T00:00:00Z', 'ayer', ''])
    assert.deepEqual(saidWith({ createdAt }).saidAt, seen, createdAt)
  assert.deepEqual(saidWith({ createdAt: '2009-07-01T00:00:00Z' }).saidAt, new Date('2009-07-01T00:00:00Z'))
})

test('what moderators and authors said of it', () => {
  assert.equal(messageOf({ labels: [label('spam')] }).moderation, 'spam')
  assert.equal(messageOf({ labels: [label('!hide')] }).moderation, 'held')
  assert.equal(messageOf({ labels: [label('spam', { neg: true }), label('porn')] }).moderation, undefined)
  const author = (src: string) => ({ author: { ...whole.author, labels: [label('bot', { src })] } })
  assert.equal(messageOf(author(did)).author.isBot, true)
  assert.equal(messageOf(author('did:plc:somebody')).author.isBot, undefined)
  assert.equal(
    messageOf({ author: { ...whole.author, displayName: '  ', avatar: 'javascript:x' } }).author.name,
    'lucas.test',
  )
})

const view = (kind: string, more: object) => ({ $type: `app.bsky.embed.${kind}#view`, ...more })
const image = { thumb: 'https://c.example.org/t', fullsize: 'https://c.example.org/f', alt: 'Pan' }
const heardImage = { kind: 'image', url: 'https://c.example.org/f', alt: 'Pan' }

test('pictures, galleries and films', () => {
  assert.deepEqual(messageOf({ embed: view('images', { images: [image, { ...image, alt: '' }] }) }).media, [
    heardImage,
    { kind: 'image', url: 'https://c.example.org/f' },
  ])
  assert.deepEqual(messageOf({ embed: view('gallery', { items: [image] }) }).media, [heardImage])
  const playlist = 'https://v.example.org/p.m3u8'
  assert.deepEqual(messageOf({ embed: view('video', { cid: 'x', playlist, alt: 'Horno' }) }).media, [
    { kind: 'video', url: playlist, mime: 'application/vnd.apple.mpegurl', alt: 'Horno' },
  ])
})

test('a quoted post follows the text, alone or with pictures; one that is gone does not', () => {
  const author = { did: 'did:plc:ana', handle: 'ana.test' }
  const record = { uri: other.uri, cid: 'x', author, value: { text: '<i>¿Y?</i>' } }
  const quoted =
    '<blockquote cite="https://bsky.app/profile/did:plc:ana/post/3kxyz"><p><a href="https://bsky.app/profile/did:plc:ana/post/3kxyz">@ana.test</a>: &lt;i&gt;¿Y?&lt;/i&gt;</p></blockquote>'
  assert.deepEqual(messageOf({ embed: view('record', { record }) }).body, { html: `<p>Hola</p>${quoted}` })
  const both = messageOf({
    embed: view('recordWithMedia', { record: { record }, media: view('images', { images: [image] }) }),
  })
  assert.deepEqual(both.body, { html: `<p>Hola</p>${quoted}` })
  assert.deepEqual(both.media, [heardImage])
  for (const gone of [
    { uri: other.uri, notFound: true },
    { uri: other.uri, blocked: true },
    { uri: other.uri, detached: true },
  ])
    assert.deepEqual(messageOf({ embed: view('record', { record: gone }) }).body, { text: 'Hola' })
})

test('the addresses of cards and pictures cannot run anything', () => {
  const external = { uri: 'javascript:alert(1)', title: 'x', description: '' }
  assert.deepEqual(messageOf({ embed: view('external', { external }) }).body, { text: 'Hola' })
  assert.deepEqual(messageOf({ embed: view('images', { images: [{ ...image, fullsize: 'data:x' }] }) }).media, [])
})
