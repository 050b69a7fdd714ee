import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { someConversation } from '../../../test/talk.ts'
import { record, subscribe } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { assign } from '../assign.ts'
import { keepDraft } from '../draft.ts'
import { merge } from '../rearrange/merge.ts'
import { undoRearrangement } from '../rearrange/undo.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { findPromise, promisesHere } from './promise.ts'
import { promiseSubscribers } from './subscribers.ts'
import { tellPromises } from './tell.ts'

let world: World
before(async () => {
  world = await createWorld()
  subscribe({ inTx: promiseSubscribers.inTx, later: new Map() })
})
after(async () => {
  subscribe({ inTx: new Map(), later: new Map() })
  await world.drop()
})

const marta = () => world.as(world.cast.marta)
const quote = 'Mañana te escribimos con una solución'
const text = `Hola, Lucas. ${quote}.`
const tomorrow = () => new Date(Date.now() + 86_400_000)
const one = z.object({ id: z.string(), state: z.string(), made_at: z.string().nullable() })

async function drafted(id: string, more: object = {}) {
  const body = { what: quote, quote, due_at: tomorrow().toISOString(), ...more }
  const kept = await marta()(`/conversations/${id}/promises/drafted`, json('POST', body))
  assert.equal(kept.status, 201)
  return one.parse(await kept.json()).id
}

async function send(id: string, more: Record<string, string> = {}) {
  const replyId = newId()
  const sent = await marta()(`/conversations/${id}/replies`, form('POST', { id: replyId, text, wait: '1', ...more }))
  assert.equal(sent.status, 303)
  return replyId
}

const stands = async (id: string) => (await findPromise(world.db, id)).madeAt !== null

test('who only looks promises nothing; a promise has words and a moment that is to come', async () => {
  const { id } = await someConversation(world.db)
  const observer = world.as(world.cast.vera)
  assert.equal((await observer(`/conversations/${id}/promises`, json('POST', {}))).status, 403)
  const past = new Date(Date.now() - 1000).toISOString()
  for (const wrong of [{ what: ' ' }, { due_at: past }, { due_at: 'someday' }, { what: 'x'.repeat(501) }]) {
    const body = { what: 'Llamar', due_at: tomorrow().toISOString(), ...wrong }
    assert.equal(
      (await marta()(`/conversations/${id}/promises`, json('POST', body))).status,
      422,
      JSON.stringify(wrong),
    )
  }
  assert.deepEqual(await promisesHere(world.db, id), [])
})

test('one click beside the text keeps what it promises, with its date; another takes it away', async () => {
  const { id } = await someConversation(world.db)
  const press = (fields: Record<string, string>) =>
    marta()(`/conversations/${id}/promises/drafted`, {
      ...form('POST', { text, ...fields }),
      headers: { accept: 'text/html', 'x-fragment': 'coach', 'content-type': 'application/x-www-form-urlencoded' },
    })
  const kept = await (await press({ promise: 'keep:0', promise_due: '2027-01-04T17:00' })).text()
  assert.match(kept, /is a promise: .*once this has left/)
  const [promise] = await promisesHere(world.db, id)
  assert.deepEqual([promise?.quote, promise?.madeAt, promise?.answersFor?.name], [quote, null, world.cast.marta.name])
  const dropped = await (await press({ promise: `drop:${promise?.id}` })).text()
  assert.match(dropped, /Keep it as a promise/)
  assert.deepEqual(await promisesHere(world.db, id), [])
  await press({ promise: 'hand', promise_what: 'Enviar café', promise_by: '2027-01-04T17:00' })
  assert.equal((await promisesHere(world.db, id))[0]?.what, 'Enviar café')
})

test('it stands with the decision to send, and is of the draft again when that is undone', async () => {
  const { id } = await someConversation(world.db)
  const promise = await drafted(id)
  assert.equal(await stands(promise), false)
  const replyId = await send(id)
  assert.equal(await stands(promise), true)
  await marta()(`/replies/${replyId}`, form('DELETE'))
  const { madeAt, replyId: of } = await findPromise(world.db, promise)
  assert.deepEqual([madeAt, of], [null, null])
  await send(id)
  assert.equal(await stands(promise), true)
  assert.deepEqual(
    (await world.eventsOf(id)).filter((kind) => kind.startsWith('promise')),
    ['promise.made', 'promise.unmade', 'promise.made'],
  )
})

