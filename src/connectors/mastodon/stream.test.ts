import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Json } from '../../lib/json.ts'
import type { Batch } from '../connector.ts'
import { failureOf } from '../contract.test-kit.ts'
import { messagesIn, type Visit, visit } from './mastodon.test-kit.ts'
import { type Patience, stream } from './stream.ts'

const patient: Patience = { silenceMs: 60_000, roundMs: 60_000, againMs: 60_000 }

/** Listens until told to stop; what was heard is in `pushed`. */
function listening(here: Visit, cursor: Json | undefined, patience = patient) {
  const stop = new AbortController()
  const pushed: Batch[] = []
  const ended = stream(
    here.context({ signal: stop.signal }),
    cursor,
    async (batch) => {
      assert.deepEqual(JSON.parse(JSON.stringify(batch.cursor)), batch.cursor)
      pushed.push(batch)
    },
    patience,
  )
  const heard = () => pushed.flatMap((batch) => batch.heard)
  return {
    stop: () => stop.abort(),
    ended,
    heard,
    cursor: () => pushed.at(-1)?.cursor ?? cursor,
    ids: () => messagesIn(heard()).map((message) => message.externalId),
    deletions: () => heard().flatMap((one) => (one.kind === 'deletion' ? [one.externalId] : [])),
  }
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (isSo()) return
    await wait(10)
  }
  assert.fail(`Waited in vain for ${what}`)
}

test('fails when access is lost', async () => {
  await using here = await visit()
  here.cafe.revoke()
  assert.equal((await failureOf(listening(here, undefined).ended))?.kind, 'reconnect')
})

test('reads the lists in rounds where there is no stream or it is in trouble, and is over after a while', async () => {
  await using without = await visit({ streaming: false })
  await using broken = await visit()
  broken.server.fail({ path: '/api/v1/streaming', status: 500, body: 'Oops' })
  for (const here of [without, broken]) {
    const { cursor } = await here.hear()
    const ear = listening(here, cursor, { ...patient, roundMs: 30, againMs: 400 })
    await wait(50)
    const mention = here.lucas.say('@cafe hello')
    await until(() => ear.ids().includes(mention.id), 'the mention')
    const before = here.server.seen.length
    await ear.ended
    assert.ok(here.server.seen.length > before, 'it asked on until the end')
    assert.deepEqual(ear.ids(), [mention.id])
  }
})

test('opens a stream that ends at once no sooner than after a while', async () => {
  await using here = await visit()
  const sse = { 'content-type': 'text/event-stream' }
  here.server.fail({ path: '/api/v1/streaming', status: 200, headers: sse, body: ':)\n' })
  const begun = performance.now()
  await listening(here, undefined, { ...patient, againMs: 200 }).ended
  assert.ok(performance.now() - begun >= 199)
})

test('hears at once what is said, edited and deleted', async () => {
  await using here = await visit()
  here.cafe.follow(here.ana)
  const { cursor } = await here.hear()
  const ear = listening(here, cursor)
  await until(() => here.server.listening() === 1, 'the stream')
  const mention = here.lucas.say('@cafe is it open?')
  await until(() => ear.ids().includes(mention.id), 'the mention')
  const answer = here.cafe.reply(mention, 'It is')
  await until(() => ear.ids().includes(answer.id), 'our answer from another app')
  const direct = here.ana.say('@cafe psst', { visibility: 'direct' })
  await until(() => ear.ids().includes(direct.id), 'the direct message')
  here.ana.say('Good morning, everybody')
  here.ana.edit(direct, '@cafe psst!')
  await until(() => ear.ids().filter((id) => id === direct.id).length === 2, 'the edit')
  here.lucas.remove(mention)
  await until(() => ear.deletions().includes(mention.id), 'the deletion')
  assert.deepEqual(ear.ids(), [mention.id, answer.id, direct.id, direct.id])
  ear.stop()
  await ear.ended
  await until(() => here.server.listening() === 0, 'the end')
})

test('lets nothing fall between the cursor and the stream, nor tells it twice', async () => {
  await using here = await visit()
  const { cursor } = await here.hear()
  const before = here.lucas.say('@cafe before')
  const ear = listening(here, cursor)
  await until(() => here.server.listening() === 1, 'the stream')
  const between = Array.from({ length: 60 }, (_, index) => here.lucas.say(`@cafe meanwhile ${index}`))
  await until(() => ear.ids().length >= 61, 'all of it')
  ear.stop()
  await ear.ended
  assert.deepEqual(ear.ids().sort(), [before, ...between].map(({ id }) => id).sort())
  assert.deepEqual((await here.hear(ear.cursor())).heard, [], 'the lists have nothing that the stream had not')
})

