import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type FakeAtproto, type Fault, startFake } from '../../../test/networks/atproto/fake.ts'
import { speak, spokenTo, Window } from '../../../test/networks/atproto/window.ts'
import { assertSayable, failureOf, idsOf, messageOf } from '../contract.test-kit.ts'
import type { FailureKind } from '../failure.ts'
import { bluesky } from './index.ts'

let network: FakeAtproto
let ear: Window

before(async () => {
  network = await startFake()
})
after(() => network.stop())
beforeEach(async () => {
  ear = await Window.open(network)
})

const listNotifications = 'app.bsky.notification.listNotifications'
const refused = (status: number, error: string, headers = {}): Fault => ({
  status,
  headers,
  body: { error, message: 'x' },
})

test('whatever a server answers, it is a failure that can be said, and what was said meanwhile is heard after it', async () => {
  const { lucas, tertulia } = network.accounts
  const faults: [Fault, FailureKind, string][] = [
    [refused(429, 'RateLimitExceeded', { 'ratelimit-reset': '4102444800' }), 'rate-limited', 'http.rate-limited'],
    [refused(502, 'UpstreamFailure'), 'temporary', 'bluesky.upstream'],
    [refused(500, 'InternalServerError'), 'temporary', 'http.server-error'],
    [{ status: 503, body: '<h1>Maintenance</h1>' }, 'temporary', 'http.server-error'],
    [refused(400, 'InvalidRequest'), 'invalid', 'bluesky.rejected'],
    [refused(401, 'AccountTakedown'), 'reconnect', 'bluesky.account-takedown'],
    [refused(401, 'AccountDeactivated'), 'reconnect', 'bluesky.account-deactivated'],
    [refused(501, 'MethodNotImplemented'), 'invalid', 'bluesky.not-a-pds'],
    [{ status: 404, body: '<title>nginx</title>' }, 'invalid', 'bluesky.not-a-pds'],
    [{ body: '<html>' }, 'invalid', 'http.not-json'],
    [{ body: [] }, 'invalid', 'bluesky.strange-answer'],
    [{ body: { notifications: 'x' } }, 'invalid', 'bluesky.strange-answer'],
    ['lost', 'temporary', 'http.interrupted'],
  ]
  for (const [fault, kind, key] of faults) {
    network.fail(listNotifications, fault)
    const failure = await failureOf(ear.listen())
    assert.equal(failure?.kind, kind, key)
    assert.equal(failure.words.key, key)
    assertSayable(failure.words, bluesky)
    const said = await lucas.mention(tertulia, key)
    assert.deepEqual(idsOf(await ear.listen()), [said.uri])
  }
})

test('being asked to wait says until when', async () => {
  const reset = Math.floor(Date.now() / 1000) + 300
  network.fail(listNotifications, refused(429, 'RateLimitExceeded', { 'ratelimit-reset': String(reset) }))
  assert.equal((await failureOf(ear.listen()))?.until?.getTime(), reset * 1000)
})

test('tokens run out: they are renewed once, and kept', async () => {
  network.store.expire('access')
  network.calls.length = 0
  await ear.listen()
  assert.deepEqual(
    network.calls.filter((nsid) => nsid.includes('server')),
    ['com.atproto.server.refreshSession'],
  )
  assert.equal(ear.context.kept.length, 1)
  network.store.expire('access')
  network.store.expire('refresh')
  await ear.listen()
  assert.equal(network.calls.at(-1)?.includes('Session'), false)
  assert.ok(network.calls.includes('com.atproto.server.createSession'))
})

test('a session is not lost to a server in trouble, and not signed in anew for it', async () => {
  network.store.expire('access')
  network.fail('com.atproto.server.refreshSession', refused(500, 'InternalServerError'))
  network.calls.length = 0
  assert.equal((await failureOf(ear.listen()))?.kind, 'temporary')
  assert.ok(!network.calls.includes('com.atproto.server.createSession'))
  await ear.listen()
})

