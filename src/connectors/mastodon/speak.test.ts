import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fits } from '../../lib/text-limit.ts'
import type { Spoken } from '../connector.ts'
import { failureOf } from '../contract.test-kit.ts'
import { answerTo, messagesIn, type Visit, visit } from './mastodon.test-kit.ts'
import { speak } from './speak.ts'

/** Somebody says this to us; what was heard of it. */
async function asked(here: Visit, text: string, visibility: 'public' | 'unlisted' | 'private' | 'direct' = 'public') {
  const { cursor } = await here.hear()
  const status = here.lucas.say(text, { visibility, language: 'es' })
  const [message] = messagesIn((await here.hear(cursor)).heard)
  assert.ok(message)
  return { status, message }
}

const minutes = (count: number) => count * 60_000
const later = (count: number) => () => new Date(Date.now() + minutes(count))

test('gives an answer back when what it answers is gone', async () => {
  await using here = await visit()
  const { status, message } = await asked(here, '@cafe open?')
  here.lucas.remove(status)
  const failure = await failureOf(speak.send(here.context(), answerTo(message, '@lucas yes')))
  assert.deepEqual([failure?.kind, failure?.words.key], ['gone', 'mastodon.parent-gone'])
  assert.deepEqual(here.cafe.said(), [])
})

test('gives a text back with the instance’s own words, when it does not like it', async () => {
  await using here = await visit({ maxCharacters: 20 })
  const { message } = await asked(here, '@cafe open?')
  const failure = await failureOf(speak.send(here.context(), answerTo(message, 'Far too long for this instance')))
  assert.equal(failure?.kind, 'invalid')
  assert.match(String(failure?.words.params?.detail), /character limit of 20/)
})

test('asks for a new connection when it may not write, and waits when told to', async () => {
  await using here = await visit()
  const { message } = await asked(here, '@cafe open?')
  const token = here.cafe.tokenFor('read')
  const failure = await failureOf(speak.send(here.context({ settings: { token } }), answerTo(message, 'Yes')))
  assert.equal(failure?.kind, 'reconnect')
  here.server.exhaust(minutes(2))
  const limited = await failureOf(speak.send(here.context(), answerTo(message, 'Yes')))
  assert.equal(limited?.kind, 'rate-limited')
  assert.equal(limited?.outcomeUnknown, false)
})

test('does not send a direct message that names nobody', async () => {
  await using here = await visit()
  const { message } = await asked(here, '@cafe where is my order?', 'direct')
  const failure = await failureOf(speak.send(here.context(), answerTo(message, 'Write to us@example.org, @ana')))
  assert.deepEqual([failure?.kind, failure?.words.key], ['invalid', 'mastodon.unaddressed'])
  assert.deepEqual(here.cafe.said(), [])
  await speak.send(here.context(), answerTo(message, 'On its way, @lucas'))
  await speak.send(here.context(), answerTo(message, `${here.lucas.handle} It is there`))
  assert.equal(here.cafe.said().length, 2)
})

test('does not go on from a direct message of ours without naming anybody', async () => {
  await using here = await visit()
  const { message } = await asked(here, '@cafe where is my order?', 'direct')
  const author = { externalId: here.account.ourIds[0] ?? '', name: 'Café', handle: here.account.handle ?? '' }
  const goingOn = (text: string) => speak.send(here.context(), answerTo({ ...message, author, mentions: [] }, text))
  const failure = await failureOf(goingOn('and it will come tomorrow 2/2'))
  assert.deepEqual([failure?.kind, failure?.words.key], ['invalid', 'mastodon.names-nobody'])
  await goingOn('@lucas and it will come tomorrow 2/2')
  assert.equal(here.cafe.said().length, 1)
})

for (const visibility of ['public', 'unlisted', 'private', 'direct'] as const)
  test(`answers as publicly as it was asked: ${visibility}`, async () => {
    await using here = await visit()
    here.cafe.follow(here.lucas)
    const { status, message } = await asked(here, '@cafe @ana@elsewhere.example open?', visibility)
    const opening = speak.opening?.(here.account, answerTo(message, '').inReplyTo)
    assert.equal(opening, `${here.lucas.handle} @ana@elsewhere.example `)
    const said = await speak.send(here.context(), answerTo(message, `${opening}Until ten`))
    const [standing] = here.cafe.said()
    assert.deepEqual(
      [standing?.id, standing?.visibility, standing?.inReplyToId, standing?.url],
      [said.externalId, visibility, status.id, said.url],
    )
  })

