import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testUsers } from '../../test/cast.ts'
import { transaction } from '../core/database.ts'
import { record } from '../core/events.ts'
import { kindsIn, testHouse } from './access.test-kit.ts'
import { sentenceOf } from './audit-words.ts'
import { houseNav, houseTabs } from './house.ts'
import { words } from './words.ts'

const house = await testHouse()
after(() => house.drop())
const cast = await testUsers(house.core)
const { db } = house.core
const { nico, olga, marta, vera } = cast

test('a team has a name of its own, and the members one says', async () => {
  const made = await house.call('POST', '/teams', { name: ' Night shift ' }, nico.headers)
  const { id, name } = await made.json()
  assert.deepEqual([made.status, name], [201, 'Night shift'])
  const taken = await house.send('/teams', { name: 'NIGHT SHIFT' }, nico.headers)
  assert.equal(taken.status, 409)
  assert.match(await taken.text(), /Another team has this name/)
  assert.equal((await house.call('PATCH', `/teams/${id}`, { name: '' }, nico.headers)).status, 422)
  assert.equal((await house.call('PATCH', `/teams/${id}`, { name: 'Early shift' }, nico.headers)).status, 200)

  const members = (user_id: string | string[]) =>
    house.send(`/teams/${id}/members`, { _method: 'PUT', user_id }, nico.headers)
  assert.equal((await members([marta.id, vera.id])).status, 303)
  assert.equal((await members(marta.id)).status, 303)
  assert.equal((await members('marta')).status, 422)
  const { teams } = await (await house.call('GET', '/teams', undefined, nico.headers)).json()
  assert.deepEqual(teams, [{ id, name: 'Early shift', member_ids: [marta.id] }])
  await members([])
  assert.equal((await house.call('DELETE', `/teams/${id}`, undefined, nico.headers)).status, 200)
  assert.equal((await house.call('DELETE', `/teams/${id}`, undefined, nico.headers)).status, 404)
  assert.equal((await house.call('PATCH', `/teams/${id}`, { name: 'Late' }, nico.headers)).status, 404)
})

test('agents form no teams', async () => {
  assert.equal((await house.get('/teams', marta.headers)).status, 403)
  assert.equal((await house.call('POST', '/teams', { name: 'Mine' }, marta.headers)).status, 403)
})

const path = '/settings/organisation'
const change = { name: 'Café Alameda', language: 'es', time_zone: 'America/Lima', public_url: 'http://localhost' }

test('agents do not change the organisation, and what cannot be used is refused', async () => {
  assert.equal((await house.call('PUT', path, change, marta.headers)).status, 403)
  const wrong = { name: '', language: 'xx', time_zone: 'x', public_url: 'x' }
  const refused = await house.call('PUT', path, wrong, nico.headers)
  assert.deepEqual((await refused.json()).fields, ['name', 'language', 'time_zone', 'public_url'])
  const exposed = await house.send(
    path,
    { _method: 'PUT', ...change, public_url: 'http://cafe.example.org' },
    nico.headers,
  )
  assert.equal(exposed.status, 422)
  assert.match(await exposed.text(), /name="insecure"/)
})

test('the organisation’s name and language count at once for visitors', async () => {
  assert.match(await (await house.get('/sign-in')).text(), /Café Central/)
  const changed = await house.send(path, { _method: 'PUT', ...change }, nico.headers)
  assert.equal(changed.headers.get('location'), `${path}?done=saved`)
  const page = await (await house.get('/sign-in')).text()
  assert.match(page, /Café Alameda/)
  assert.match(page, /lang="es"/)
})

test('a new address ends here and goes on there', async () => {
  const moved = await house.send(
    path,
    { _method: 'PUT', ...change, public_url: 'https://cafe.example.org' },
    olga.headers,
  )
  assert.equal(moved.headers.get('location'), 'https://cafe.example.org/sign-in')
  await db.updateTable('organisation').set({ public_url: 'http://localhost' }).execute()
  house.access.organisationChanged()
})

