import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { heard, minute, said, someConversation } from '../../../test/talk.ts'
import { newId } from '../../lib/ids.ts'
import { keepDraft } from '../draft.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { forgetSilent } from './forget.ts'
import { leave, sign } from './sign.ts'
import { othersAt, whoIsAt } from './who.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const at = async (id: string) => (await whoIsAt(world.db, [id])).map(({ name, doing }) => `${name} ${doing}`)
const age = (seconds: number) =>
  sql`update presences set seen_at = seen_at - make_interval(secs => ${seconds})`.execute(world.db)

/** Of which conversations others are told while something happens. */
async function told(work: () => Promise<void>): Promise<string[]> {
  const client = new pg.Client({ ...world.core.pool.options })
  await client.connect()
  const all: string[] = []
  client.on('notification', ({ payload }) => all.push(payload ?? ''))
  await client.query('listen signs')
  await work()
  await client.query('select 1')
  await client.end()
  return all
}

test('nobody is there without signing in; whoever only looks, looks', async () => {
  const { id } = await someConversation(world.db)
  const path = `/conversations/${id}/presence`
  assert.equal((await world.as(undefined)(path, json('PUT', {}))).status, 401)
  const { marta, vera } = world.cast
  assert.equal((await world.as(marta)(`/conversations/${newId()}/presence`, json('PUT', {}))).status, 404)
  assert.equal((await world.as(marta)(path, json('PUT', { doing: 'sleeping' }))).status, 422)
  await world.as(vera)(path, json('PUT', { doing: 'writing' }))
  const answer = await world.as(marta)(path, json('PUT', { doing: 'writing' }))
  assert.deepEqual(await answer.json(), {
    people: [
      { id: marta.id, name: 'Marta', doing: 'writing' },
      { id: vera.id, name: 'Vera', doing: 'looking' },
    ],
  })
  const gone = await world.as(marta)(path, json('DELETE', {}))
  assert.deepEqual(await gone.json(), { people: [{ id: vera.id, name: 'Vera', doing: 'looking' }] })
})

test('several tabs are one person, who writes if they write in one; closing one leaves the others', async () => {
  const { id } = await someConversation(world.db)
  const { nico } = world.cast
  const [first, second] = [newId(), newId()]
  await sign(world.db, id, { tab: first, doing: 'writing' }, nico)
  await sign(world.db, id, { tab: second, doing: 'looking' }, nico)
  assert.deepEqual(await at(id), ['Nico writing'])
  await leave(world.db, id, first, nico)
  assert.deepEqual(await at(id), ['Nico looking'])
  await leave(world.db, id, second, nico)
  assert.deepEqual(await at(id), [])
})

test('a tab that goes to another conversation is there no more; a late goodbye to the old one changes nothing', async () => {
  const [here, there] = [await someConversation(world.db), await someConversation(world.db)]
  const { nico } = world.cast
  const tab = newId()
  await sign(world.db, here.id, { tab, doing: 'looking' }, nico)
  assert.deepEqual(
    (await told(() => sign(world.db, there.id, { tab, doing: 'looking' }, nico))).sort(),
    [here.id, there.id].sort(),
  )
  await leave(world.db, here.id, tab, nico)
  assert.deepEqual([await at(here.id), await at(there.id)], [[], ['Nico looking']])
})

test('others are told of what is new, not of each sign', async () => {
  const { id } = await someConversation(world.db)
  const { marta } = world.cast
  const say = (doing: 'looking' | 'writing') => told(() => sign(world.db, id, { doing }, marta))
  assert.deepEqual(
    [await say('looking'), await say('looking'), await say('writing'), await say('writing')],
    [[id], [], [id], []],
  )
})

test('who gives no sign for half a minute is forgotten, and others are told once', async () => {
  await world.db.deleteFrom('presences').execute()
  const { id } = await someConversation(world.db)
  await sign(world.db, id, { doing: 'writing' }, world.cast.marta)
  await age(20)
  await forgetSilent(world.db)
  assert.deepEqual(await at(id), ['Marta writing'])
  await age(20)
  assert.deepEqual(await at(id), [], 'also before anybody forgot them')
  assert.deepEqual(await told(() => forgetSilent(world.db)), [id])
  assert.deepEqual(await told(() => forgetSilent(world.db)), [])
})

test('nobody is in more than forty tabs', async () => {
  const { id } = await someConversation(world.db)
  const { olga } = world.cast
  for (let count = 0; count < 45; count++) await sign(world.db, id, { tab: newId(), doing: 'looking' }, olga)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from presences where user_id = ${olga.id}`.execute(world.db)
  assert.equal(rows[0]?.count, 40)
  assert.deepEqual(await at(id), ['Olga looking'])
})

test('a list and a page show who else is there, and never oneself', async () => {
  const { id } = await someConversation(world.db)
  const { marta, nico } = world.cast
  await sign(world.db, id, { doing: 'writing' }, nico)
  await sign(world.db, id, { doing: 'writing' }, marta)
  assert.deepEqual(
    othersAt(await whoIsAt(world.db, [id]), marta)
      .get(id)
      ?.map((one) => one.name),
    ['Nico'],
  )
  const ask = world.as(marta, 'es')
  const list = await (await ask('/conversations?view=open')).text()
  assert.match(list, new RegExp(`data-here="${id}">(?:(?!</li>).)*Nico está escribiendo`, 's'))
  assert.doesNotMatch(list, /Marta está escribiendo/)
  const page = await (await ask(`/conversations/${id}`)).text()
  assert.match(page, new RegExp(`id="here-${id}"(?:(?!</t-presence>).)*Nico está escribiendo`, 's'))
  assert.match(page, /Nico también está escribiendo aquí/)
  assert.doesNotMatch(page, /Marta (también )?está escribiendo/)
})

test('a page is answered with what of it changes', async () => {
  const { id } = await someConversation(world.db)
  const answer = await world.as(world.cast.nico, 'es')(`/conversations/${id}/presence`, {
    ...form('PUT', { doing: 'looking' }),
    headers: { accept: 'text/vnd.turbo-stream.html', 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(answer.headers.get('content-type'), 'text/vnd.turbo-stream.html')
  const html = await answer.text()
  for (const place of [`.row [data-here='${id}']`, `here-${id}`, `writers-${id}`])
    assert.ok(html.includes(`"${place}"`))
  assert.ok(html.includes('Nico la está viendo'))
})

test('where threads become one, whoever has either before them is told of the joined draft', async () => {
  const { id, channel } = await someConversation(world.db, said('a'), said('b', { saidAt: minute(2) }))
  await world.tx((tx) => keepDraft(tx, id, { text: 'Hola' }, world.cast.marta))
  const uniting = said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(4) })
  const of = await told(() => heard(world.db, channel, uniting).then(() => {}))
  const { conversation_id, absorbed_id } = await world.db
    .selectFrom('conversation_unions')
    .select(['conversation_id', 'absorbed_id'])
    .where((where) => where.or([where('absorbed_id', '=', id), where('conversation_id', '=', id)]))
    .executeTakeFirstOrThrow()
  for (const one of [conversation_id, absorbed_id]) assert.ok(of.includes(one))
})
