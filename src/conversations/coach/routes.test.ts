import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted } from '../../../test/channel.ts'
import { lucas, said, someConversation } from '../../../test/talk.ts'
import { registry, type Speech } from '../../connectors/index.ts'
import { newId } from '../../lib/ids.ts'
import { reply } from '../reply.ts'
import { withdraw } from '../withdraw.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const complaint = 'Mi pedido llegó roto y nadie contesta. ¿Cuándo me mandáis otro?'
const poor = 'Hola, lamentamos los inconvenientes. El almacén se equivocó.'

/** A conversation in which Lucas complains, as a reader understood it. */
async function complained() {
  const found = await someConversation(world.db, said('1', { body: { text: complaint } }))
  await world.db
    .insertInto('message_readings')
    .values({ message_id: found.messageIds[0] ?? '', ...reading })
    .onConflict((conflict) => conflict.column('message_id').doUpdateSet(reading))
    .execute()
  return found
}
const reading = {
  ...{ model: 1, depth: 3, mood: -1, score: -90, intents: 3, urgency: 2, abuse: 0, language: 'es' },
  certainty: Buffer.alloc(16),
}

const kindsIn = async (response: Response): Promise<string[]> => {
  const { remarks }: { remarks: { kind: string }[] } = JSON.parse(await response.text())
  return [...new Set(remarks.map(({ kind }) => kind))]
}

test('who may not reply is not coached, and what is no remark cannot be waved away', async () => {
  const { id } = await complained()
  const { vera, marta } = world.cast
  assert.equal((await world.as(vera)(`/conversations/${id}/coach`, json('POST', { text: 'Hola' }))).status, 403)
  assert.equal((await world.as(marta)(`/conversations/${newId()}/coach`, json('POST', { text: 'Hola' }))).status, 404)
  const odd = await world.as(marta)(`/conversations/${id}/coach/dismissals`, json('POST', { kind: 'manners' }))
  assert.equal(odd.status, 422)
})

test('a draft that does not name whom the network tells only so says that they will not be told', async () => {
  assert.ok(scripted.speak)
  const untoldUnlessNamed: Speech['untold'] = (_account, _inReplyTo, text) =>
    text.includes('@lucas') ? undefined : lucas.handle
  const speak = { ...scripted.speak, untold: untoldUnlessNamed }
  const own = await createWorld(registry([{ ...scripted, speak }]))
  const { id } = await someConversation(own.db, said('1'))
  const ask = (text: string, accept = 'application/json') =>
    own.as(own.cast.marta)(`/conversations/${id}/coach`, {
      ...json('POST', { text }),
      headers: { ...json('POST', {}).headers, accept, 'x-fragment': 'coach' },
    })
  const untold = async (text: string) => (await (await ask(text)).json()).untold
  assert.deepEqual([await untold('Hola'), await untold('@lucas Hola')], ['Lucas Prieto', null])
  assert.match(await (await ask('Hola', 'text/html')).text(), /Lucas Prieto will not be told of this/)
  await own.drop()
})

test('a draft is held against what they said, and each remark quotes its place', async () => {
  const { id } = await complained()
  const answer = await world.as(world.cast.marta)(`/conversations/${id}/coach`, json('POST', { text: poor }))
  assert.equal(answer.status, 200)
  const told: Told = JSON.parse(await answer.text())
  assert.equal(told.language, 'es')
  const blames = told.remarks.find(({ kind }) => kind === 'blames')
  assert.equal(poor.slice(blames?.place?.from, blames?.place?.to), blames?.quote)
  assert.equal(blames?.quote, 'almacén se equivocó')
  assert.match(told.remarks.find(({ kind }) => kind === 'questions')?.quote ?? '', /Cuándo me mandáis otro/)
  const good =
    'Hola, Lucas: sentimos que tu pedido llegara roto, fue culpa nuestra. Gracias por la paciencia. Mañana te mandamos otro.'
  const calm = await world.as(world.cast.marta)(`/conversations/${id}/coach`, json('POST', { text: good }))
  assert.deepEqual(await kindsIn(calm), [])
})

interface Told {
  language: string
  remarks: { kind: string; quote: string | null; place: { from: number; to: number } | null }[]
}

