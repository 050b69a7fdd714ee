import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { createTeam, setTeamMembers } from '../access/teams.ts'
import { record } from '../core/events.ts'
import { choose, lettersOf } from './choices.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

async function kinds(who: 'olga' | 'nico' | 'marta' | 'vera'): Promise<string[]> {
  const answer = await world.as(who).json('GET', '/notifications')
  return (await answer.json()).notifications.map((line: { kind: string }) => line.kind)
}

test('what is due soon or late is told to whom the rule names, once while it is unread, and by letter to who wants it', async () => {
  const { marta, olga, nico, vera } = world.cast
  const { db, pool } = world.app.core
  const { id } = await someConversation(db)
  const team = await world.tx((tx) => createTeam(tx, 'Tienda', olga))
  await world.tx((tx) => setTeamMembers(tx, team.id, [marta.id, vera.id], olga))
  await world.tx((tx) => choose(tx, marta.id, lettersOf({ due: 'at-once' })))
  const say = (kind: string, whom: { users?: string[]; teams?: string[]; managers?: boolean }) =>
    world.tx((tx) =>
      record(tx, kind, { conversation: { id }, data: { users: [], teams: [], managers: false, ...whom } }),
    )
  await say('conversation.due-soon', { users: [marta.id] })
  await say('conversation.late', { teams: [team.id], managers: true })
  await say('conversation.still-late', { users: [marta.id, nico.id] })
  assert.deepEqual(await kinds('marta'), ['late', 'due-soon'])
  // Who only looks cannot answer.
  assert.deepEqual(await kinds('vera'), [])
  assert.deepEqual([await kinds('nico'), await kinds('olga')], [['late'], ['late']])
  // Nobody of them is here to hear it: then those who lead the house do.
  await pool.query('update notifications set read_at = now()')
  const alone = await world.tx((tx) => createTeam(tx, 'Mirones', olga))
  await world.tx((tx) => setTeamMembers(tx, alone.id, [vera.id], olga))
  await say('conversation.due-soon', { teams: [alone.id] })
  assert.deepEqual(await kinds('nico'), ['due-soon', 'late'])
  await pool.query('update users set deactivated_at = now() where id = $1', [marta.id])
  await say('conversation.late', { users: [marta.id] })
  assert.deepEqual((await kinds('nico')).slice(0, 2), ['late', 'due-soon'])
  await say('conversation.late', {})
  assert.equal((await kinds('nico')).length, 3)
  await pool.query('update users set deactivated_at = null where id = $1', [marta.id])
  const { rows } = await pool.query<{ user_id: string }>(
    `select n.user_id from notifications n join graphile_worker.jobs j on j.key = 'notifications.mail:' || n.id`,
  )
  assert.deepEqual(
    rows.map((row) => row.user_id),
    [marta.id, marta.id],
  )
})