test('signing in: too often, with a code, suspended, deactivated', async () => {
  const createSession = 'com.atproto.server.createSession'
  const { tertulia } = network.accounts
  const trouble: [Fault, FailureKind, string][] = [
    [refused(429, 'RateLimitExceeded'), 'rate-limited', 'http.rate-limited'],
    [refused(401, 'AuthFactorTokenRequired'), 'reconnect', 'bluesky.needs-app-password'],
    [refused(401, 'AccountTakedown'), 'reconnect', 'bluesky.account-takedown'],
    [(answer) => ({ ...answer, active: false, status: 'deactivated' }), 'reconnect', 'bluesky.account-deactivated'],
    [(answer) => ({ ...answer, active: false, status: 'suspended' }), 'reconnect', 'bluesky.account-takedown'],
    [(answer) => ({ ...answer, did: 'nonsense' }), 'invalid', 'bluesky.strange-answer'],
  ]
  for (const [fault, kind, key] of trouble) {
    network.fail(createSession, fault)
    const failure = await failureOf(Window.open(network))
    assert.deepEqual([failure?.kind, failure?.words.key], [kind, key])
  }
  assert.equal((await Window.open(network)).account.externalId, tertulia.did)
})

test('other settings than those of the session are tried for what they are', async () => {
  ear.context.settings = { ...ear.context.settings, appPassword: 'abcd-abcd-abcd-abcd' }
  // A context of its own, as after the form was saved.
  const other = { ...ear.context }
  assert.equal((await failureOf(bluesky.test(other)))?.words.key, 'bluesky.wrong-password')
})

test('one strange post among others is refused with its reason; the others are heard', async () => {
  const { lucas, tertulia } = network.accounts
  const said = [await lucas.mention(tertulia, 'uno'), await lucas.mention(tertulia, 'dos')]
  const strange = [null, 7, { uri: 'at://x', reason: 'reply' }, { uri: said[0]?.uri, reason: 'reply', record: {} }]
  network.fail(listNotifications, ({ notifications }) => ({ notifications: [...strange, ...Object(notifications)] }))
  const heard = await ear.listen()
  assert.deepEqual(idsOf(heard).sort(), said.map(({ uri }) => uri).sort())
  const reasons = heard.flatMap((one) => (one.kind === 'refused' ? [one.reason] : []))
  assert.equal(reasons.length, strange.length)
  for (const reason of reasons) assertSayable(reason, bluesky)
})

test('a post that cannot be shown whole is heard as it was announced', async () => {
  const { lucas, tertulia } = network.accounts
  const said = await lucas.mention(tertulia, 'aquí')
  network.fail('app.bsky.feed.getPosts', { body: { posts: [] } })
  assert.match(JSON.stringify(messageOf(await ear.listen(), said.uri).body), /aquí/)
})

test('a search out of order is said once; what is said to us is heard all the same', async () => {
  const { lucas, ana, tertulia } = network.accounts
  const listening = await Window.open(network, { search: 'croissant' })
  network.fail('app.bsky.feed.searchPosts', refused(502, 'UpstreamFailure'), 2)
  const said = await lucas.mention(tertulia, 'hola')
  const found = await ana.say('un croissant')
  const first = await listening.listen()
  assert.deepEqual(idsOf(first), [said.uri])
  const [trouble] = first.flatMap((one) => (one.kind === 'refused' ? [one.reason] : []))
  assert.equal(trouble?.key, 'bluesky.search-failed')
  assert.deepEqual(await listening.listen(), [])
  assert.deepEqual(idsOf(await listening.listen()), [found.uri])
})

test('a search that cannot begin, begins later; trying the window says that it is out of order', async () => {
  const { ana } = network.accounts
  network.fail('app.bsky.feed.searchPosts', refused(502, 'UpstreamFailure'), 2)
  const listening = await Window.open(network, { search: 'ensaimada' })
  await listening.listen()
  const found = await ana.say('una ensaimada')
  assert.deepEqual(idsOf(await listening.listen()), [found.uri])
  network.fail('app.bsky.feed.searchPosts', refused(502, 'UpstreamFailure'))
  const { limits } = await bluesky.test(listening.context)
  assert.ok(limits.some(({ key }) => key === 'bluesky.search-unavailable'))
})

test('a way down the pages that the network forgot is begun again from the top', async () => {
  const { lucas, tertulia } = network.accounts
  const said: string[] = []
  for (let nth = 0; nth < 40; nth++) said.push((await lucas.mention(tertulia, `${nth}`)).uri)
  network.fail(listNotifications, (answer) => answer)
  network.fail(listNotifications, refused(400, 'InvalidRequest'))
  const heard = [...idsOf(await ear.listen()), ...idsOf(await ear.listen())]
  assert.equal(heard.length, said.length)
  assert.deepEqual(heard.sort(), said.sort())
})

