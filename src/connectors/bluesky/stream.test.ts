import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type FakeJetstream, startJetstream } from '../../../test/networks/atproto/fake/jetstream.ts'
import { type FakeAtproto, startFake } from '../../../test/networks/atproto/fake.ts'
import { Window } from '../../../test/networks/atproto/window.ts'
import type { Json } from '../../lib/json.ts'
import type { Batch, HeardMessage } from '../connector.ts'
import { assertSayable, testContext } from '../contract.test-kit.ts'
import { bluesky } from './index.ts'
import { stream } from './stream.ts'

let network: FakeAtproto
let jetstream: FakeJetstream

before(async () => {
  network = await startFake()
  jetstream = await startJetstream(network.store)
})
after(async () => {
  await jetstream.stop()
  await network.stop()
})

/** Our window, watching everything; what it passed on is in `pushed`. */
async function watching(from?: Json) {
  const { context } = await Window.open(network)
  const stop = new AbortController()
  const settings = { ...context.settings, firehose: true, jetstream: jetstream.url }
  const at = testContext(bluesky, settings, { signal: stop.signal })
  const first = from ?? (await bluesky.newest?.(at, undefined))?.cursor
  const pushed: Batch[] = []
  const before = jetstream.asked.length
  const ended = stream(at, first, async (batch) => void pushed.push(batch), 50)
  await until(() => jetstream.asked.length > before)
  const heard = () => pushed.flatMap((batch) => batch.heard)
  const overheard = () =>
    heard().flatMap((one) => (one.kind === 'message' && one.message.overheard ? [one.message] : []))
  return {
    context: at,
    heard,
    overheard,
    cursor: () => pushed.at(-1)?.cursor,
    async said(uri: string): Promise<HeardMessage> {
      await until(() => overheard().some(({ externalId }) => externalId === uri))
      const found = overheard().find(({ externalId }) => externalId === uri)
      assert.ok(found)
      return found
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await ended
    },
    ended,
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !isSo(); tries++) await wait(10)
  assert.ok(isSo(), 'waited in vain')
}

test('there is no stream unless everything is to be watched', async () => {
  const { context } = await Window.open(network)
  assert.equal(bluesky.canStream?.(context), false)
})

test('what anybody posts is overheard, and what its author takes back is told as such', async () => {
  await using ear = await watching()
  const { lucas, ana } = network.accounts
  const posted = await lucas.say('El café de la plaza está cerrado', { langs: ['es'] })
  const answered = await ana.reply(posted, 'Otra vez')
  const first = await ear.said(posted.uri)
  assert.deepEqual(
    [first.body, first.language, first.concernsUs, first.author.externalId],
    [{ text: 'El café de la plaza está cerrado' }, 'es', false, lucas.did],
  )
  assert.equal((await ear.said(answered.uri)).parentExternalId, posted.uri)
  await lucas.remove(posted.uri)
  await until(() =>
    ear.heard().some((one) => one.kind === 'deletion' && one.externalId === posted.uri && one.overheard),
  )
})

test('links and pictures are overheard too', async () => {
  await using ear = await watching()
  const link = { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/whole/address' }
  const image = { $type: 'blob', ref: { $link: `bafkrei${'a'.repeat(52)}` }, mimeType: 'image/png', size: 1 }
  const { uri } = await network.accounts.lucas.say('mira example.org/who...', {
    facets: [{ index: { byteStart: 5, byteEnd: 23 }, features: [link] }],
    embed: { $type: 'app.bsky.embed.images', images: [{ alt: 'Una taza', image }] },
  })
  const { body, media } = await ear.said(uri)
  assert.match('html' in body ? body.html : '', /href="https:\/\/example.org\/whole\/address"/)
  assert.deepEqual(media, [
    {
      kind: 'image',
      url: `https://cdn.bsky.app/img/feed_fullsize/plain/${network.accounts.lucas.did}/${image.ref.$link}`,
      alt: 'Una taza',
    },
  ])
})

test('a stream that broke off goes on where it stopped', async () => {
  const { lucas } = network.accounts
  const ear = await watching()
  const before = await lucas.say('antes')
  await ear.said(before.uri)
  jetstream.hangUp()
  await ear.ended
  const meanwhile = await lucas.say('mientras tanto')
  jetstream.answer()
  await using again = await watching(ear.cursor())
  await again.said(meanwhile.uri)
  assert.ok(jetstream.asked.at(-1)?.get('cursor'))
})

test('a stream that does not answer is told once, and what is said to us is heard all the same', async () => {
  jetstream.hangUp()
  try {
    const ear = await watching()
    await ear.ended
    const [told] = ear.heard().flatMap((one) => (one.kind === 'refused' ? [one.reason] : []))
    assert.equal(told?.key, 'bluesky.firehose-failed')
    assertSayable(told, bluesky)
    const again = await watching(ear.cursor())
    await again.ended
    assert.deepEqual(
      again.heard().filter(({ kind }) => kind === 'refused'),
      [],
    )
    const { limits } = await bluesky.test(again.context)
    assert.ok(limits.some(({ key }) => key === 'bluesky.firehose-unavailable'))
  } finally {
    jetstream.answer()
  }
})

test('what is no event, or no post, is passed over', async () => {
  await using ear = await watching()
  const { lucas } = network.accounts
  const strange = { did: lucas.did, time_us: 'soon', kind: 'commit', commit: { operation: 'create' } }
  const commit = { operation: 'create', collection: 'app.bsky.feed.post', rkey: '../..', record: { text: 1 }, cid: 'x' }
  for (const text of ['', '{', 'null', '[]', '"x"', JSON.stringify(strange), new Uint8Array([1, 2])])
    jetstream.send(text)
  jetstream.send(JSON.stringify({ did: lucas.did, time_us: 1, kind: 'commit', commit }))
  jetstream.send(JSON.stringify({ did: lucas.did, time_us: 2, kind: 'identity', identity: { did: lucas.did } }))
  const { uri } = await lucas.say('y sigue')
  await ear.said(uri)
  assert.equal(ear.overheard().length, 1)
})

test('what is kept has the name of its author, also before the network shows it', async () => {
  await using ear = await watching()
  const { lucas, ana } = network.accounts
  const shown = await ear.said((await lucas.say('hola')).uri)
  const early = await ear.said((await ana.say('adiós')).uri)
  await ana.remove(early.externalId)
  const [first, second] = (await bluesky.inFull?.(ear.context, [shown, early])) ?? []
  assert.deepEqual([first?.author.handle, first?.concernsUs], [lucas.handle, false])
  assert.deepEqual([second?.author.handle, second?.body], [ana.handle, { text: 'adiós' }])
})
