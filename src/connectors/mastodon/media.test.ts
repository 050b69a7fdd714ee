import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SpokenAttachment } from '../connector.ts'
import { failureOf } from '../contract.test-kit.ts'
import { answerTo, messagesIn, type Visit, visit } from './mastodon.test-kit.ts'
import { attach } from './media.ts'
import { speak } from './speak.ts'

const picture = (more: Partial<SpokenAttachment> = {}): SpokenAttachment => ({
  key: crypto.randomUUID(),
  name: 'cup.png',
  mime: 'image/png',
  bytes: 3,
  alt: 'A cracked cup',
  size: { width: 1, height: 1 },
  url: undefined,
  read: async () => Uint8Array.of(1, 2, 3),
  ...more,
})

async function asked(here: Visit) {
  const { cursor } = await here.hear()
  here.lucas.say('@cafe broken?')
  const [message] = messagesIn((await here.hear(cursor)).heard)
  assert.ok(message)
  return message
}

const posts = (here: Visit, path: string) => here.server.seen.filter((one) => one.startsWith(`POST ${path}`)).length

test('waits for a picture that the instance is still working on, and sends the post once it is done', async () => {
  await using here = await visit({ mediaTurns: 2 })
  const spoken = answerTo(await asked(here), '@lucas like this', { attachments: [picture(), picture({ alt: '' })] })
  await speak.send(here.context(), spoken)
  assert.deepEqual(here.cafe.said()[0]?.described, ['A cracked cup', null])
})

test('pictures sent twice because the answer to the post was lost make one post', async () => {
  await using here = await visit()
  const spoken = answerTo(await asked(here), '@lucas like this', { attachments: [picture()] })
  here.server.fail({ method: 'POST', path: '/api/v1/statuses', drop: 'after' })
  const lost = await failureOf(speak.send(here.context(), spoken))
  assert.deepEqual([lost?.kind, lost?.outcomeUnknown], ['temporary', true])
  await speak.send(here.context(), spoken)
  assert.equal(posts(here, '/api/v2/media'), 2)
  assert.deepEqual(
    here.cafe.said().map(({ described }) => described),
    [['A cracked cup']],
  )
})

test('a picture that was lost on its way leaves nothing said', async () => {
  await using here = await visit()
  const spoken = answerTo(await asked(here), '@lucas like this', { attachments: [picture()] })
  here.server.fail({ method: 'POST', path: '/api/v2/media', status: 503 })
  assert.equal((await failureOf(speak.send(here.context(), spoken)))?.kind, 'temporary')
  assert.deepEqual(here.cafe.said(), [])
})

test('a picture that the instance does not take comes back to its author with the instance’s own words', async () => {
  await using here = await visit()
  const odd = picture({ mime: 'image/x-odd', name: 'odd.bin' })
  const failure = await failureOf(
    speak.send(here.context(), answerTo(await asked(here), '@lucas this', { attachments: [odd] })),
  )
  assert.deepEqual([failure?.kind, failure?.words.key], ['invalid', 'mastodon.image-refused'])
  assert.match(String(failure?.words.params?.detail), /content type is invalid/)
  assert.deepEqual(here.cafe.said(), [])
})

test('a token that may not send files says so before, and when it is tried', async () => {
  await using here = await visit()
  const message = await asked(here)
  const token = here.cafe.tokenFor('read', 'write:statuses')
  const context = here.context({ settings: { token } })
  const failure = await failureOf(speak.send(context, answerTo(message, '@lucas this', { attachments: [picture()] })))
  assert.deepEqual([failure?.kind, failure?.words.key], ['invalid', 'mastodon.may-not-attach'])
  const facts = { ...here.account.facts, media: { ...Object(here.account.facts?.media), may: false } }
  assert.ok('cannot' in attach({ ...here.account, facts }))
})

test('takes what the instance says it takes, and Mastodon’s own limits of accounts connected before we asked', async () => {
  await using here = await visit()
  const told = attach(here.account)
  assert.ok('kinds' in told)
  assert.deepEqual([told.most, told.kinds['image/png'], told.kinds['video/mp4']], [4, 16_777_216, undefined])
  const { media: _, ...older } = { media: null, ...here.account.facts }
  assert.deepEqual(attach({ ...here.account, facts: older }), told)
})