test('the audit says who did what, to those who may read it', async () => {
  assert.equal((await house.get('/audit', marta.headers)).status, 403)
  const page = await (await house.get('/audit', nico.headers)).text()
  for (const said of [
    'Nico removed the team Early shift',
    'Nico changed the organisation',
    'Olga changed the organisation',
  ])
    assert.ok(page.includes(said), said)
})

test('by person, by kind, and page by page, without a gap', async () => {
  const by = await (await house.call('GET', `/audit?by=${olga.id}`, undefined, nico.headers)).json()
  assert.deepEqual([...new Set(by.events.map((event: { by: { name: string } }) => event.by.name))], ['Olga'])
  const kind = await (await house.call('GET', '/audit?kind=team.created', undefined, nico.headers)).json()
  assert.deepEqual([...new Set(kind.events.map((event: { kind: string }) => event.kind))], ['team.created'])

  await transaction(db, async (tx) => {
    for (let i = 0; i < 120; i++) await record(tx, 'team.renamed', { by: nico, data: { team: crypto.randomUUID() } })
  })
  const seen: number[] = []
  let after: number | null = null
  do {
    const query = after === null ? '' : `?after=${after}`
    const page: { events: { seq: number }[]; after: number | null } = await (
      await house.call('GET', `/audit${query}`, undefined, nico.headers)
    ).json()
    seen.push(...page.events.map((event) => event.seq))
    after = page.after
  } while (after !== null)
  assert.equal(seen.length, (await kindsIn(house.core)).length)
  assert.deepEqual(
    seen,
    [...seen].sort((a, b) => b - a),
  )
  assert.equal((await house.get('/audit?after=x&by=x', nico.headers)).status, 200)
})

test('what networks say is no deed of ours', async () => {
  await transaction(db, (tx) => record(tx, 'message.heard', { conversation: { id: crypto.randomUUID() } }))
  const none = await (await house.call('GET', '/audit?kind=message.heard', undefined, nico.headers)).json()
  assert.deepEqual(none.events, [])
  const page = await house.get('/audit?kind=message.heard', nico.headers)
  assert.match(await page.text(), /Nothing of this kind has happened/)
})

test('every event of this room has its sentence, in both languages, without a blank left', () => {
  const keys = new Set(Object.keys(words.en).filter((key) => key.startsWith('event.')))
  const entry = { seq: 1, at: new Date(), by: { id: 'x', name: 'Nico' }, conversationId: null, channelId: null }
  for (const language of ['en', 'es']) {
    const t = house.access.translator.for(language)
    for (const key of keys) {
      const data = { from: 'agent', to: 'owner', name: 'Night' }
      const said = sentenceOf(t, { ...entry, kind: key.slice('event.'.length), data }, new Map(), keys)
      assert.match(said, /^Nico /, key)
      assert.doesNotMatch(said, /[{}]/, key)
    }
    const unknown = sentenceOf(t, { ...entry, by: undefined, kind: 'idea.declined', data: {} }, new Map(), keys)
    assert.match(unknown, /: idea\.declined$/)
  }
})

test('the rail leads to the first page that one may open', () => {
  assert.deepEqual(houseNav(marta), [])
  assert.equal(houseNav(nico)[0]?.href, '/team')
  const more = { href: '/settings/mail', label: 'x', can: 'read', among: 'general' } as const
  assert.equal(houseNav(marta, [more])[0]?.href, '/settings/mail')
})

test('settings stand in groups, of which one sees those with a page one may open', () => {
  const t = house.access.translator.for('en')
  const mine = { href: '/mine', label: 'access.me', can: 'reply', among: 'answering' } as const
  const seen = (viewer: typeof nico, path: string) => {
    const { groups, pages } = houseTabs(t, viewer, path, [mine])
    return { groups: groups.map(({ href, current }) => [href, current]), pages: pages.map(({ href }) => href) }
  }
  const { groups, pages } = seen(nico, '/teams')
  assert.deepEqual(groups.slice(0, 2), [
    ['/team', 'within'],
    ['/mine', false],
  ])
  assert.deepEqual(pages, ['/team', '/teams'])
  assert.deepEqual(seen(marta, '/mine'), { groups: [['/mine', 'within']], pages: ['/mine'] })
})
