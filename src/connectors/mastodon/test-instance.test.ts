import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRestAPIClient, createStreamingAPIClient, type mastodon } from 'masto'
import { type Actor, type MastodonServer, startMastodon } from '../../../test/networks/mastodon/server.ts'

/*
 * Whether our instance speaks Mastodon is best judged by somebody else: here by masto.js, the JavaScript client of the
 * Mastodon community, which was written against real ones.
 */

const clientOf = (server: MastodonServer, actor: Actor) =>
  createRestAPIClient({ url: server.url, accessToken: actor.token })

async function open() {
  const server = await startMastodon()
  const [cafe, lucas] = [server.account('cafe'), server.account('lucas@elsewhere.example')]
  return { server, cafe, lucas, client: clientOf(server, cafe), [Symbol.asyncDispose]: () => server.stop() }
}

test('refuses a wrong token, another’s status and a text that is too long, in Mastodon’s words', async () => {
  await using here = await open()
  const stranger = createRestAPIClient({ url: here.server.url, accessToken: 'none' })
  await assert.rejects(async () => await stranger.v1.accounts.verifyCredentials(), /The access token is invalid/)
  const theirs = here.lucas.say('Mine')
  await assert.rejects(async () => await here.client.v1.statuses.$select(theirs.id).remove(), /Record not found/)
  await assert.rejects(
    async () => await here.client.v1.statuses.create({ status: 'x'.repeat(501) }),
    /Text character limit of 500 exceeded/,
  )
})

test('posts, edits, explains and removes', async () => {
  await using here = await open()
  const status = await here.client.v1.statuses.create({
    status: 'Hola @lucas@elsewhere.example',
    visibility: 'unlisted',
  })
  assert.match(status.content, /^<p>Hola <span class="h-card"/)
  assert.equal(status.mentions[0]?.acct, 'lucas@elsewhere.example')
  await here.client.v1.statuses.$select(status.id).update({ status: 'Hola, *todos*' })
  assert.equal((await here.client.v1.statuses.$select(status.id).source.fetch()).text, 'Hola, *todos*')
  assert.equal((await here.client.v1.statuses.$select(status.id).history.list()).length, 2)
  const removed = await here.client.v1.statuses.$select(status.id).remove()
  assert.equal(removed.text, 'Hola, *todos*')
  await assert.rejects(async () => await here.client.v1.statuses.$select(status.id).fetch(), /Record not found/)
})

test('pages through notifications by its Link headers, backwards', async () => {
  await using here = await open()
  for (let index = 0; index < 25; index++) here.lucas.say(`@cafe ${index}`)
  const ids: string[] = []
  for await (const page of here.client.v1.notifications.list({ limit: 10, types: ['mention'] }))
    ids.push(...page.map((notification) => notification.id))
  assert.deepEqual(
    ids,
    Array.from({ length: 25 }, (_, index) => String(25 - index)),
  )
})

test('shows a thread, a conversation and a hashtag only to those who may see them', async () => {
  await using here = await open()
  const question = here.lucas.say('@cafe where is my order? #café', { visibility: 'direct' })
  const answer = here.cafe.reply(question, 'On its way')
  const context = await here.client.v1.statuses.$select(question.id).context.fetch()
  assert.deepEqual(
    context.descendants.map(({ id }) => id),
    [answer.id],
  )
  const [conversation] = await here.client.v1.conversations.list()
  assert.equal(conversation?.lastStatus?.id, answer.id)
  const eva = clientOf(here.server, here.server.account('eva'))
  await assert.rejects(async () => await eva.v1.statuses.$select(question.id).fetch(), /Record not found/)
  assert.deepEqual(await eva.v1.timelines.tag.$select('café').list(), [])
  const open_ = here.lucas.say('Everybody’s #Café')
  assert.equal((await eva.v1.timelines.tag.$select('café').list())[0]?.id, open_.id)
})

test('tells over WebSocket what happens', async () => {
  await using here = await open()
  const instance = await here.client.v2.instance.fetch()
  const streaming = createStreamingAPIClient({
    streamingApiUrl: instance.configuration.urls.streaming,
    accessToken: here.cafe.token,
  })
  const told: mastodon.streaming.Event[] = []
  const subscription = streaming.user.subscribe()
  const listening = (async () => {
    for await (const event of subscription) if (told.push(event) === 3) return
  })()
  while (here.server.listening() === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  const mention = here.lucas.say('@cafe hello')
  here.cafe.say('Good morning')
  here.lucas.remove(mention)
  await listening
  streaming.close()
  assert.deepEqual(
    told.map(({ event }) => event),
    ['notification', 'update', 'delete'],
  )
})
