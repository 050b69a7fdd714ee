import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOf } from '../contract.test-kit.ts'
import { messagesIn, visit } from './mastodon.test-kit.ts'
import { surroundings } from './surroundings.ts'

test('says that a message is gone', async () => {
  await using here = await visit()
  assert.equal((await failureOf(surroundings(here.context(), '404')))?.kind, 'gone')
  assert.equal((await failureOf(surroundings(here.context(), '../../oauth')))?.kind, 'gone')
})

test('brings the whole thread, with its root, and tells what concerns us', async () => {
  await using here = await visit()
  const root = here.ana.say('Who knows a good café?')
  const middle = here.lucas.reply(root, 'There is one in my street')
  const mention = here.lucas.reply(middle, '@cafe is its name')
  const answer = here.cafe.reply(mention, 'Come by')
  const aside = here.ana.reply(mention, 'Thanks', { bare: true })
  here.lucas.reply(root, 'Sent to one of you alone', { visibility: 'direct' })
  const messages = messagesIn(await surroundings(here.context(), mention.id))
  assert.deepEqual(
    messages.map(({ externalId }) => externalId),
    [root, middle, answer, aside].map(({ id }) => id),
  )
  assert.deepEqual(
    messages.map(({ concernsUs }) => concernsUs ?? true),
    [false, false, true, false],
  )
  assert.deepEqual(
    messages.map(({ rootExternalId }) => rootExternalId),
    [undefined, root.id, root.id, root.id],
  )
  assert.deepEqual(messages[1]?.parentExternalId, root.id)
})

test('reads a thread of a thousand, in a chain', async () => {
  await using here = await visit()
  const root = here.lucas.say('One')
  let last = root
  for (let depth = 0; depth < 1000; depth++) last = here.lucas.reply(last, `Depth ${depth}`)
  const messages = messagesIn(await surroundings(here.context(), root.id))
  assert.equal(messages.length, 1000)
  assert.equal(messages.at(-1)?.externalId, last.id)
})
