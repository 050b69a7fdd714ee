import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someChannel } from '../../test/channel.ts'
import { lucas, rosa } from '../../test/talk.ts'
import { newId } from '../lib/ids.ts'
import { daysOf, periodOf } from './period.ts'
import { createQuery } from './save.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
let train: string
const hour = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * hour)

before(async () => {
  world = await createWorld()
  const { db } = world.app.core
  const make = (name: string, text: string, group: string) =>
    db.transaction().execute((tx) => createQuery(tx, { name, text, group }, world.cast.marta))
  train = await make('Tren', 'tren', 'Nosotros')
  await make('Tren roto', 'tren avería', 'Nosotros')
  await make('Bus', 'bus', 'Rivales')
  const channel = await someChannel(db)
  const say = (externalId: string, text: string, hours: number, author = lucas) =>
    world.hear(channel, { externalId, body: { text }, saidAt: ago(hours), author })
  await say('1', 'El tren tiene una avería', 1)
  await say('2', '=tren, otra "avería" más', 2, { ...rosa, handle: '@rosa' })
  await say('3', 'tren y avería, siempre avería', 3, { ...lucas, externalId: 'otro', name: 'Ana' })
  await say('4', 'el tren de ayer', 24 * 10)
  await say('5', 'el bus', 5)
  await say('6', 'tren de hace mucho', 24 * 200)
  const rows = await db.selectFrom('messages').select(['id', 'external_id']).execute()
  const idOf = (external: string) => rows.find((row) => row.external_id === external)?.id ?? ''
  await db
    .updateTable('mentions')
    .set({ mood: -1 })
    .where('message_id', 'in', [idOf('1'), idOf('2')])
    .execute()
  await db.updateTable('mentions').set({ mood: 1 }).where('message_id', '=', idOf('4')).execute()
})
after(() => world.drop())

const json = async (path: string) => (await world.as('vera', `/api/v1${path}`)).json()

test('figures are of whole days by the clock of whoever looks', async () => {
  const period = periodOf(7, new Date('2026-03-30T21:59:00Z'), 'Europe/Madrid')
  // The night of the 29th has an hour less.
  assert.deepEqual(
    [period.since.toISOString(), period.until.toISOString()],
    ['2026-03-23T23:00:00.000Z', '2026-03-30T22:00:00.000Z'],
  )
  assert.deepEqual(daysOf(period).at(0), '2026-03-24')
  assert.deepEqual(daysOf(period).at(-1), '2026-03-30')
})

test('how much, in which mood, by whom and where', async () => {
  const { total, people, days, who, where } = await json(`/listening/queries/${train}/figures?days=30`)
  assert.deepEqual([total, people, days.length], [4, 3, 30])
  const sum = (mood: string) => days.reduce((all: number, day: Record<string, number>) => all + (day[mood] ?? 0), 0)
  assert.deepEqual([sum('negative'), sum('positive'), sum('unread'), sum('neutral')], [2, 1, 1, 0])
  assert.deepEqual(who[0], { ...who[0], name: 'Lucas Prieto', mentions: 2 })
  assert.deepEqual([where.length, where[0].mentions], [1, 4])
  assert.equal((await json(`/listening/queries/${train}/figures?days=90`)).total, 4)
  assert.equal((await world.as('vera', `/listening/queries/${train}/figures?days=0`)).status, 422)
  assert.equal((await world.as('vera', `/listening/queries/${newId()}/figures`)).status, 404)
})

test('each figure leads to its messages', async () => {
  const page = await (await world.as('vera', `/listening/queries/${train}/figures?days=30`)).text()
  const links = [...page.matchAll(/href="(\/listening\/queries\/[\w-]+\?[^"#]+)"/g)].map(([, href = '']) => href)
  assert.ok(links.some((href) => href.includes('day=')) && links.some((href) => href.includes('who=')))
  for (const href of new Set(links)) {
    const { mentions } = await json(href.replaceAll('&amp;', '&'))
    assert.ok(mentions.length > 0, href)
  }
  const negative = await json(`/listening/queries/${train}?mood=negative&days=30`)
  assert.equal(negative.mentions.length, 2)
  assert.equal((await json(`/listening/queries/${train}?days=7`)).mentions.length, 3)
  const said = await json(`/listening/queries/${train}?word=averia`)
  assert.equal(said.mentions.length, 3)
  assert.match(await (await world.as('vera', `/listening/queries/${train}?word=averia`)).text(), /say “averia”/)
})

test('the words on the rise are those that several people say', async () => {
  const { rising } = await json(`/listening/queries/${train}/figures`)
  assert.ok(rising.every((one: { word: string }) => one.word !== 'siempre'))
})

test('mentions are taken home, and no spreadsheet runs what somebody wrote', async () => {
  const csv = await (await world.as('vera', `/listening/queries/${train}/mentions.csv?days=7`)).text()
  const lines = csv.trimEnd().split('\r\n')
  assert.equal(lines.length, 4)
  assert.match(csv, /"'=tren, otra ""avería"" más"/)
  const all = await json(`/listening/queries/${train}/mentions.json`)
  assert.deepEqual(
    all.map((one: { mood: string | null }) => one.mood),
    ['negative', 'negative', null, 'positive', null],
  )
  assert.deepEqual(await json(`/listening/queries/${train}/mentions.json?day=2001-01-01`), [])
})

test('a message that two searches of a group find counts once in its share', async () => {
  const { groups } = await json('/listening/share?days=7')
  assert.deepEqual(
    groups.map(({ name, total, negative }: Record<string, unknown>) => [name, total, negative]),
    [
      ['Nosotros', 3, 2],
      ['Rivales', 1, 0],
    ],
  )
  assert.match(await (await world.as('vera', '/listening/share?days=7')).text(), /Nosotros has the largest share, 75 %/)
})
