import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { HeardMessage } from '../connector.ts'
import { messageOf, refusal, understand } from './message.ts'
import type { Place } from './place.ts'

const place: Place = {
  id: '1',
  domain: 'plaza.example',
  title: 'Plaza',
  version: '4.4.0',
  maxCharacters: 500,
  linkLength: 23,
  streaming: 'https://plaza.example',
  hashtags: ['café'],
  ownPosts: true,
  publicPosts: false,
}

const lucas = { id: '2', username: 'lucas', acct: 'lucas', display_name: 'Lucas', url: 'https://plaza.example/@lucas' }

const status = (more: Record<string, unknown> = {}) => ({
  id: '100',
  created_at: '2026-11-22T09:00:00.000Z',
  visibility: 'public',
  content: '<p>Hola</p>',
  account: lucas,
  ...more,
})

function heard(more: Record<string, unknown> = {}): HeardMessage {
  const said = understand(status(more))
  assert.ok(said !== undefined && said !== 'refused')
  return messageOf(place, said)
}

const html = ({ body }: HeardMessage) => ('html' in body ? body.html : '')

test('refuses what has no id, no author, no words or no time, and says why', () => {
  for (const [missing, more] of Object.entries({
    id: { id: 7 },
    account: { account: { ...lucas, acct: '' } },
    content: { content: null },
    created_at: { created_at: 'soon' },
  })) {
    assert.equal(understand(status(more)), 'refused', missing)
    const refused = refusal(status(more))
    assert.ok(refused.kind === 'refused')
    assert.match(String(refused.reason.params?.detail), new RegExp(missing))
    assert.ok(refused.excerpt.length > 0 && refused.excerpt.length <= 500)
  }
  for (const nothing of [undefined, null, 7, 'text', [], {}]) assert.equal(understand(nothing), 'refused')
  assert.ok(refusal('x'.repeat(10_000)).kind === 'refused')
})

test('takes a boost for nobody’s words', () => {
  assert.equal(understand(status({ reblog: status() })), undefined)
})

test('leaves out a part that is not as documented, and keeps the rest', () => {
  const message = heard({
    url: 'javascript:alert(1)',
    language: 'not a language',
    edited_at: 'once',
    media_attachments: [
      { type: 'image', url: 'data:text/html,x' },
      7,
      { type: 'image', url: 'https://a.example/b.png' },
    ],
    mentions: 'all of you',
    tags: [{ name: 7 }],
    poll: 'yes',
    replies_count: -1,
    account: { ...lucas, avatar: 'file:///etc/passwd', url: 'ftp://a.example' },
  })
  assert.deepEqual(message.media, [{ kind: 'image', url: 'https://a.example/b.png' }])
  assert.deepEqual(
    Object.keys(message).filter((key) => ['url', 'language', 'editedAt'].includes(key)),
    [],
  )
  assert.deepEqual(message.author, { externalId: 'lucas@plaza.example', name: 'Lucas', handle: '@lucas@plaza.example' })
  assert.deepEqual(message.counts, {})
})

test('never fails, whatever an instance answers', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.dictionary(fc.constantFrom(...Object.keys(status()), 'poll', 'tags'), fc.anything()),
      (raw, more) => {
        for (const one of [raw, status(more)]) {
          const said = understand(one)
          if (said === 'refused') refusal(one)
          else if (said) messageOf(place, said)
        }
      },
    ),
  )
})

test('says who, what, where and when', () => {
  const message = heard({
    in_reply_to_id: '99',
    spoiler_text: 'Food',
    language: 'es',
    edited_at: '2026-11-22T09:05:00.000Z',
    url: 'https://plaza.example/@lucas/100',
    replies_count: 3,
    reblogs_count: 2,
    favourites_count: 1,
    account: { ...lucas, display_name: '', bot: true, avatar: 'https://plaza.example/lucas.png' },
    media_attachments: [
      { type: 'gifv', url: 'https://files.example/cup.mp4', description: 'A cup that dances' },
      { type: 'unknown', url: null, remote_url: 'https://far.example/notes.pdf' },
      { type: 'image', url: null },
    ],
  })
  assert.deepEqual(message, {
    externalId: '100',
    parentExternalId: '99',
    author: {
      externalId: 'lucas@plaza.example',
      name: 'lucas',
      handle: '@lucas@plaza.example',
      url: 'https://plaza.example/@lucas',
      avatarUrl: 'https://plaza.example/lucas.png',
      isBot: true,
    },
    subject: 'Food',
    body: { html: '<p>Hola</p>' },
    media: [
      { kind: 'video', url: 'https://files.example/cup.mp4', alt: 'A cup that dances' },
      { kind: 'file', url: 'https://far.example/notes.pdf' },
    ],
    visibility: 'public',
    language: 'es',
    url: 'https://plaza.example/@lucas/100',
    saidAt: new Date('2026-11-22T09:00:00.000Z'),
    editedAt: new Date('2026-11-22T09:05:00.000Z'),
    counts: { replies: 3, likes: 1, shares: 2 },
    concernsUs: false,
    mentions: [],
  })
})

test('knows one person from any instance by the same name', () => {
  const far = heard({ account: { ...lucas, acct: 'Lucas@Plaza.example' } })
  assert.equal(far.author.externalId, heard().author.externalId)
})

test('keeps a private word private, even when it has a new kind of privacy', () => {
  const kinds = ['public', 'unlisted', 'private', 'direct', 'limited', 'mutuals', undefined]
  assert.deepEqual(
    kinds.map((visibility) => heard({ visibility }).visibility),
    ['public', 'unlisted', 'followers', 'direct', 'direct', 'direct', 'direct'],
  )
})

test('shows the options of a poll as text, and no markup in them', () => {
  const poll = {
    options: [
      { title: '<b>Cheese</b> & co', votes_count: 8 },
      { title: 'Lemon', votes_count: null },
    ],
  }
  assert.equal(html(heard({ poll })), '<p>Hola</p><p>– &lt;b&gt;Cheese&lt;/b&gt; &amp; co (8)<br>– Lemon</p>')
})

test('leaves custom emoji as they are written', () => {
  const message = heard({ content: '<p>:blobcat: hi</p>', account: { ...lucas, display_name: 'Lucas :verified:' } })
  assert.equal(message.author.name, 'Lucas :verified:')
  assert.equal(html(message), '<p>:blobcat: hi</p>')
})

test('tells what concerns us, and whom else an answer would name', () => {
  const us = { id: '1', acct: 'cafe' }
  const ana = { id: '3', acct: 'ana@elsewhere.example' }
  assert.equal(heard().concernsUs, false)
  for (const more of [
    { mentions: [us] },
    { in_reply_to_account_id: '1' },
    { tags: [{ name: 'Café' }] },
    { account: { ...lucas, id: '1' } },
  ])
    assert.equal(heard(more).concernsUs, true)
  assert.deepEqual(heard({ mentions: [us, ana, { id: '4', acct: 'eva' }] }).mentions, [
    '@ana@elsewhere.example',
    '@eva@plaza.example',
  ])
})