test('one that comes late, far down the list, is heard when we look further', async () => {
  const { lucas, tertulia } = network.accounts
  const createdAt = new Date(Date.now() + 1).toISOString()
  for (let nth = 0; nth < 60; nth++) await lucas.mention(tertulia, `${nth}`)
  await ear.listen()
  const mention = {
    index: { byteStart: 0, byteEnd: 1 },
    features: [{ $type: 'app.bsky.richtext.facet#mention', did: tertulia.did }],
  }
  const late = await lucas.say('tarde', { createdAt, facets: [mention] })
  const heard: string[] = []
  for (let rounds = 0; rounds < 20; rounds++) heard.push(...idsOf(await ear.listen()))
  assert.deepEqual(heard, [late.uri])
})

test('replies of which nobody tells are heard, once, but for those whom we muted', async () => {
  const { lucas, ana, tertulia } = network.accounts
  const post = await tertulia.say('¿Qué tal?')
  await ear.listen()
  const [reply, muted] = [await lucas.reply(post, 'Bien'), await ana.reply(post, 'Mal')]
  network.fail(listNotifications, { body: { notifications: [] } }, 3)
  const mute = (answer: Record<string, unknown>) =>
    JSON.parse(JSON.stringify(answer).replace(/("handle":"ana-maria.test","viewer":\{"muted":)false/g, '$1true'))
  network.fail('app.bsky.feed.getPostThread', mute)
  const heard = await ear.listen()
  assert.deepEqual(idsOf(heard), [reply.uri])
  assert.equal(messageOf(heard, reply.uri).concernsUs, true)
  assert.ok(!idsOf(heard).includes(muted.uri))
  assert.deepEqual([...(await ear.listen()), ...(await ear.listen())], [])
})

test('an answer that was lost on its way is found, and nothing stands twice', async () => {
  const { lucas, tertulia } = network.accounts
  const spoken = spokenTo(await ear.hear((await lucas.mention(tertulia, '¿hola?')).uri), 'Una vez')
  network.fail('com.atproto.repo.putRecord', 'lost')
  const failure = await failureOf(speak.send(ear.context, spoken))
  assert.ok(failure?.kind === 'temporary' && failure.outcomeUnknown)
  const found = await speak.find?.(ear.context, spoken)
  assert.ok(typeof found === 'object')
  assert.deepEqual(await speak.send(ear.context, spoken), found)
  assert.equal((await tertulia.said()).filter(({ value }) => value.text === 'Una vez').length, 1)
})

test('a reply leaves though the AppView is out of reach, to the post as it was heard', async () => {
  const { lucas, tertulia } = network.accounts
  const asked = await lucas.mention(tertulia, '¿estáis?')
  const message = await ear.hear(asked.uri)
  network.fail('app.bsky.feed.getPosts', refused(502, 'UpstreamFailure'), 2)
  const said = await speak.send(ear.context, spokenTo(message, 'Estamos'))
  const standing = (await tertulia.said()).find(({ uri }) => uri === said.externalId)
  assert.deepEqual(standing?.value.reply, { root: asked, parent: asked })
  const { replyKey, ...bare } = message
  assert.equal((await failureOf(speak.send(ear.context, spokenTo(bare, 'Estamos'))))?.kind, 'temporary')
})

test('a place of ours that something else has taken is not written over', async () => {
  const { lucas, tertulia } = network.accounts
  const message = await ear.hear((await lucas.mention(tertulia, '¿sí?')).uri)
  const first = spokenTo(message, 'Sí')
  await speak.send(ear.context, first)
  const failure = await failureOf(speak.send(ear.context, { ...first, text: 'No' }))
  assert.equal(failure?.words.key, 'bluesky.key-taken')
  assert.equal((await tertulia.said()).filter(({ value }) => value.text === 'No').length, 0)
})

test('the pace follows the talk', async () => {
  const { lucas, tertulia } = network.accounts
  let cursor = (await bluesky.newest?.(ear.context, undefined))?.cursor
  const paces: (number | undefined)[] = []
  for (let rounds = 0; rounds < 45; rounds++) {
    const batch = await bluesky.newest?.(ear.context, cursor)
    cursor = batch?.cursor
    paces.push(batch?.againInMs)
  }
  assert.deepEqual([...new Set(paces)], [15_000, 30_000, 60_000])
  await lucas.mention(tertulia, 'vuelvo')
  assert.equal((await bluesky.newest?.(ear.context, cursor))?.againInMs, 15_000)
})
