import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messagesIn, type Visit, visit } from './mastodon.test-kit.ts'

const idsIn = (heard: Parameters<typeof messagesIn>[0]) => messagesIn(heard).map((message) => message.externalId)
const deletionsIn = (heard: Parameters<typeof messagesIn>[0]) =>
  heard.flatMap((one) => (one.kind === 'deletion' ? [one.externalId] : []))

/** What was heard of a message that somebody mentions us in. */
async function mentioned(here: Visit) {
  const { cursor } = await here.hear()
  const status = here.lucas.say('@cafe the coffee was cold')
  const { cursor: after } = await here.hear(cursor)
  return { status, cursor: after }
}

test('does not take a gap in a list for a deletion', async () => {
  await using here = await visit()
  const { cursor } = await mentioned(here)
  here.server.fail({ method: 'GET', path: '/api/v1/statuses', status: 200, body: [] })
  assert.deepEqual((await here.hear(cursor)).heard, [])
})

for (const version of ['4.4.3', '4.2.0', '3.5.0']) {
  test(`notices edits and deletions on an instance of version ${version}`, async () => {
    await using here = await visit({ version })
    const { status, cursor } = await mentioned(here)
    here.lucas.edit(status, '@cafe the coffee was cold, and so was I')
    const edited = await here.hear(cursor)
    const [message] = messagesIn(edited.heard)
    assert.match(message && 'html' in message.body ? message.body.html : '', /so was I/)
    assert.ok(message?.editedAt && message.editedAt >= message.saidAt)
    assert.deepEqual((await here.hear(edited.cursor)).heard, [], 'an edit is told once')
    here.lucas.remove(status)
    const removed = await here.hear(edited.cursor)
    assert.deepEqual(deletionsIn(removed.heard), [status.id])
    assert.deepEqual((await here.hear(removed.cursor)).heard, [], 'a deletion is told once')
  })
}

test('hears what is answered below us without our name', async () => {
  await using here = await visit()
  const { cursor } = await here.hear()
  const post = here.cafe.say('Which cake for Sunday?')
  const { cursor: after } = await here.hear(cursor)
  const unnamed = here.lucas.reply(post, 'Cheese', { bare: true })
  const deeper = here.ana.reply(unnamed, 'No, lemon')
  const { heard, cursor: then } = await here.hear(after)
  assert.deepEqual(idsIn(heard), [unnamed.id, deeper.id])
  assert.deepEqual(messagesIn(heard)[1]?.parentExternalId, unnamed.id)
  assert.ok(messagesIn(heard).every(({ concernsUs }) => concernsUs !== false))
  assert.deepEqual((await here.hear(then)).heard, [])
})

test('leaves the talk below a stranger’s hashtag to them', async () => {
  await using here = await visit({ settings: { hashtags: '#café' } })
  const { cursor } = await here.hear()
  const post = here.lucas.say('My favourite #café')
  const { cursor: after } = await here.hear(cursor)
  here.ana.reply(post, 'Where is it?')
  assert.deepEqual((await here.hear(after)).heard, [])
})

test('comes round to the older ones, too', async () => {
  await using here = await visit()
  let { cursor } = await here.hear()
  const first = here.lucas.say('@cafe the first of many')
  for (let index = 0; index < 60; index++) here.lucas.say(`@cafe number ${index}`)
  cursor = (await here.hear(cursor)).cursor
  here.lucas.edit(first, '@cafe the very first of many')
  const heard: string[] = []
  for (let rounds = 0; rounds < 4; rounds++) {
    const round = await here.hear(cursor)
    heard.push(...idsIn(round.heard))
    cursor = round.cursor
  }
  assert.deepEqual(heard, [first.id])
})

test('keeps its cursor small, however much is heard', async () => {
  await using here = await visit()
  let { cursor } = await here.hear()
  for (let index = 0; index < 400; index++) here.lucas.say(`@cafe number ${index}`)
  cursor = (await here.hear(cursor)).cursor
  assert.ok(JSON.stringify(cursor).length < 10_000, `${JSON.stringify(cursor).length} bytes`)
})
