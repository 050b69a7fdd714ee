import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { heard, said, someConversation } from '../../../test/talk.ts'
import { newId } from '../../lib/ids.ts'
import { assign } from '../assign.ts'
import { close } from '../close.ts'
import { countedTo, inboxOrders, inboxViews } from '../inbox.ts'
import type { Place } from '../place.ts'
import { tag } from '../tag.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { findCountedViews } from './count-views.ts'
import { conditionsOf, mostViews, placeIn } from './saved-view.ts'

let world: World
let team: string
before(async () => {
  world = await createWorld()
  team = newId()
  await world.db.insertInto('teams').values({ id: team, name: 'Tienda' }).execute()
})
after(() => world.drop())

const path = '/conversations/views'
type Asker = ReturnType<World['as']>

/** Somebody as a member of the shop's team. */
const ofTeam = (who: 'marta' | 'nico' | 'vera', language: 'en' | 'es' = 'en') =>
  world.as({ ...world.cast[who], teamIds: [team] }, language)

async function made(by: Asker, fields: Record<string, unknown>): Promise<string> {
  const answer = await by(path, json('POST', { conditions: { view: 'open' }, ...fields }))
  assert.equal(answer.status, 201)
  return (await answer.json()).id
}

const listed = async (by: Asker) => (await (await by(path, json('GET'))).json()).views
const names = async (by: Asker): Promise<string[]> => (await listed(by)).map((view: { name: string }) => view.name)
const removeAll = async () => {
  await world.db.deleteFrom('saved_view_removals').execute()
  await world.db.deleteFrom('saved_views').execute()
}

test('conditions come back as they went', () => {
  const place = fc.record({
    view: fc.constantFrom(...inboxViews),
    order: fc.constantFrom(undefined, ...inboxOrders),
    channel: fc.option(fc.uuid(), { nil: undefined }),
    tag: fc.constantFrom(undefined, 'café & té', '100 %', '+'),
    due: fc.constantFrom(undefined, 'late' as const),
    mood: fc.constantFrom(undefined, 'negative' as const),
    urgency: fc.constantFrom(undefined, 0 as const, 3 as const),
    topic: fc.constantFrom(undefined, 'envíos'),
  })
  const known = (it: Place) => Object.fromEntries(Object.entries(it).filter(([, value]) => value !== undefined))
  fc.assert(
    fc.property(place, (one) => assert.deepEqual(known(placeIn(conditionsOf(one))), known(one))),
    { numRuns: 40 },
  )
  assert.deepEqual(placeIn({ view: 'nothing we know' }), { view: 'needs' })
})

test('one’s own is seen by nobody else, a team’s by its members, everybody’s by all, in this order', async () => {
  const marta = ofTeam('marta')
  await made(marta, { name: 'For all', whose: 'everybody' })
  await made(marta, { name: 'The shop', whose: `team:${team}` })
  await made(marta, { name: 'Mine' })
  assert.deepEqual(await names(marta), ['Mine', 'The shop', 'For all'])
  assert.deepEqual(await names(ofTeam('nico')), ['The shop', 'For all'])
  assert.deepEqual(await names(world.as(world.cast.vera)), ['For all'])
  const foreign = await world.as(world.cast.marta)(
    path,
    json('POST', { name: 'x', whose: `team:${team}`, conditions: {} }),
  )
  assert.equal(foreign.status, 422)
  assert.equal((await world.as(world.cast.vera)(path, json('POST', { name: 'x', conditions: {} }))).status, 403)
  assert.equal((await world.as(undefined)(path, json('GET'))).status, 401)
  await removeAll()
})

test('a team’s views end with the team, and become nobody else’s', async () => {
  const other = newId()
  await world.db.insertInto('teams').values({ id: other, name: 'Legal' }).execute()
  const { olga } = world.cast
  const id = await made(world.as({ ...olga, teamIds: [other] }), { name: 'Threats', whose: `team:${other}` })
  const kept = () => world.db.selectFrom('saved_views').select('id').where('id', '=', id).executeTakeFirst()
  assert.ok(await kept())
  await world.db.deleteFrom('teams').where('id', '=', other).execute()
  assert.equal(await kept(), undefined)
})

