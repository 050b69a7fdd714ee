import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type FakeAtproto, startFake } from '../../../test/networks/atproto/fake.ts'
import { Window } from '../../../test/networks/atproto/window.ts'
import { failureOf, idsOf, messageOf } from '../contract.test-kit.ts'

const getPostThread = 'app.bsky.feed.getPostThread'
let network: FakeAtproto
let ear: Window

before(async () => {
  network = await startFake()
  ear = await Window.open(network)
})
after(() => network.stop())

const author = { did: 'did:plc:ana', handle: 'ana.test' }
const post = (nth: number, more = {}) => ({
  uri: `at://did:plc:ana/app.bsky.feed.post/${nth}`,
  cid: 'bafyx',
  author,
  record: { text: `${nth}`, createdAt: '2026-03-01T10:00:00Z', ...more },
  indexedAt: '2026-03-01T10:00:00Z',
})

test('a thread deeper than any stack, or broader than any screen, is read as far as it helps', async () => {
  const ancestors = Array.from({ length: 10_000 }, (_, nth) => `{"post":${JSON.stringify(post(nth))},"parent":`)
  network.fail(getPostThread, { body: `{"thread":${ancestors.join('')}null${'}'.repeat(10_001)}` })
  assert.equal((await ear.around(post(0).uri)).length, 500)
  const replies = Array.from({ length: 10_000 }, (_, nth) => ({ post: post(nth + 1) }))
  network.fail(getPostThread, { body: { thread: { post: post(0), replies } } })
  const broad = await ear.around(post(0).uri)
  assert.equal(broad.length, 500)
  assert.equal(idsOf(broad)[0], post(0).uri)
})

test('gaps, strange posts and strange threads', async () => {
  const thread = {
    post: post(1),
    parent: { notFound: true },
    replies: [{ blocked: true }, null, 7, { post: 'x' }, { post: post(2) }],
  }
  network.fail(getPostThread, { body: { thread } })
  const around = await ear.around(post(1).uri)
  assert.deepEqual(idsOf(around), [post(1).uri, post(2).uri])
  assert.equal(around.filter(({ kind }) => kind === 'refused').length, 1)
  for (const strange of [null, 7, [], 'x', {}]) {
    network.fail(getPostThread, { body: { thread: strange } })
    assert.deepEqual(await ear.around(post(1).uri), [])
  }
  network.fail(getPostThread, { status: 502, body: { error: 'UpstreamFailure', message: '' } })
  assert.equal((await failureOf(ear.around(post(1).uri)))?.kind, 'temporary')
})

test('what answers us or names us is to us; the rest makes the thread whole', async () => {
  const us = network.accounts.tertulia.did
  const ref = (did: string) => ({ uri: `at://${did}/app.bsky.feed.post/1`, cid: 'bafyx' })
  const facets = [
    { index: { byteStart: 0, byteEnd: 1 }, features: [{ $type: 'app.bsky.richtext.facet#mention', did: us }] },
  ]
  const replies = [
    post(1, { reply: { root: ref(us), parent: ref('did:plc:ana') } }),
    post(2, { reply: { root: ref('did:plc:ana'), parent: ref(us) } }),
    post(3, { facets }),
    post(4, { reply: { root: ref('did:plc:ana'), parent: ref('did:plc:ana') } }),
    { ...post(5, { facets }), author: { did: us, handle: 'tertulia.test' } },
  ]
  network.fail(getPostThread, { body: { thread: { post: post(0), replies: replies.map((one) => ({ post: one })) } } })
  const around = await ear.around(post(0).uri)
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((nth) => messageOf(around, post(nth).uri).concernsUs),
    [false, true, true, true, false, false],
  )
})
