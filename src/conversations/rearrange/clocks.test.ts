import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { said, someConversation, us } from '../../../test/talk.ts'
import { tagged } from '../service-levels/levels.test-kit.ts'
import { settleClocks } from '../service-levels/settle.ts'
import { tellDue } from '../service-levels/tell.ts'
import { tag } from '../tag.ts'
import { createWorld, type World } from '../world.test-kit.ts'
import { split } from './split.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)

const clocksOf = async (id: string) => {
  const { rows } = await sql<{ kind: string; due: boolean; at: Date | null }>`
    select k.kind, k.due_at is not null as due, c.answer_due as at from service_clocks k
    join conversations c on c.id = k.conversation_id where c.id = ${id} order by k.kind`.execute(world.db)
  return rows.map(({ kind, due, at }) => [kind, due, at !== null])
}

test('a part of what is late has clocks of its own', async () => {
  await tagged(world, 'slow', { first_answer: 60 })
  const from = await someConversation(
    world.db,
    said('1', { saidAt: ago(300) }),
    said('2', { saidAt: ago(200), parentExternalId: '1', rootExternalId: '1' }),
  )
  await world.tx((tx) => tag(tx, from.id, 'slow', world.cast.marta))
  await world.tx((tx) => settleClocks(tx, [from.id]))
  await tellDue(world.db, new Date())
  const whole = [
    ['answer', true, true],
    ['resolution', true, true],
  ]
  assert.deepEqual(await clocksOf(from.id), whole)
  const taken = { messageId: from.messageIds[1] ?? '', scope: 'under' as const }
  const { toId } = await world.tx((tx) => split(tx, world.connectors, taken, world.cast.marta))
  assert.deepEqual(await clocksOf(from.id), whole)
  assert.deepEqual(await clocksOf(toId), whole)
})

test('a part that we answered, and nobody closed, is still to be resolved: since it was said, and not while it is their turn', async () => {
  await tagged(world, 'open', { resolution: 60 })
  const from = await someConversation(
    world.db,
    said('1', { saidAt: ago(300) }),
    said('2', { saidAt: ago(200), parentExternalId: '1', rootExternalId: '1' }),
    said('3', { saidAt: ago(170), parentExternalId: '2', rootExternalId: '1', author: us }),
  )
  await world.tx((tx) => tag(tx, from.id, 'open', world.cast.marta))
  await sql`update conversations set waiting_since = ${ago(300)}, answered_at = null where id = ${from.id}`.execute(
    world.db,
  )
  await world.tx((tx) => settleClocks(tx, [from.id], ago(200)))
  const taken = { messageId: from.messageIds[1] ?? '', scope: 'under' as const }
  const { toId } = await world.tx((tx) => split(tx, world.connectors, taken, world.cast.marta))
  const { rows } = await sql<{ spent: number; asked: Date; stands: boolean }>`
    select round(spent_ms / 60000.0)::int as spent, asked_at as asked, running_since is null as stands from service_clocks
    where conversation_id = ${toId} and kind = 'resolution'`.execute(world.db)
  assert.deepEqual(
    rows.map(({ spent, stands }) => [spent, stands]),
    [[30, true]],
  )
  assert.ok(Math.abs(Number(rows[0]?.asked) - Number(ago(200))) < 60_000)
})
