import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createActing } from './acting.test-kit.ts'
import { findFacts } from './facts.ts'

const { world, talk } = await createActing()
after(() => world.drop())

test('what is history already when it comes in is not even read', async () => {
  const at = new Date()
  const hoursAgo = (hours: number) => ({ saidAt: new Date(at.getTime() - hours * 3_600_000) })
  const [old, fresh] = [await talk('old', hoursAgo(25)), await talk('fresh', hoursAgo(23))]
  const occasions = [old, fresh].map(({ id, messageIds: [messageId = null] }) => ({
    conversationId: id,
    messageId,
    at,
  }))
  const found = await findFacts(world.db, occasions, true, '1 day')
  assert.deepEqual(
    found.map((known) => known.conversationId),
    [fresh.id],
  )
  assert.equal((await findFacts(world.db, occasions, true)).length, 2)
})
