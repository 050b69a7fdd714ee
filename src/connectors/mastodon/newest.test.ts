import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import type { Json } from '../../lib/json.ts'
import { drain, failureOf } from '../contract.test-kit.ts'
import { messagesIn, visit } from './mastodon.test-kit.ts'
import { newest } from './newest.ts'

const idsIn = (heard: Parameters<typeof messagesIn>[0]) => messagesIn(heard).map((message) => message.externalId)

test('refuses when access is lost, when the instance is not one, and when it is exhausted', async () => {
  await using here = await visit()
  here.server.fail({ path: '/api/v1/notifications', status: 200, body: '<html>Welcome</html>' })
  assert.equal((await failureOf(newest(here.context(), undefined)))?.kind, 'invalid')
  here.server.fail({ path: '/api/v1/notifications', status: 200, body: { surprise: true } })
  assert.equal((await failureOf(newest(here.context(), undefined)))?.words.key, 'mastodon.not-mastodon')
  here.server.fail({ path: '/api/v1/accounts', status: 502, body: 'Down for maintenance' })
  assert.equal((await failureOf(newest(here.context(), undefined)))?.kind, 'temporary')
  here.cafe.become({ suspended: true })
  assert.equal((await failureOf(newest(here.context(), undefined)))?.kind, 'reconnect')
  here.cafe.become({ suspended: false })
  here.server.exhaust(120_000)
  const limited = await failureOf(newest(here.context(), undefined))
  assert.equal(limited?.kind, 'rate-limited')
  const waitMs = (limited?.until?.getTime() ?? 0) - Date.now()
  assert.ok(waitMs > 110_000 && waitMs <= 120_000, `waits until the reset, not ${waitMs} ms`)
  here.cafe.revoke()
  assert.equal((await failureOf(newest(here.context({ settings: { token: '' } }), undefined)))?.kind, 'reconnect')
})

test('hears mentions, hashtags, direct messages and what we say from another app', async () => {
  await using here = await visit({ settings: { hashtags: '#café' } })
  const { cursor } = await here.hear()
  const mention = here.ana.say(`Does ${here.cafe.handle} open on Sundays?`)
  const tagged = here.lucas.say('Nothing like the #Café of my street')
  const direct = here.lucas.say('@cafe my order never came', { visibility: 'direct' })
  const answer = here.cafe.reply(direct, 'We are looking for it')
  const own = here.cafe.say('Closed on Monday')
  here.lucas.say('To nobody in particular')
  here.lucas.boost(mention)
  here.lucas.favourite(own)
  const { heard } = await here.hear(cursor)
  assert.deepEqual(idsIn(heard).sort(), [mention, tagged, direct, answer, own].map(({ id }) => id).sort())
  const authors = new Map(messagesIn(heard).map((message) => [message.externalId, message]))
  assert.ok(here.account.ourIds.includes(authors.get(answer.id)?.author.externalId ?? ''))
  assert.equal(authors.get(answer.id)?.parentExternalId, direct.id)
  assert.equal(authors.get(direct.id)?.visibility, 'direct')
})

test('hears our answers but not our new posts, where those are not wanted', async () => {
  await using here = await visit({ settings: { ownPosts: false } })
  const { cursor } = await here.hear()
  const question = here.lucas.say('@cafe open?')
  here.cafe.say('We are open')
  const answer = here.cafe.reply(question, 'Until ten')
  assert.deepEqual(idsIn((await here.hear(cursor)).heard).sort(), [question.id, answer.id].sort())
})

test('hears strangers whose notifications the instance sets aside', async () => {
  await using here = await visit()
  here.cafe.become({ filtersStrangers: true })
  const { cursor } = await here.hear()
  const mention = here.lucas.say('@cafe hello')
  assert.deepEqual(idsIn((await here.hear(cursor)).heard), [mention.id])
})

test('begins from now with a hashtag that was added later', async () => {
  await using here = await visit()
  const { cursor } = await here.hear()
  here.lucas.say('Old talk of #tertulia')
  const listening = () => here.context({ settings: { hashtags: '#tertulia' } })
  const added = await drain((at) => newest(listening(), at), cursor)
  assert.deepEqual(idsIn(added.heard), [])
  const fresh = here.lucas.say('New talk of #tertulia')
  assert.deepEqual(idsIn((await drain((at) => newest(listening(), at), added.cursor)).heard), [fresh.id])
})