test('what is waved away is silent for that person until they have answered', async () => {
  const { id } = await complained()
  const { marta, nico } = world.cast
  const ask = (viewer: typeof marta) => world.as(viewer)(`/conversations/${id}/coach`, json('POST', { text: poor }))
  for (let times = 0; times < 2; times++) {
    const waved = json('POST', { kind: 'blames', language: 'es' })
    assert.equal((await world.as(marta)(`/conversations/${id}/coach/dismissals`, waved)).status, 201)
  }
  assert.ok(!(await kindsIn(await ask(marta))).includes('blames'))
  assert.ok((await kindsIn(await ask(nico))).includes('blames'))
  assert.deepEqual(await world.eventsOf(id), ['remark.dismissed'])
  await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Lo miramos mañana' }, marta))
  assert.ok((await kindsIn(await ask(marta))).includes('blames'))
})

test('a dismissal can be taken back, and how often there was one is told', async () => {
  const { id } = await complained()
  const { marta, olga } = world.cast
  await world.as(marta)(`/conversations/${id}/coach`, json('POST', { text: poor }))
  await world.as(marta)(`/conversations/${id}/coach/dismissals`, json('POST', { kind: 'apologises', language: 'es' }))
  const told = await world.as(olga)('/settings/coach', json('GET'))
  const { remarks }: { remarks: Tally[] } = JSON.parse(await told.text())
  const tally = remarks.find((one) => one.kind === 'apologises')
  assert.ok(tally && tally.said >= 1 && tally.dismissed >= 1, JSON.stringify(remarks))
  const page = await (await world.as(olga)('/settings/coach')).text()
  assert.match(page, /apologise/)
  await world.as(marta)(`/conversations/${id}/coach/dismissals/apologises`, json('DELETE'))
  const again = await world.as(marta)(`/conversations/${id}/coach`, json('POST', { text: poor }))
  assert.ok((await kindsIn(again)).includes('apologises'))
})

interface Tally {
  kind: string
  said: number
  dismissed: number
}

test('the same words a second time are noticed, wherever they were said to them', async () => {
  const text = 'Hola, Lucas: tu pedido sale mañana por la tarde y te llega el viernes antes de comer.'
  const first = await complained()
  await world.tx((tx) => reply(tx, world.connectors, first.id, { text }, world.cast.marta))
  const second = await someConversation(world.db, said('9', { body: { text: '¿Y mi pedido?' } }))
  const ask = (draft: string) =>
    world.as(world.cast.nico)(`/conversations/${second.id}/coach`, json('POST', { text: draft }))
  assert.ok((await kindsIn(await ask(text))).includes('repeats'))
  assert.ok(!(await kindsIn(await ask('Hola, Lucas: salió ayer y te llega hoy antes de comer.'))).includes('repeats'))
})

test('an answer that was taken back, or did not get there, was never said', async () => {
  const { marta } = world.cast
  const { id } = await complained()
  const ask = async (text: string) =>
    kindsIn(await world.as(marta)(`/conversations/${id}/coach`, json('POST', { text })))
  const text = 'Lo miramos esta misma tarde y te escribimos el viernes antes de comer.'
  await ask(poor)
  await world.as(marta)(`/conversations/${id}/coach/dismissals`, json('POST', { kind: 'blames', language: 'es' }))
  const said = async () => ({
    again: (await ask(text)).includes('repeats'),
    greeted: !(await ask(text)).includes('names'),
    awake: (await ask(poor)).includes('blames'),
  })
  const never = { again: false, greeted: false, awake: false }
  const taken = await world.tx((tx) => reply(tx, world.connectors, id, { text }, marta))
  assert.deepEqual(await said(), { again: true, greeted: true, awake: true })
  await world.tx((tx) => withdraw(tx, taken.id, marta))
  assert.deepEqual(await said(), never)
  const lost = await world.tx((tx) => reply(tx, world.connectors, id, { text }, marta))
  await world.db.updateTable('deliveries').set({ state: 'failed' }).where('reply_id', '=', lost.id).execute()
  assert.deepEqual(await said(), never)
})

test('without script the page comes back with the text and what was said of it', async () => {
  const { id } = await complained()
  const page = await world.as(world.cast.marta, 'es')(`/conversations/${id}/coach`, form('POST', { text: poor }))
  const html = await page.text()
  assert.equal(page.status, 200, html.slice(0, 300))
  assert.ok(html.includes(poor))
  assert.match(html, /Para quien lee somos una sola casa/)
  const waved = form('POST', { text: poor, dismiss: 'blames es' })
  const after = await (await world.as(world.cast.marta, 'es')(`/conversations/${id}/coach/dismissals`, waved)).text()
  assert.ok(after.includes(poor) && !after.includes('somos una sola casa'))
})