test('what the answer does not say any more is no promise', async () => {
  const { id } = await someConversation(world.db)
  await drafted(id)
  await send(id, { text: 'Hola, Lucas. Ya está hecho.' })
  assert.deepEqual(await promisesHere(world.db, id), [])
})

test('a draft that is thrown away takes with it what it promised', async () => {
  const { id } = await someConversation(world.db)
  await drafted(id)
  await drafted(id, { quote: undefined, what: 'Mandar café' })
  assert.equal((await promisesHere(world.db, id)).length, 2)
  await marta()(`/conversations/${id}/draft`, form('DELETE'))
  assert.deepEqual(await promisesHere(world.db, id), [])
})

test('of an answer for later it stands when that leaves; of one that failed, not', async () => {
  const { id } = await someConversation(world.db)
  const promise = await drafted(id)
  const replyId = await send(id, { leaves_at: 'tomorrow' })
  assert.equal(await stands(promise), false)
  await world.db.updateTable('deliveries').set({ state: 'sent' }).where('reply_id', '=', replyId).execute()
  const about = { conversation: { id }, data: { reply: replyId } }
  await world.tx((tx) => record(tx, 'reply.sent', about))
  assert.equal(await stands(promise), true)
  await world.db.updateTable('deliveries').set({ state: 'failed' }).where('reply_id', '=', replyId).execute()
  await world.tx((tx) => record(tx, 'reply.failed', about))
  assert.equal(await stands(promise), false)
})

test('of an answer that somebody is to approve it stands when that leaves, if it still says so', async () => {
  for (const says of [text, 'Hola, Lucas. Lo miramos.']) {
    const { id } = await someConversation(world.db)
    const promise = await drafted(id)
    const replyId = newId()
    await world.tx(async (tx) => {
      const [target] = await tx.selectFrom('messages').select('id').where('conversation_id', '=', id).execute()
      const reply = { id: replyId, conversation_id: id, in_reply_to: target?.id ?? '', written_by: null, text }
      await tx.insertInto('replies').values(reply).execute()
      await record(tx, 'reply.asked', { conversation: { id }, data: { reply: replyId } })
    })
    assert.deepEqual([await stands(promise), (await findPromise(world.db, promise)).replyId], [false, replyId])
    await world.db.updateTable('replies').set({ text: says }).where('id', '=', replyId).execute()
    await world.tx((tx) => record(tx, 'reply.decided', { conversation: { id }, data: { reply: replyId } }))
    assert.equal(await stands(promise), says === text)
    await world.tx((tx) => record(tx, 'reply.sent-back', { conversation: { id }, data: { reply: replyId } }))
    assert.equal(await stands(promise), false)
  }
})

test('by hand it stands at once; kept, broken and taken back are said by somebody, and can be undone', async () => {
  const { id } = await someConversation(world.db)
  const body = { what: 'Llamar el lunes', due_at: tomorrow().toISOString() }
  const made = one.parse(await (await marta()(`/conversations/${id}/promises`, json('POST', body))).json())
  assert.ok(made.made_at)
  for (const state of ['kept', 'broken', 'taken-back']) {
    const ended = await marta()(`/promises/${made.id}/ending`, json('PUT', { state }))
    assert.equal(one.parse(await ended.json()).state, state)
  }
  const undone = await marta()(`/promises/${made.id}/ending`, json('DELETE'))
  assert.equal(one.parse(await undone.json()).state, 'open')
  await marta()(`/conversations/${id}/closure`, form('PUT'))
  const listed = await (await marta()('/promises?whose=all&limit=100', json('GET'))).text()
  assert.ok(listed.includes(made.id), 'closing the conversation ends no promise')
  const kinds = (await world.eventsOf(id)).filter((kind) => kind.startsWith('promise'))
  assert.deepEqual(
    kinds,
    ['made', 'kept', 'broken', 'taken-back', 'reopened'].map((kind) => `promise.${kind}`),
  )
})