test('hears on where one list is closed to us', async () => {
  await using here = await visit({ settings: { hashtags: '#tertulia' } })
  const { cursor } = await here.hear()
  const mention = here.lucas.say('@cafe hello')
  here.server.fail(
    { path: '/api/v1/timelines/tag', status: 401, body: { error: 'This method requires an authenticated user' } },
    { path: '/api/v1/conversations', status: 404 },
  )
  assert.deepEqual(idsIn((await here.hear(cursor)).heard), [mention.id])
})

test('shows what it cannot understand, once, and goes on', async () => {
  await using here = await visit()
  const { cursor } = await here.hear()
  const good = here.lucas.say('@cafe hello')
  const broken = { id: '999', type: 'mention', status: { id: '998', content: 7, created_at: 'yesterday' } }
  const gone = { id: '1000', type: 'mention', status: null }
  here.server.fail({ path: '/api/v1/notifications', status: 200, body: [gone, broken, { no: 'id' }] })
  const first = await newest(here.context(), cursor)
  assert.deepEqual(
    first.heard.map(({ kind }) => kind),
    ['refused'],
  )
  const [refused] = first.heard
  assert.ok(refused?.kind === 'refused')
  assert.equal(refused.externalId, '998')
  assert.match(refused.excerpt, /yesterday/)
  const fresh = await here.hear(JSON.parse(JSON.stringify(cursor)))
  assert.deepEqual(idsIn(fresh.heard), [good.id])
})

test('asks little when nothing is new', async () => {
  await using here = await visit({ settings: { hashtags: '#a #b' } })
  for (let index = 0; index < 50; index++) here.lucas.say(`@cafe message ${index}`)
  const { cursor } = await here.hear()
  const before = here.server.seen.length
  await here.hear(cursor)
  assert.equal(here.server.seen.length - before, 5)
})

/** So long a post from elsewhere is under way. */
const lateMs = 3
const deed = fc.record({
  who: fc.constantFrom('lucas' as const, 'ana' as const, 'cafe' as const),
  what: fc.constantFrom('mention', 'hashtag', 'direct', 'both', 'late', 'listen', 'page'),
})

test('hears each message exactly once, whatever the page size and the order of saying and listening', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1, 2, 5, 40),
      fc.array(deed, { maxLength: 40 }),
      fc.nat(3),
      async (maxPage, deeds, before) => {
        await using here = await visit({ maxPage, settings: { hashtags: '#café' } })
        for (let index = 0; index < before; index++) here.lucas.say('@cafe #café before')
        let { cursor } = await here.hear()
        // What is said a while ago is said after this beginning: before it, it would be history.
        await sleep(lateMs + 1)
        const expected: string[] = []
        const heard: string[] = []
        const listen = async (read: (at: Json) => Promise<{ heard: Parameters<typeof idsIn>[0]; cursor: Json }>) => {
          const page = await read(cursor)
          heard.push(...idsIn(page.heard))
          cursor = JSON.parse(JSON.stringify(page.cursor))
        }
        for (const { who, what } of deeds) {
          const text = {
            mention: '@cafe hi',
            hashtag: 'a #café',
            both: '@cafe #café',
            late: '#café',
            direct: '@cafe psst',
          }
          if (what === 'listen') await listen((at) => here.hear(at))
          else if (what === 'page') await listen((at) => newest(here.context(), at))
          else if (what === 'direct') expected.push(here[who].say(text.direct, { visibility: 'direct' }).id)
          else if (what === 'late' && expected.length === 0) continue
          // From elsewhere, and a while under way: its id is older than others that are known already.
          else if (what === 'late') expected.push(here.ana.say(text.late, { at: new Date(Date.now() - lateMs) }).id)
          else if (what === 'hashtag' || what === 'mention' || what === 'both')
            expected.push(here[who].say(text[what]).id)
        }
        // A round that was under way ends first; what a list got meanwhile is in the next.
        await listen((at) => here.hear(at))
        await listen((at) => here.hear(at))
        assert.deepEqual(heard.sort(), expected.sort())
      },
    ),
    { numRuns: 40 },
  )
})
