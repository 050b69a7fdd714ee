import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { minute, rosa, said, someConversation } from '../../../test/talk.ts'
import { record, subscribe } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { findPromise, promisesHere } from './promise.ts'
import { promiseSubscribers } from './subscribers.ts'

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
const nico = () => world.as(world.cast.nico)
const quote = 'Mañana te escribimos'
const text = `Hola. ${quote}.`
const tomorrow = () => new Date(Date.now() + 86_400_000)
const one = z.object({ id: z.string() })

async function drafted(id: string, more: object = {}): Promise<string> {
  const body = { what: quote, due_at: tomorrow().toISOString(), ...more }
  return one.parse(await (await marta()(`/conversations/${id}/promises/drafted`, json('POST', body))).json()).id
}
const draft = (id: string, written: string) => marta()(`/conversations/${id}/draft`, json('PUT', { text: written }))

async function send(id: string, written: object, as = marta()): Promise<string> {
  const replyId = newId()
  const sent = await as(`/conversations/${id}/replies`, json('POST', { id: replyId, ...written }))
  assert.equal(sent.status, 201, await sent.clone().text())
  return replyId
}

const all = async (id: string) => (await promisesHere(world.db, id)).map(({ madeAt }) => madeAt !== null)
const told = async (id: string) => (await world.eventsOf(id)).filter((kind) => kind.startsWith('promise'))

test('a draft that is emptied promises nothing any more', async () => {
  const { id } = await someConversation(world.db)
  await draft(id, text)
  await drafted(id)
  await draft(id, '')
  await send(id, { text: 'Gracias.' }, nico())
  assert.deepEqual(await all(id), [])
})

test('what was kept by hand waits with its draft while a colleague says something else', async () => {
  const { id } = await someConversation(world.db)
  await draft(id, 'Te mandamos otro paquete.')
  await drafted(id)
  await send(id, { text: 'Lo estamos mirando.' }, nico())
  assert.deepEqual(await all(id), [false])
  await send(id, { text: 'Te mandamos otro paquete.' })
  assert.deepEqual(await all(id), [true])
})

