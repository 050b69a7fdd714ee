import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createWorld, form, json, type World } from '../world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const path = '/settings/calendars'
const week = ['', '9:00–13:00, 16:00–20:00', '9-17', '9-17', '9-17', '9-15', '22:00–6:00']
const wanted = (name: string) => ({ name, time_zone: 'Europe/Madrid', week })

async function make(name: string) {
  const made = await world.as(world.cast.nico)(path, json('POST', wanted(name)))
  assert.equal(made.status, 201)
  return made.json()
}

test('only those who may change settings see or change calendars', async () => {
  for (const [method, body] of [['GET'], ['POST', wanted('x')]] as const) {
    assert.equal((await world.as(world.cast.marta)(path, json(method, body))).status, 403)
    assert.equal((await world.as(undefined)(path, json(method, body))).status, 401)
  }
})

test('a program makes a calendar, reads it, changes it, removes it and brings it back', async () => {
  const ask = world.as(world.cast.nico)
  const made = await make('Madrid')
  assert.deepEqual(made.week, [
    '',
    '9:00–13:00, 16:00–20:00',
    '9:00–17:00',
    '9:00–17:00',
    '9:00–17:00',
    '9:00–15:00',
    '22:00–6:00',
  ])
  const changed = await ask(`${path}/${made.id}`, json('PUT', { ...wanted('Madrid'), time_zone: 'America/Bogota' }))
  assert.equal((await changed.json()).time_zone, 'America/Bogota')
  const names = async () =>
    (await (await ask(path, json('GET'))).json()).calendars.map((it: { name: string }) => it.name)
  assert.deepEqual(await names(), ['Madrid'])
  const worker = { user_id: world.cast.marta.id, calendar_id: made.id }
  await world.db
    .insertInto('assignment_people')
    .values({ ...worker, changed_by: null, capacity: null })
    .execute()
  assert.equal((await ask(`${path}/${made.id}`, json('DELETE'))).status, 409, 'somebody works by it')
  await world.db.deleteFrom('assignment_people').execute()
  assert.equal((await ask(`${path}/${made.id}`, json('DELETE'))).status, 200)
  assert.deepEqual(await names(), [])
  assert.equal((await ask(`${path}/${made.id}/removal`, json('DELETE'))).status, 200)
  assert.deepEqual(await names(), ['Madrid'])
  const events = await world.db
    .selectFrom('events')
    .select(['kind', 'by_user'])
    .where('kind', 'like', 'calendar.%')
    .orderBy('seq')
    .execute()
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['calendar.made', 'calendar.changed', 'calendar.removed', 'calendar.changed'],
  )
  assert.ok(events.every(({ by_user }) => by_user === world.cast.nico.id))
})

test('days that are otherwise are written, written anew, and taken off', async () => {
  const ask = world.as(world.cast.nico)
  const { id } = await make('Holidays')
  const write = (day: object) => ask(`${path}/${id}/days`, json('POST', day))
  await write({ day: '12-25', name: 'Navidad' })
  await write({ day: '12-24', hours: '9-18' })
  const twice = await (await write({ day: '12-24', hours: '9-14', name: 'Nochebuena' })).json()
  assert.deepEqual(twice.days, [
    { day: '12-24', name: 'Nochebuena', hours: '9:00–14:00' },
    { day: '12-25', name: 'Navidad', hours: '' },
  ])
  assert.equal((await write({ day: '2026-02-29' })).status, 422)
  assert.equal((await write({ day: '12-31', hours: 'morning' })).status, 422)
  const left = await (await ask(`${path}/${id}/days/12-25`, json('DELETE'))).json()
  assert.deepEqual(
    left.days.map((it: { day: string }) => it.day),
    ['12-24'],
  )
  assert.equal((await ask(`${path}/${id}/days/12-25`, json('DELETE'))).status, 404)
})

test('what cannot be is refused, and a person keeps what they wrote', async () => {
  const ask = world.as(world.cast.nico)
  await make('Taken')
  const refused = async (more: object) => {
    const answered = await ask(path, json('POST', { ...wanted('Other'), ...more }))
    assert.equal(answered.status, 422)
    return Object.keys((await answered.json()).fields)
  }
  assert.deepEqual(await refused({ name: ' ' }), ['name'])
  assert.deepEqual(await refused({ name: 'taken' }), ['name'])
  assert.deepEqual(await refused({ time_zone: 'Atlantis' }), ['time_zone'])
  assert.deepEqual(await refused({ week: ['9-17'] }), ['week'])
  assert.deepEqual(await refused({ week: ['', '', '', '', '', '', ''] }), ['hours_1'])
  const again = await ask(
    path,
    form('POST', { name: 'Mine', time_zone: 'UTC', hours_1: 'nine to five', hours_2: '9-17' }),
  )
  assert.equal(again.status, 422)
  const page = await again.text()
  assert.match(page, /value="nine to five"/)
  assert.match(page, /Write hours like/)
})
