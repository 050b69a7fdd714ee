import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, minute, said, someConversation } from '../../../test/talk.ts'
import { record, subscribe } from '../../core/events.ts'
import { reply } from '../reply.ts'
import { withdraw } from '../withdraw.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'
import { stillSays } from './count-use.ts'
import { findSavedReply } from './saved-reply.ts'
import { savedReplySubscribers } from './subscribers.ts'
import { saveReply } from './write.ts'

let world: World
before(async () => {
  world = await createWorld()
  subscribe({ ...savedReplySubscribers, later: new Map() })
})
after(() => world.drop())

async function inserted() {
  const { nico, marta } = world.cast
  const texts = { es: 'Abrimos los domingos de nueve a catorce horas.' }
  const id = await world.tx((tx) => saveReply(tx, { name: 'Domingos', teamId: null, texts }, nico))
  const conversation = (await someConversation(world.db)).id
  await world.as(marta)(`/conversations/${conversation}/saved-replies/${id}/insertion`, json('POST', {}))
  const send = (text: string) => world.tx((tx) => reply(tx, world.connectors, conversation, { text }, marta))
  const left = (replyId: string) =>
    world.tx((tx) => record(tx, 'reply.sent', { conversation: { id: conversation }, data: { reply: replyId } }))
  const uses = async () => (await findSavedReply(world.db, id)).uses
  return { id, conversation, send, left, uses }
}

test('it counts when a reply with it has left, once, with who and where', async () => {
  const { id, conversation, send, left, uses } = await inserted()
  const sent = await send('Hola, Lucas. Abrimos los domingos de nueve a catorce, te esperamos.')
  assert.equal(await uses(), 0)
  await left(sent.id)
  await left(sent.id)
  assert.equal(await uses(), 1)
  const row = await world.db.selectFrom('saved_reply_uses').selectAll().where('saved_reply_id', '=', id).execute()
  assert.deepEqual(
    row.map((use) => [use.reply_id, use.conversation_id, use.used_by, use.language]),
    [[sent.id, conversation, world.cast.marta.id, 'es']],
  )
})

test('one that was taken back is no use; sent again, it is one', async () => {
  const { send, left, uses } = await inserted()
  const first = await send('Abrimos los domingos de nueve a catorce horas.')
  const { text } = await world.tx((tx) => withdraw(tx, first.id, world.cast.marta))
  assert.equal(await uses(), 0)
  const second = await send(text)
  await left(second.id)
  assert.equal(await uses(), 1)
})

test('another answer altogether is no use, and the next reply is not counted for it', async () => {
  const { send, left, uses } = await inserted()
  await left((await send('Te lo miro y te digo.')).id)
  assert.equal(await uses(), 0)
})

test('half of its words, in whatever order and accents, is still what it says', () => {
  assert.equal(stillSays('Domingos: de 9 a 14. Así abrimos', 'Abrimos los domingos de 9 a 14'), true)
  assert.equal(stillSays('Los lunes cerramos', 'Abrimos los domingos de 9 a 14'), false)
  assert.equal(stillSays('Gracias, Lucía', '{nombre}: gracias, {mi-nombre}'), true)
  assert.equal(stillSays('Lucía', '{nombre}'), false)
  assert.equal(stillSays('', '…'), false)
})

test('what was put in and used at a conversation goes with it when two are united', async () => {
  const { id, left } = await inserted()
  const { channel } = await someConversation(world.db, said('a'), said('b', { saidAt: minute(2) }))
  const threads = await world.db.selectFrom('conversations').select('id').where('channel_id', '=', channel.id).execute()
  for (const thread of threads) {
    await world.as(world.cast.marta)(`/conversations/${thread.id}/saved-replies/${id}/insertion`, json('POST', {}))
    const text = 'Abrimos los domingos de nueve a catorce horas.'
    await left((await world.tx((tx) => reply(tx, world.connectors, thread.id, { text }, world.cast.marta))).id)
    await world.as(world.cast.marta)(`/conversations/${thread.id}/saved-replies/${id}/insertion`, json('POST', {}))
  }
  await heard(world.db, channel, said('c', { parentExternalId: 'a', rootExternalId: 'b', saidAt: minute(3) }))
  const count = async (table: 'saved_reply_uses' | 'saved_reply_insertions') =>
    (await world.db.selectFrom(table).select('conversation_id').where('saved_reply_id', '=', id).execute()).map(
      (row) => threads.findIndex((thread) => thread.id === row.conversation_id) >= 0,
    )
  assert.deepEqual(await count('saved_reply_uses'), [true, true])
  assert.equal((await count('saved_reply_insertions')).filter((ours) => ours).length, 1)
})
