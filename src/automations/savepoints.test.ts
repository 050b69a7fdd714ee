import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '../lib/ids.ts'
import { act } from './act.ts'
import { createActing, kinds } from './acting.test-kit.ts'
import { findAutomation } from './automation.ts'
import { findFacts } from './facts.ts'

const acting = await createActing()
const { world, on, talk } = acting
after(() => world.drop())

test('however it ends, an automation leaves no savepoint open', async () => {
  const { id } = await talk()
  const tagging = await on({ when: { on: 'message.heard' }, deeds: [{ do: 'tag', tag: 'x' }] })
  const refused = await on({ when: { on: 'message.heard' }, deeds: [{ do: 'assign', to: `user:${newId()}` }] })
  for (const [which, chain] of [
    [tagging, []],
    [tagging, []],
    [refused, []],
    [await on({ when: { on: 'message.heard' }, deeds: [{ do: 'tag', tag: 'y' }] }), [newId(), newId(), newId()]],
  ] as const)
    await world.tx(async (tx) => {
      const [known] = await findFacts(tx, [{ conversationId: id, messageId: null, at: new Date() }], false)
      assert.ok(known)
      await act(tx, kinds, await findAutomation(tx, which), { known, because: [], chain, now: new Date() })
      await sql`savepoint check_it`.execute(tx)
      await assert.rejects(sql`release savepoint deeds`.execute(tx), /does not exist/)
      await sql`rollback to savepoint check_it`.execute(tx)
    })
})
