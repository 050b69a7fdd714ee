import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, minute, said, someConversation, us } from '../../../test/talk.ts'
import { newId } from '../../lib/ids.ts'
import { assign } from '../assign.ts'
import { close } from '../close.ts'
import { leave, sign } from '../presence/sign.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'
import { findNext } from './find-next.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const now = minute(120)
const forever = minute(100_000)

const waitsSince = async (minutes: number) =>
  (await someConversation(world.db, said('1', { saidAt: minute(minutes) }))).id

const dueAt = (id: string, at: Date) =>
  world.db.updateTable('conversations').set({ answer_due: at }).where('id', '=', id).execute()

/** Everything that is next for somebody, one after the other. */
async function walk(viewer: { id: string; teamIds: string[] }): Promise<string[]> {
  const seen: string[] = []
  for (;;) {
    const next = await findNext(
      world.db,
      viewer,
      seen.map((id) => ({ id, at: forever })),
      now,
    )
    if (!next || seen.includes(next.id)) return seen
    seen.push(next.id)
  }
}

const closeAll = async (ids: readonly string[]) => {
  for (const id of ids) await world.tx((tx) => close(tx, id, world.cast.olga))
}

test('what is late comes first, then mine, my teams’ and nobody’s, each by need', async () => {
  const { marta, nico } = world.cast
  const team = newId()
  await world.db.insertInto('teams').values({ id: team, name: 'Tienda' }).execute()
  const [nobodys, older] = [await waitsSince(20), await waitsSince(10)]
  const [teams, mine] = [await waitsSince(1), await waitsSince(30)]
  const [lateOfNobody, lateMine] = [await waitsSince(40), await waitsSince(50)]
  const [nicos, nicosForTeam] = [await waitsSince(2), await waitsSince(3)]
  const give = (id: string, to: Parameters<typeof assign>[2]) => world.tx((tx) => assign(tx, id, to, nico))
  await give(teams, { teamId: team })
  await give(mine, { userId: marta.id })
  await give(lateMine, { userId: marta.id })
  await give(nicos, { userId: nico.id })
  await give(nicosForTeam, { userId: nico.id, teamId: team })
  await dueAt(lateOfNobody, minute(100))
  await dueAt(lateMine, minute(119))
  const answered = await someConversation(
    world.db,
    said('1'),
    said('2', { parentExternalId: '1', author: us, saidAt: minute(2) }),
  )
  const all = await walk({ id: marta.id, teamIds: [team] })
  assert.deepEqual(all, [lateMine, lateOfNobody, mine, teams, older, nobodys])
  assert.deepEqual(await walk({ id: marta.id, teamIds: [] }), [lateMine, lateOfNobody, mine, older, nobodys])
  assert.deepEqual(await findNext(world.db, { id: marta.id, teamIds: [team] }, [], now), {
    id: lateMine,
    whose: 'mine',
    isLate: true,
  })
  await closeAll([...all, nicos, nicosForTeam, answered.id])
  assert.deepEqual(await walk({ id: marta.id, teamIds: [team] }), [])
})

test('where a colleague is, nobody else is led; where one is oneself, one is', async () => {
  const { marta, nico } = world.cast
  const id = await waitsSince(1)
  await sign(world.db, id, { doing: 'writing' }, nico)
  assert.equal(await findNext(world.db, marta, [], now), undefined)
  assert.equal((await findNext(world.db, nico, [], now))?.id, id)
  await world.db
    .updateTable('presences')
    .set({ seen_at: new Date(Date.now() - 60_000) })
    .execute()
  assert.equal((await findNext(world.db, marta, [], now))?.id, id, 'a laptop that sleeps holds nothing')
  await leave(world.db, id, undefined, nico)
  await closeAll([id])
})

test('what was passed stays behind until somebody speaks in it', async () => {
  const { marta } = world.cast
  const { id, channel } = await someConversation(world.db, said('1', { saidAt: minute(1) }))
  const passed = [{ id, at: minute(5) }]
  assert.equal(await findNext(world.db, marta, passed, now), undefined)
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: minute(6) }))
  assert.equal((await findNext(world.db, marta, passed, now))?.id, id)
  await closeAll([id])
})

const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''

test('one goes from one to the next, keeps the list beside, and is told when all are seen', async () => {
  const marta = world.as(world.cast.marta)
  const empty = await marta('/conversations/next')
  assert.equal(empty.status, 200)
  assert.ok((await empty.text()).includes('Nobody needs you now'))
  const [first, second] = [await waitsSince(1), await waitsSince(2)]
  const one = await marta('/conversations/next?view=open')
  assert.deepEqual([one.status, one.headers.get('location')], [303, `/conversations/${first}?view=open`])
  assert.equal(await findNext(world.db, world.cast.nico, [{ id: second, at: forever }]), undefined, 'she is there')
  const two = await marta(`/conversations/next?from=${first}`)
  assert.equal(two.headers.get('location'), `/conversations/${second}`)
  const through = await marta(`/conversations/next?from=${second}`, { headers: { cookie: cookieOf(two) } })
  const html = await through.text()
  assert.ok(html.includes('You have been through them all') && html.includes('/conversations/next?again=1'))
  const again = await marta('/conversations/next?again=1', { headers: { cookie: cookieOf(through) } })
  assert.equal(again.headers.get('location'), `/conversations/${first}`)
  for (const cookie of [
    'tertulia-passed=~~.x~.%00',
    `tertulia-passed=${first}~zzzzzzzzzz`,
    `tertulia-passed=${first}~1`,
  ])
    assert.equal(
      (await marta('/conversations/next', { headers: { cookie } })).headers.get('location'),
      `/conversations/${first}`,
    )
  const list = await (await marta(`/conversations/${first}?view=open`)).text()
  assert.ok(list.includes(`href="/conversations/next?view=open&amp;from=${first}"`))
  await closeAll([first, second])
})

test('a program is told which, whose and whether it is late; an observer is offered nothing to do', async () => {
  const marta = world.as(world.cast.marta)
  const id = await waitsSince(1)
  await dueAt(id, minute(2))
  await world.db.deleteFrom('presences').execute()
  const told = await (await marta('/conversations/next', json('GET'))).json()
  assert.deepEqual([told.conversation.id, told.whose, told.is_late], [id, 'nobody', true])
  const without = await (await marta(`/conversations/next?not=${id},${newId()}`, json('GET'))).json()
  assert.deepEqual(without, { conversation: null, whose: null, is_late: false })
  assert.equal((await marta('/conversations/next?not=x', json('GET'))).status, 400)
  assert.equal((await world.as(undefined)('/conversations/next', json('GET'))).status, 401)
  const vera = await (await world.as(world.cast.vera)('/conversations')).text()
  assert.ok(!vera.includes('/conversations/next'))
  await closeAll([id])
})