test('by hand and without a draft it is of what its writer says, whoever answers before', async () => {
  const { id } = await someConversation(world.db)
  const promise = await drafted(id, { what: 'Mandar un paquete' })
  const seenBy = async (as: typeof marta) => {
    const headers = { accept: 'text/html', 'x-fragment': 'coach', 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await (await as())(`/conversations/${id}/coach`, { ...form('POST', { text: 'Hola.' }), headers })
    return (await answer.text()).includes('Mandar un paquete')
  }
  assert.deepEqual([await seenBy(marta), await seenBy(nico)], [true, false])
  await send(id, { text: 'Lo estamos mirando.' }, nico())
  assert.deepEqual(await all(id), [false])
  assert.equal((await findPromise(world.db, promise)).replyId, null)
  const replyId = await send(id, { text: 'Te mandamos otro.' })
  assert.deepEqual(await all(id), [true])
  assert.equal((await findPromise(world.db, promise)).replyId, replyId)
})

test('it goes with the draft that its writer wrote after it, and with the one that was there before, whoever sends them', async () => {
  const after = await someConversation(world.db)
  await drafted(after.id)
  await draft(after.id, 'Te mandamos otro paquete.')
  const before = await someConversation(world.db)
  await nico()(`/conversations/${before.id}/draft`, json('PUT', { text: 'Te mandamos otro paquete.' }))
  await drafted(before.id)
  for (const { id } of [after, before]) {
    const replyId = await send(id, { text: 'Te mandamos otro paquete.', wait: true }, nico())
    assert.deepEqual(await all(id), [true])
    await nico()(`/replies/${replyId}`, json('DELETE'))
    assert.deepEqual(await all(id), [false])
    await send(id, { text: 'Te mandamos otro paquete.' }, nico())
    assert.deepEqual(await all(id), [true], 'taken back, it is of the draft again')
  }
})

test('a draft that a colleague begins and sends makes no promise of mine', async () => {
  const { id } = await someConversation(world.db)
  await drafted(id)
  await nico()(`/conversations/${id}/draft`, json('PUT', { text: 'Lo miramos.' }))
  await send(id, { text: 'Lo miramos.' }, nico())
  assert.deepEqual(await all(id), [false])
})

test('it is made to whom the answer goes, also where another was to have it first', async () => {
  const { id, messageIds } = await someConversation(
    world.db,
    said('1'),
    said('2', { author: rosa, parentExternalId: '1', saidAt: minute(2) }),
  )
  const promise = await drafted(id, { quote, in_reply_to: messageIds[1] })
  assert.equal((await findPromise(world.db, promise)).to.name, rosa.name)
  await send(id, { text, in_reply_to: messageIds[0] })
  const { to, messageId } = await findPromise(world.db, promise)
  assert.deepEqual([to.name, messageId], ['Lucas Prieto', messageIds[0]])
})

test('of several messages that counts which says it: the rest taken back, it is of the draft again', async () => {
  for (const [parts, stands] of [
    [['Hola.', `${quote}.`], false],
    [[`${quote}.`, 'Un saludo.'], true],
  ] as const) {
    const { id } = await someConversation(world.db)
    const promise = await drafted(id, { quote })
    const replyId = await send(id, { text: parts.join('\n\n'), parts, wait: true })
    await sql`update deliveries set state = 'sent' where reply_id = ${replyId} and part = 0`.execute(world.db)
    assert.equal((await marta()(`/replies/${replyId}`, json('DELETE'))).status, 200)
    const found = await findPromise(world.db, promise)
    assert.deepEqual([found.madeAt !== null, found.replyId === replyId], [stands, stands])
  }
})

test('of what never stood nobody hears that it does not stand', async () => {
  const { id } = await someConversation(world.db)
  await drafted(id, { quote })
  const replyId = await send(id, { text, leaves_at: new Date(Date.now() + 3_600_000).toISOString() })
  assert.deepEqual(await told(id), [])
  await marta()(`/replies/${replyId}`, json('DELETE'))
  assert.deepEqual(await told(id), [])
  assert.equal((await promisesHere(world.db, id))[0]?.replyId, null)
})

test('what leaves later is due as they read it then; at no moment at which it would be late already', async () => {
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000)
  const { id } = await someConversation(world.db)
  const promise = await drafted(id, { quote })
  const replyId = await send(id, { text, leaves_at: inThreeDays.toISOString() })
  // Three days later.
  await sql`update promises set due_at = now() - interval '2 days' where id = ${promise}`.execute(world.db)
  await sql`update deliveries set state = 'sent' where reply_id = ${replyId}`.execute(world.db)
  await world.tx((tx) => record(tx, 'reply.sent', { conversation: { id }, data: { reply: replyId } }))
  const { madeAt, dueAt } = await findPromise(world.db, promise)
  assert.ok(madeAt && dueAt > new Date())
  assert.deepEqual(await told(id), ['promise.made', 'promise.reckoned'])

  const { id: other } = await someConversation(world.db)
  await drafted(other)
  const body = json('POST', { id: newId(), text: 'Te llamamos.', leaves_at: inThreeDays.toISOString() })
  const refused = await marta()(`/conversations/${other}/replies`, body)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /By then it would be late/)
  await send(other, { text: 'Te llamamos.', leaves_at: new Date(Date.now() + 3_600_000).toISOString() })
})

test('whoever reads a colleague’s answer before it leaves is offered no promise of a draft', async () => {
  const { id } = await someConversation(world.db)
  const read = async (query: string) => {
    const headers = { accept: 'text/html', 'x-fragment': 'coach', 'content-type': 'application/x-www-form-urlencoded' }
    return (await nico()(`/conversations/${id}/coach${query}`, { ...form('POST', { text }), headers })).text()
  }
  assert.match(await read(''), /Keep it as a promise/)
  assert.doesNotMatch(await read(`?decide=${newId()}`), /Keep it as a promise/)
})

test('to have asked how it went keeps no promise; an answer may', async () => {
  const { id, channel, messageIds } = await someConversation(world.db)
  const body = { what: 'Llamar', due_at: tomorrow().toISOString() }
  await marta()(`/conversations/${id}/promises`, json('POST', body))
  await sql`update promises set made_at = now() - interval '1 minute' where conversation_id = ${id}`.execute(world.db)
  const since = async () => (await promisesHere(world.db, id))[0]?.answeredSince
  const replyId = await send(id, { text: '¿Qué tal te atendimos?' })
  await sql`update deliveries set state = 'sent' where reply_id = ${replyId}`.execute(world.db)
  assert.equal(await since(), true)
  await sql`
    insert into surveys (id, conversation_id, closed_at, channel_id, person_id, in_reply_to, language, privately, ask_at,
      state, asked_at, reply_id, secret_hash, question)
    select ${newId()}, ${id}, now(), ${channel.id}, i.person_id, m.id, 'es', false, now(), 'asked', now(), ${replyId}, 'x', '¿?'
    from messages m join identities i on i.id = m.identity_id where m.id = ${messageIds[0]}`.execute(world.db)
  assert.equal(await since(), false)
})
