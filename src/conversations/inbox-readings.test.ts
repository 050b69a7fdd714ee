import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted, someChannel } from '../../test/channel.ts'
import { said, us } from '../../test/talk.ts'
import { take } from '../intake/take.ts'
import { tinyInPlace } from '../intake/understand.test-kit.ts'
import { readCursor } from './cursor.ts'
import { findInbox, type InboxQuery } from './inbox.ts'
import { search } from './search.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
let channelId: string
const now = new Date()
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3600_000)

/** What each of them says, and how long ago. */
const talk: readonly (readonly [string, string, number])[] = [
  ['usual', 'hola', 23],
  ['upset', 'va mal', 13],
  ['today', 'lo quiero hoy', 3.5],
  ['now', 'ahora', 0.1],
  ['english', 'the coffee, cuándo', 2],
  ['insult', 'idiota, va mal', 1],
]

before(async () => {
  world = await createWorld()
  const channel = await someChannel(world.db)
  channelId = channel.id
  const heard = talk.map(([id, text, hours]) =>
    said(id, { body: { text }, saidAt: hoursAgo(hours), author: { externalId: `a-${id}`, name: id } }),
  )
  const answered = said('thanks', { body: { text: 'gracias' }, saidAt: hoursAgo(5) })
  const answer = said('ours', { parentExternalId: 'thanks', author: us, saidAt: hoursAgo(4) })
  const how = { moves: 'nothing' as const, now, understanding: tinyInPlace }
  await take(world.db, scripted, channel, { heard: [...heard, answered, answer] }, how)
})
after(() => world.drop())

const names = async (query: Partial<InboxQuery>) => {
  const { rows } = await findInbox(world.db, world.cast.marta, { view: 'needs', channelId, ...query })
  return rows.map((row) => row.faces[0]?.name)
}

test('who should have an answer first comes first: the urgent sooner, the upset in half the time', async () => {
  // Due in hours from now: at once · −1 · 0.5 · 1 · 11 · 22.
  assert.deepEqual(await names({ order: 'need' }), ['now', 'upset', 'today', 'usual', 'insult', 'english'])
  assert.deepEqual(await names({}), ['now', 'insult', 'english', 'today', 'upset', 'usual'])
})

test('pages by need hold every conversation once', async () => {
  const seen: (string | undefined)[] = []
  let cursor: string | undefined
  do {
    const query: InboxQuery = { view: 'needs', channelId, order: 'need', limit: 2, after: readCursor(cursor) }
    const page = await findInbox(world.db, world.cast.marta, query)
    seen.push(...page.rows.map((row) => row.faces[0]?.name))
    cursor = page.after
  } while (cursor)
  assert.deepEqual(seen, ['now', 'upset', 'today', 'usual', 'insult', 'english'])
})

test('a list is narrowed by every reading, beside what it is narrowed by already', async () => {
  assert.deepEqual(await names({ readings: { mood: 'negative' } }), ['insult', 'upset'])
  assert.deepEqual(await names({ readings: { mood: 'negative', abuse: 'any' } }), ['insult'])
  assert.deepEqual(await names({ readings: { abuse: 'none', mood: 'negative' } }), ['upset'])
  assert.deepEqual(await names({ readings: { intent: 'question' } }), ['english'])
  assert.deepEqual(await names({ readings: { urgency: 2 } }), ['now', 'today'])
  assert.deepEqual(await names({ readings: { urgency: 3 }, order: 'need' }), ['now'])
  assert.deepEqual(await names({ readings: { lang: 'en' } }), ['english'])
  assert.deepEqual(await names({ view: 'open', readings: { intent: 'thanks' } }), ['Lucas Prieto'])
})

const found = async (text: string) => {
  const page = await search(world.db, { text, timeZone: 'UTC', viewerId: world.cast.marta.id, channelId })
  return { names: page.rows.map((row) => row.faces[0]?.name), complaint: page.complaint?.key }
}

test('a search asks for readings too, in either language, with words or without', async () => {
  assert.deepEqual(await found('mood:negative'), { names: ['insult', 'upset'], complaint: undefined })
  assert.deepEqual(await found('ánimo:negativo idiota'), { names: ['insult'], complaint: undefined })
  assert.deepEqual((await found('urgencia:hoy')).names, ['now', 'today'])
  assert.deepEqual((await found('intención:gracias')).names, ['Lucas Prieto'])
  assert.deepEqual((await found('abuse:any lang:es')).names, ['insult'])
  for (const name of ['mood', 'intent', 'urgency', 'abuse'])
    assert.equal((await found(`${name}:nonsense`)).complaint, `conversations.search-${name}`)
  assert.equal((await found('idioma:español')).complaint, 'conversations.search-lang')
})

test('the page says in what order they stand and why, and how each reads', async () => {
  const ask = world.as(world.cast.marta, 'es')
  const html = async (query: string) =>
    (await ask(`/conversations${query}`, { headers: { accept: 'text/html' } })).text()
  const byNeed = await html('')
  assert.match(byNeed, /data-order="need"/)
  assert.match(byNeed, /Responder antes de [^"]*: para hoy"/)
  assert.match(byNeed, /Responder antes de [^"]*: lo habitual, y hay enfado"/)
  assert.match(await html('?order=latest'), /data-order="latest"/)
  const narrowed = await html('?mood=negative&abuse=any')
  assert.doesNotMatch(narrowed, /data-inbox/)
  assert.match(narrowed, /href="\/conversations\?abuse=any"/)
  assert.match(narrowed, /idiota/)
  assert.doesNotMatch(narrowed, /lo quiero hoy/)
  assert.equal((await ask('/conversations?mood=furious', { headers: { accept: 'application/json' } })).status, 400)
})