test('whoever made it changes it, and whoever leads; others use it', async () => {
  const [marta, nico, olga] = [ofTeam('marta'), ofTeam('nico'), world.as(world.cast.olga)]
  const mine = await made(marta, { name: 'Mine' })
  assert.equal((await olga(`${path}/${mine}`, json('PUT', { name: 'Seen' }))).status, 404)
  const olgas = await made(olga, { name: 'Olga’s', whose: 'everybody' })
  for (const [method, place] of [
    ['PUT', ''],
    ['PUT', '/removal'],
    ['DELETE', '/removal'],
  ] as const)
    assert.equal((await marta(`${path}/${olgas}${place}`, json(method, {}))).status, 403, place)
  assert.equal((await marta(`${path}/${olgas}/position`, json('PUT', { to: 'up' }))).status, 403)
  const renamed = await (
    await nico(`${path}/${olgas}`, json('PUT', { name: '  For   all ', conditions: { mood: 'negative' } }))
  ).json()
  assert.deepEqual([renamed.name, renamed.conditions], ['For all', { view: 'needs', mood: 'negative' }])
  for (const name of ['', '   ', 'x'.repeat(61)])
    assert.equal((await marta(path, json('POST', { name, conditions: {} }))).status, 422, name)
  assert.equal((await marta(path, json('POST', { name: 'x' }))).status, 422, 'narrowed to nothing that was said')
  assert.equal((await marta(path, json('POST', { name: 'x', conditions: { mood: 'odd' } }))).status, 422)
  const kinds = await world.db
    .selectFrom('events')
    .select(['kind', 'data'])
    .where('kind', 'like', 'saved-view.%')
    .execute()
  assert.ok(kinds.some(({ kind, data }) => kind === 'saved-view.changed' && data.view === olgas))
  await removeAll()
})

test('they are put in order, removed and brought back where they were', async () => {
  const marta = world.as(world.cast.marta)
  const [a, b, c] = [
    await made(marta, { name: 'a' }),
    await made(marta, { name: 'b' }),
    await made(marta, { name: 'c' }),
  ]
  await marta(`${path}/${c}/position`, json('PUT', { to: 'up' }))
  await marta(`${path}/${a}/position`, json('PUT', { to: 'up' }))
  assert.deepEqual(await names(marta), ['a', 'c', 'b'])
  const removed = await marta(`${path}/${c}/removal`, form('PUT'))
  assert.deepEqual([removed.status, removed.headers.get('location')], [303, path])
  assert.deepEqual(await names(marta), ['a', 'b'])
  assert.equal((await marta(`/conversations?saved=${c}`)).status, 404)
  const cookie = removed.headers.get('set-cookie')?.split(';')[0] ?? ''
  const html = await (await marta(path, { headers: { cookie } })).text()
  assert.ok(html.includes('“c” was removed.') && html.includes(`action="${path}/${c}/removal"`))
  await marta(`${path}/${c}/removal`, json('DELETE'))
  assert.deepEqual(await names(marta), ['a', 'c', 'b'])
  assert.equal((await marta(`${path}/${b}/position`, json('PUT', { to: 'aside' }))).status, 422)
  await removeAll()
})

test('a change is undone by what it was', async () => {
  const marta = world.as(world.cast.marta)
  const id = await made(marta, { name: 'Open ones' })
  const changed = await marta(`${path}/${id}`, form('PUT', { at: '?view=closed&tag=caf%C3%A9' }))
  const cookie = decodeURIComponent(changed.headers.get('set-cookie')?.split(';')[0]?.split('=')[1] ?? '')
  const { undo } = JSON.parse(cookie)
  assert.deepEqual((await listed(marta))[0].conditions, { view: 'closed', tag: 'café' })
  assert.equal(changed.headers.get('location'), `/conversations?view=closed&tag=caf%C3%A9&saved=${id}`)
  await marta(undo.action, form('PUT', undo.fields))
  assert.deepEqual((await listed(marta))[0].conditions, { view: 'open' })
  await removeAll()
})

test('each is counted as its list is, stops where nobody reads on, and what is closed is not counted', async () => {
  const { marta } = world.cast
  const { id, channel } = await someConversation(world.db)
  await world.tx((tx) => tag(tx, id, 'Café', marta))
  const by = world.as(marta)
  const tagged = await made(by, { name: 'Tagged', conditions: { view: 'open', tag: 'café' } })
  const window = await made(by, { name: 'Window', conditions: { channel: channel.id } })
  const none = await made(by, { name: 'None', conditions: { view: 'closed', channel: channel.id } })
  const counts = async () =>
    Object.fromEntries((await findCountedViews(world.db, marta, new Date())).map((view) => [view.id, view.count]))
  assert.deepEqual(await counts(), { [tagged]: 1, [window]: 1, [none]: null })
  await heard(world.db, channel, ...Array.from({ length: 120 }, (_, at) => said(`c${at}`)))
  await world.tx((tx) => close(tx, id, marta))
  assert.deepEqual(await counts(), { [tagged]: 0, [window]: countedTo + 1, [none]: null })
  const html = await (await by('/conversations')).text()
  assert.match(html, new RegExp(`data-saved-count="${window}">99\\+<`))
  await removeAll()
})