test('the list has the late ones first, page by page, mine or everybody’s, and says how many were kept', async () => {
  const { id } = await someConversation(world.db)
  const make = async (days: number) => {
    const due = new Date(Date.now() + days * 86_400_000).toISOString()
    return one.parse(
      await (await marta()(`/conversations/${id}/promises`, json('POST', { what: `En ${days}`, due_at: due }))).json(),
    ).id
  }
  const [third, first, second] = [await make(33), await make(31), await make(32)]
  const list = z.object({ promises: z.array(one), after: z.string().nullable(), share: z.object({ of: z.number() }) })
  const get = async (query: string) => list.parse(await (await marta()(`/promises?${query}`, json('GET'))).json())
  const ids: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: z.output<typeof list> = await get(`whose=mine&limit=1&after=${after}`)
    ids.push(...page.promises.map((promise) => promise.id))
    after = page.after
  }
  assert.deepEqual(
    ids.filter((one) => [first, second, third].includes(one)),
    [first, second, third],
  )
  const nico = await (await world.as(world.cast.nico)('/promises?whose=mine', json('GET'))).json()
  assert.deepEqual(list.parse(nico).promises, [])
  const before = (await get('whose=all')).share.of
  await marta()(`/promises/${first}/ending`, json('PUT', { state: 'kept' }))
  assert.equal((await get('whose=all')).share.of, before + 1)
  const page = await (await marta()('/promises?whose=all&state=kept')).text()
  assert.match(page, /En 31/)
})

test('it is told of when it is due soon and when it is due, once each', async () => {
  const { id } = await someConversation(world.db)
  const due = new Date(Date.now() + 6 * 3_600_000)
  await marta()(`/conversations/${id}/promises`, json('POST', { what: 'Llamar', due_at: due.toISOString() }))
  for (const hours of [-3, -1, -1, 0, 1]) await tellPromises(world.db, new Date(due.getTime() + hours * 3_600_000))
  const kinds = (await world.eventsOf(id)).filter((kind) => kind.startsWith('promise.due'))
  assert.deepEqual(kinds, ['promise.due-soon', 'promise.due'])
})

test('whoever is given the conversation answers for what is promised there; nobody who left does', async () => {
  const { id } = await someConversation(world.db)
  const promise = await drafted(id)
  await send(id)
  const whose = async () => (await findPromise(world.db, promise)).answersFor?.name
  const { marta: first, nico } = world.cast
  await world.tx((tx) => assign(tx, id, { userId: first.id }, first))
  await world.tx((tx) => assign(tx, id, { userId: nico.id }, first))
  assert.equal(await whose(), nico.name)
  const gone = promiseSubscribers.inTx.get('user.deactivated')?.[0]
  await world.tx(async (tx) => {
    await tx.deleteFrom('conversation_assignments').where('conversation_id', '=', id).execute()
    await gone?.(tx, await record(tx, 'user.deactivated', { data: { user: nico.id } }))
  })
  assert.equal(await whose(), undefined)
  await world.tx((tx) => assign(tx, id, { userId: first.id }, first))
  assert.equal(await whose(), first.name)
})

test('it goes where its message goes: merged, and back', async () => {
  const [from, into] = [await someConversation(world.db), await someConversation(world.db)]
  const promise = await drafted(from.id)
  await send(from.id)
  const where = async () => (await findPromise(world.db, promise)).conversationId
  const { marta: by } = world.cast
  const done = await world.tx((tx) => merge(tx, world.connectors, { fromId: from.id, intoId: into.id }, by))
  assert.equal(await where(), into.id)
  await world.tx((tx) => undoRearrangement(tx, done.id, by))
  assert.equal(await where(), from.id)
})

test('the conversation and its row say what is promised; broken, they are written to first', async () => {
  const { id } = await someConversation(world.db)
  const promise = await drafted(id)
  await world.tx((tx) => keepDraft(tx, id, { text }, world.cast.marta))
  await send(id)
  const page = await (await marta()(`/conversations/${id}`)).text()
  assert.match(page, new RegExp(`id="promises-of-${id}"[^]*${quote}`))
  const rows = await marta()('/conversations?view=open', json('GET'))
  const listed = z.object({ conversations: z.array(z.object({ id: z.string(), promised_by: z.string().nullable() })) })
  const row = listed.parse(await rows.json()).conversations.find((it) => it.id === id)
  assert.ok(row?.promised_by)
  const broken = await (await marta()(`/promises/${promise}`)).text()
  const way = /href="([^"]*promise=[^"]*)#reply"/.exec(broken)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const writing = await (await marta()(way)).text()
  assert.match(writing, /You promised Lucas Prieto, by /)
})
