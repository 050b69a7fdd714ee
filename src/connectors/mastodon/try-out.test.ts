import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertSayable, failureOf, testContext } from '../contract.test-kit.ts'
import { mastodon } from './index.ts'
import { visit } from './mastodon.test-kit.ts'
import { factsOf } from './place.ts'

test('refuses a page that is no instance, an unreachable one, and a suspended account', async () => {
  await using here = await visit()
  const context = (settings = {}) =>
    testContext(mastodon, { instance: here.server.url, token: here.cafe.token, ...settings })
  here.server.fail({ path: '/api/v2/instance', status: 200, body: { name: 'Something else' } })
  assert.equal((await failureOf(mastodon.test(context())))?.words.key, 'mastodon.not-mastodon')
  here.server.fail({ path: '/api/v2/instance', status: 404 }, { path: '/api/v1/instance', status: 404 })
  assert.equal((await failureOf(mastodon.test(context())))?.kind, 'gone')
  assert.equal((await failureOf(mastodon.test(context({ instance: 'http://127.0.0.1:1' }))))?.kind, 'invalid')
  here.cafe.become({ suspended: true })
  assert.equal((await failureOf(mastodon.test(context())))?.kind, 'reconnect')
})

test('tells who we are, what is heard, what may be said, and the limits of this instance', async () => {
  await using here = await visit({ maxCharacters: 1500, settings: { hashtags: '#café #tertulia' } })
  here.cafe.become({ displayName: 'Café Alameda' })
  const found = await mastodon.test(here.context())
  const { account } = found
  assert.equal(account.name, 'Café Alameda')
  assert.equal(account.handle, here.cafe.handle)
  assert.equal(account.externalId, `cafe@${here.server.domain}`)
  assert.deepEqual(account.ourIds, [`cafe@${here.server.domain}`])
  assert.deepEqual(factsOf(account)?.maxCharacters, 1500)
  assert.deepEqual(found.limits[0]?.params, { max: 1500, link: 23 })
  assert.deepEqual(
    found.hears.map(({ key }) => key),
    ['mastodon.instance-found', 'mastodon.hears', 'mastodon.hears-own', 'mastodon.hears-hashtags'],
  )
  for (const said of [...found.hears, ...found.says, ...found.limits]) assertSayable(said, mastodon)
  const limit = mastodon.speak?.limit(account)
  assert.deepEqual(limit, { max: 1500, unit: 'graphemes', linkLength: 23, mentionsWithoutHost: true })
})

test('says what a token may not do, and which hashtags are closed', async () => {
  await using here = await visit({ settings: { hashtags: '#café' } })
  const token = here.cafe.tokenFor('read:accounts', 'read:statuses')
  here.server.fail({ path: '/api/v1/timelines/tag', status: 401, body: { error: 'No' } })
  const found = await mastodon.test(here.context({ settings: { token } }))
  const keys = [...found.hears, ...found.says].map(({ key }) => key)
  assert.ok(keys.includes('mastodon.hears-no-mentions'))
  assert.ok(keys.includes('mastodon.says-nothing'))
  assert.ok(keys.includes('mastodon.closed-hashtags'))
  assert.equal(found.account.cannotSay?.key, 'mastodon.says-nothing')
  for (const said of [...found.hears, ...found.says]) assertSayable(said, mastodon)
})

for (const version of ['3.3.0', '3.5.3', '4.2.0'])
  test(`knows an instance of version ${version}`, async () => {
    await using here = await visit({ version, maxCharacters: 700 })
    const facts = factsOf(here.account)
    assert.equal(facts?.version, version)
    // Before 3.4 no limits are told.
    assert.equal(facts?.maxCharacters, version === '3.3.0' ? 500 : 700)
    assert.equal(facts?.streaming, here.server.url)
  })

test('sends no token to a stream in the clear because an instance says so', async () => {
  await using here = await visit()
  const instance = {
    domain: 'a.example',
    title: '',
    version: '4.4.0',
    configuration: { urls: { streaming: 'javascript:1' } },
  }
  here.server.fail({ path: '/api/v2/instance', status: 200, body: instance })
  const { account } = await mastodon.test(here.context())
  assert.equal(factsOf(account)?.streaming, here.server.url)
})

test('tells whether the public posts of the instance can be watched', async () => {
  await using here = await visit({ settings: { publicPosts: true } })
  const found = await mastodon.test(here.context())
  assert.ok(found.hears.some(({ key }) => key === 'mastodon.hears-public'))
  assert.ok(!found.limits.some(({ key }) => key === 'mastodon.public-closed'))
  here.server.fail({ path: '/api/v1/streaming/public', status: 404, body: '{}' })
  const closed = await mastodon.test(here.context())
  const said = closed.limits.find(({ key }) => key === 'mastodon.public-closed')
  assert.ok(said)
  assertSayable(said, mastodon)
})
