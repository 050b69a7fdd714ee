import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { drain, failureOf } from '../contract.test-kit.ts'
import { history } from './history.ts'
import { messagesIn, visit } from './mastodon.test-kit.ts'

const day = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * day)

test('says when it cannot', async () => {
  await using here = await visit()
  here.cafe.revoke()
  assert.equal((await failureOf(history(here.context(), undefined, daysAgo(1))))?.kind, 'reconnect')
})

test('goes back to the day asked for and no further, each message once, whatever the page size', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(1, 3, 40), fc.array(fc.nat(60), { maxLength: 25 }), async (maxPage, ages) => {
      // Notifications are made in the order they arrive, so what is older is said first.
      const order = [...ages].sort((a, b) => b - a)
      await using here = await visit({ maxPage, settings: { hashtags: '#café' } })
      const texts = ['@cafe hi', 'a #café', '@cafe #café', '@cafe psst']
      const said = order.map((age, index) => {
        const text = texts[index % texts.length] ?? ''
        const visibility = text.endsWith('psst') ? 'direct' : 'public'
        return { age, id: here.lucas.say(text, { visibility, at: daysAgo(age) }).id }
      })
      const own = here.cafe.say('We have moved')
      const { heard } = await drain((cursor) => history(here.context(), cursor, daysAgo(30.5)), undefined)
      const expected = [own.id, ...said.filter(({ age }) => age <= 30).map(({ id }) => id)]
      assert.deepEqual(
        messagesIn(heard)
          .map((message) => message.externalId)
          .sort(),
        expected.sort(),
      )
    }),
    { numRuns: 30 },
  )
})

test('ends where an instance does not heed max_id', async () => {
  await using here = await visit()
  const status = here.lucas.say('@cafe hello')
  const response = await fetch(`${here.server.url}/api/v1/notifications`, {
    headers: { authorization: `Bearer ${here.cafe.token}` },
  })
  const same = await response.json()
  for (let pages = 0; pages < 20; pages++) here.server.fail({ path: '/api/v1/notifications', status: 200, body: same })
  const { heard } = await drain((cursor) => history(here.context(), cursor, daysAgo(30)), undefined)
  assert.deepEqual(
    messagesIn(heard).map((message) => message.externalId),
    [status.id],
  )
})