test('hears in the lists what is not in the stream', async () => {
  await using here = await visit({ settings: { hashtags: '#café' } })
  const { cursor } = await here.hear()
  const ear = listening(here, cursor, { ...patient, roundMs: 50 })
  await until(() => here.server.listening() === 1, 'the stream')
  const tagged = here.lucas.say('A #café in every street')
  const mention = here.lucas.say('@cafe like you')
  await until(() => ear.ids().length === 2, 'both')
  here.lucas.edit(mention, '@cafe like yours')
  await until(() => ear.ids().length === 3, 'the edit that Mastodon tells followers only')
  assert.deepEqual(ear.ids().sort(), [tagged.id, mention.id, mention.id].sort())
  ear.stop()
  await ear.ended
})

test('goes on from its cursor after the stream breaks off', async () => {
  await using here = await visit()
  const { cursor } = await here.hear()
  const first = listening(here, cursor, { ...patient, againMs: 0 })
  await until(() => here.server.listening() === 1, 'the stream')
  const one = here.lucas.say('@cafe one')
  await until(() => first.ids().includes(one.id), 'the first')
  here.server.disconnect()
  await first.ended
  const two = here.lucas.say('@cafe two')
  const second = listening(here, first.cursor())
  await until(() => here.server.listening() === 1, 'the stream again')
  const three = here.lucas.say('@cafe three')
  await until(() => second.ids().length >= 2, 'the second and the third')
  // One comes by the lists and one by the stream, whichever is first.
  assert.deepEqual(second.ids().sort(), [two.id, three.id].sort())
  second.stop()
  await second.ended
})

test('takes silence for a dead connection, and heartbeats for a living one', async () => {
  await using dead = await visit({ heartbeatMs: 60_000 })
  const deaf = listening(dead, undefined, { ...patient, silenceMs: 150, againMs: 100 })
  await until(() => dead.server.listening() === 1, 'the stream')
  await deaf.ended
  await until(() => dead.server.listening() === 0, 'its end')
  await using alive = await visit({ heartbeatMs: 20 })
  const ear = listening(alive, undefined, { ...patient, silenceMs: 300 })
  await wait(700)
  assert.equal(alive.server.listening(), 1)
  ear.stop()
  await ear.ended
})

test('shows an event it cannot read, and ignores those that are nobody’s words', async () => {
  await using here = await visit()
  const events = [
    'event: filters_changed\ndata: undefined\n\n',
    'event: announcement.delete\ndata: 1\n\n',
    'event: notification\ndata: {"type":"favourite","status":{"id":"7"}}\n\n',
    'event: update\ndata: {broken\n\n',
    'event: update\ndata: {"id":"8","content":"no author"}\n\n',
  ]
  here.server.fail({
    path: '/api/v1/streaming',
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: events.join(''),
  })
  const { ended, heard } = listening(here, undefined, { ...patient, againMs: 0 })
  await ended
  assert.deepEqual(
    heard().map((one) => (one.kind === 'refused' ? one.externalId : one.kind)),
    [undefined, '8'],
  )
})

test('stops while it is reading the lists', async () => {
  await using here = await visit()
  here.server.fail({ path: '/api/v1/notifications', hang: true })
  const ear = listening(here, undefined)
  await until(() => here.server.seen.some((one) => one.includes('/notifications?types')), 'the lists')
  ear.stop()
  await ear.ended
})

test('overhears every public post where that is wanted, and takes what speaks to us as ours', async () => {
  await using here = await visit({ settings: { publicPosts: true } })
  const { cursor } = await here.hear()
  const ear = listening(here, cursor)
  await until(() => here.server.listening() === 2, 'both streams')
  const anything = here.ana.say('Good morning, everybody')
  const mention = here.lucas.say('@cafe like you')
  here.lucas.say('psst', { visibility: 'private' })
  await until(() => ear.ids().includes(anything.id) && ear.ids().includes(mention.id), 'both')
  const overheard = messagesIn(ear.heard()).filter((message) => message.overheard)
  assert.deepEqual(
    overheard.map(({ externalId, concernsUs }) => [externalId, concernsUs]),
    [[anything.id, false]],
  )
  here.ana.remove(anything)
  here.lucas.remove(mention)
  await until(() => ear.deletions().length >= 2, 'the deletions')
  const certain = ear.heard().flatMap((one) => (one.kind === 'deletion' && !one.overheard ? [one.externalId] : []))
  assert.ok(certain.includes(mention.id))
  assert.ok(!certain.includes(anything.id))
  ear.stop()
  await ear.ended
})

test('is heard without the public posts where the instance does not show them', async () => {
  await using here = await visit({ settings: { publicPosts: true } })
  const { cursor } = await here.hear()
  here.server.fail({ path: '/api/v1/streaming/public', status: 404, body: '{}' })
  const ear = listening(here, cursor)
  await until(() => here.server.listening() === 1, 'the stream')
  const mention = here.lucas.say('@cafe like you')
  await until(() => ear.ids().includes(mention.id), 'the mention')
  ear.stop()
  await ear.ended
})