test('names nobody twice, and not ourselves', () => {
  const account = { externalId: 'cafe@h.example', name: 'Café', handle: '@cafe@h.example', ourIds: ['cafe@h.example'] }
  const author = { externalId: 'lucas@h.example', name: 'Lucas', handle: '@lucas@h.example' }
  const inReplyTo = {
    ...answerTo(
      { externalId: '1', author, body: { text: '' }, media: [], visibility: 'public', saidAt: new Date() },
      '',
    ).inReplyTo,
  }
  const mentions = ['@Lucas@h.example', '@CAFE@h.example', '@ana@e.example']
  assert.equal(speak.opening?.(account, { ...inReplyTo, mentions }), '@lucas@h.example @ana@e.example ')
  assert.equal(speak.opening?.(account, { ...inReplyTo, author: { ...author, handle: '@cafe@h.example' } }), '')
  const untold = (text: string) => speak.untold?.(account, inReplyTo, text)
  assert.equal(untold('Hola, Lucas'), '@lucas@h.example')
  assert.equal(untold('Escribe a lucas@h.example'), '@lucas@h.example')
  for (const text of ['@lucas hola', 'Hola, @Lucas@h.example.']) assert.equal(untold(text), undefined)
})

test('counts as the instance counts', async () => {
  await using here = await visit({ maxCharacters: 40 })
  const { message } = await asked(here, '@cafe open?')
  const limit = speak.limit(here.account)
  const good = `@ana@elsewhere.example 👩‍👩‍👧‍👦 https://example.org/${'x'.repeat(90)} tal`
  assert.ok(fits(good, limit))
  await speak.send(here.context(), answerTo(message, good))
  assert.equal(fits(`${good} y pico`, limit), false)
  assert.equal((await failureOf(speak.send(here.context(), answerTo(message, `${good} y pico`))))?.kind, 'invalid')
})

test('stands once, although the answer to the first try was lost', async () => {
  await using here = await visit()
  const { message } = await asked(here, '@cafe open?')
  const spoken = answerTo(message, '@lucas until ten')
  here.server.fail({ method: 'POST', path: '/api/v1/statuses', drop: 'after' })
  const lost = await failureOf(speak.send(here.context(), spoken))
  assert.deepEqual([lost?.kind, lost?.outcomeUnknown], ['temporary', true])
  const said = await speak.send(here.context(), spoken)
  assert.deepEqual(
    here.cafe.said().map(({ id }) => id),
    [said.externalId],
  )
})

test('stands once, although Mastodon has forgotten the key', async () => {
  let now = new Date()
  await using here = await visit({ now: () => now })
  const { message } = await asked(here, '@cafe open?')
  const spoken = answerTo(message, '@lucas hasta las diez, ¿vale? https://example.org/hours\r\n#café')
  const first = await speak.send(here.context(), spoken)
  now = new Date(now.getTime() + minutes(90))
  for (let index = 0; index < 50; index++) here.cafe.say(`Other news ${index}`)
  const second = await speak.send(here.context({ now: () => now }), spoken)
  assert.equal(second.externalId, first.externalId)
  assert.equal(here.cafe.said().filter(({ inReplyToId }) => inReplyToId === message.externalId).length, 1)
})

test('says what never arrived, however late', async () => {
  await using here = await visit()
  const { message } = await asked(here, '@cafe open?')
  const spoken = answerTo(message, '@lucas until ten')
  here.server.fail({ method: 'POST', path: '/api/v1/statuses', drop: 'before' })
  await failureOf(speak.send(here.context(), spoken))
  const said = await speak.send(here.context({ now: later(90) }), spoken)
  assert.equal(here.cafe.said()[0]?.id, said.externalId)
})

test('sends nothing late where it cannot see whether it arrived', async () => {
  await using here = await visit({ version: '3.4.0' })
  const { message } = await asked(here, '@cafe open?')
  const spoken = answerTo(message, '@lucas until ten')
  await speak.send(here.context(), spoken)
  const failure = await failureOf(speak.send(here.context({ now: later(90) }), spoken))
  assert.deepEqual([failure?.kind, failure?.outcomeUnknown], ['temporary', true])
  assert.equal(here.cafe.said().length, 1)
})

test('finds only the same words, to the same message, since the decision', async () => {
  await using here = await visit()
  const { message, status } = await asked(here, '@cafe open?')
  const find = async (spoken: Spoken) => {
    const found = await speak.find?.(here.context(), spoken)
    return typeof found === 'object' ? found.externalId : found
  }
  const spoken = answerTo(message, '@lucas until ten')
  assert.equal(await find(spoken), 'absent')
  here.cafe.say('@lucas until ten')
  here.cafe.reply(status, 'until eleven')
  here.cafe.reply(status, '@lucas until ten', { at: new Date(Date.now() - minutes(10)) })
  assert.equal(await find(spoken), 'absent')
  const same = here.cafe.reply(status, ' @lucas until ten\n', { bare: true })
  assert.equal(await find(spoken), same.id)
})