test('its address lists it as it is now; what is narrowed further can be kept, and says whose it is', async () => {
  const marta = ofTeam('marta')
  const id = await made(marta, { name: 'Upset', conditions: { view: 'open', mood: 'negative' }, whose: 'everybody' })
  const bare = await (await marta(`/conversations?saved=${id}`)).text()
  assert.match(
    bare,
    new RegExp(`href="/conversations\\?view=open&amp;mood=negative&amp;saved=${id}"[^>]*aria-current="page"`),
  )
  assert.ok(!bare.includes('Save this view'), 'it is kept already')
  const further = await (await marta(`/conversations?view=open&mood=negative&lang=es&saved=${id}`)).text()
  assert.ok(further.includes('Save this view') && further.includes('Change “Upset” to what is shown'))
  const others = await (await ofTeam('nico', 'es')(`/conversations?view=open&lang=es&saved=${newId()}`)).text()
  assert.ok(others.includes('Guardar esta vista') && !others.includes('Cambiar «Upset»'))
  assert.ok(!(await (await marta('/conversations?view=closed')).text()).includes('Save this view'))
  assert.ok(!(await (await ofTeam('vera')('/conversations?lang=es')).text()).includes('Save this view'))
  const found = await (await marta(`/conversations?saved=${id}`, json('GET'))).json()
  assert.ok(Array.isArray(found.conversations))
  assert.equal((await marta(`/conversations?saved=${newId()}`, json('GET'))).status, 404)
  await removeAll()
})

test('a list is of whoever has it, a person or a team, and says when they are gone', async () => {
  const { nico, marta } = world.cast
  const [one, other, free] = [
    await someConversation(world.db),
    await someConversation(world.db),
    await someConversation(world.db),
  ]
  await world.tx((tx) => assign(tx, one.id, { userId: nico.id }, marta))
  await world.tx((tx) => assign(tx, other.id, { teamId: team }, marta))
  const by = world.as(marta)
  const idsOf = async (assignee: string) => {
    const page = await (await by(`/conversations?view=open&assignee=${assignee}`, json('GET'))).json()
    return page.conversations.map((row: { id: string }) => row.id)
  }
  assert.deepEqual(await idsOf(`user:${nico.id}`), [one.id])
  assert.deepEqual(await idsOf(`team:${team}`), [other.id])
  assert.deepEqual(await idsOf(`user:${marta.id}`), [])
  assert.equal((await by(`/conversations?assignee=nobody:${free.id}`, json('GET'))).status, 400)
  await made(by, { name: 'Nico’s', conditions: { view: 'open', assignee: `user:${nico.id}` } })
  await made(by, { name: 'Gone', conditions: { view: 'open', assignee: `user:${newId()}` } })
  const [his, gone] = await listed(by)
  assert.deepEqual([his.count, his.gone, gone.count, gone.gone], [1, [], 0, ['assignee']])
  assert.ok((await (await by(path)).text()).includes('Nico has it'))
  assert.ok((await (await by(his.address)).text()).includes('Nico has it'))
  await removeAll()
})

test('a view whose condition is gone says which', async () => {
  const marta = world.as(world.cast.marta)
  const conditions = { view: 'team', channel: newId(), tag: 'gone tag', topic: 'gone topic' }
  const id = await made(marta, { name: 'Old', conditions })
  assert.deepEqual((await listed(marta))[0].gone, ['channel', 'tag', 'topic', 'team'])
  for (const page of [`/conversations?saved=${id}`, path]) {
    const html = await (await marta(page)).text()
    for (const words of ['The window this list', 'no tag “gone tag”', 'no topic “gone topic”', 'you are in none'])
      assert.ok(html.includes(words), `${page} ${words}`)
  }
  await removeAll()
})

test('there is an end to how many are kept, and an empty page teaches', async () => {
  const marta = world.as(world.cast.marta)
  assert.ok((await (await marta(path)).text()).includes('No saved views yet'))
  for (let at = 0; at < mostViews; at++) await made(marta, { name: `v${at}` })
  assert.equal((await marta(path, json('POST', { name: 'more', conditions: {} }))).status, 422)
  assert.equal((await listed(marta)).at(-1).count, null)
  await removeAll()
})
