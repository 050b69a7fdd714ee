import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import { heard, said, someConversation, us } from '../../test/talk.ts'
import { assign } from '../conversations/assign.ts'
import { close } from '../conversations/close.ts'
import { follow, unfollow } from '../conversations/follow.ts'
import { handOver } from '../conversations/hand-over.ts'
import { note, removeNote } from '../conversations/note.ts'
import { record, recordAll } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { choose, lettersOf, noLetters } from './choices.ts'
import { createWorld, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())
beforeEach(() => world.app.core.db.deleteFrom('notifications').execute())

type Name = 'olga' | 'nico' | 'marta' | 'vera'

async function bell(who: Name): Promise<string[]> {
  const answer = await world.as(who).json('GET', '/notifications')
  return (await answer.json()).notifications.map((line: { text: string }) => line.text)
}

const now = () => ({ saidAt: new Date() })

/** Marta has it; Nico and Vera follow it. */
async function followed() {
  const { db } = world.app.core
  const some = await someConversation(db)
  const { marta, nico, vera } = world.cast
  await world.tx((tx) => assign(tx, some.id, { userId: marta.id }, marta))
  for (const one of [nico, vera]) await world.tx((tx) => follow(tx, some.id, one))
  return some
}

test('nobody is told what they did, nor what they do not follow', async () => {
  const { id } = await followed()
  const { nico, vera } = world.cast
  await world.tx((tx) => unfollow(tx, id, vera))
  await world.tx((tx) => close(tx, id, nico))
  assert.deepEqual([await bell('nico'), await bell('vera'), await bell('olga')], [[], [], []])
  assert.deepEqual(await bell('marta'), ['Nico closed it: Lucas Prieto'])
})

test('they write again: those who have it or follow it are told once; what we say and what is old rings nobody', async () => {
  const { channel } = await followed()
  const { db } = world.app.core
  const again = (externalId: string, more = {}) => said(externalId, { parentExternalId: '1', ...now(), ...more })
  await heard(db, channel, again('old', { saidAt: new Date(Date.now() - 2 * 3_600_000) }))
  await heard(db, channel, again('ours', { author: us }))
  assert.deepEqual(await bell('nico'), [])
  await heard(db, channel, again('2'), again('3'))
  await heard(db, channel, again('4'))
  for (const who of ['marta', 'nico', 'vera'] as const)
    assert.deepEqual(await bell(who), ['They wrote again: Lucas Prieto'])
  assert.deepEqual(await bell('olga'), [])
})

test('of many conversations in which they write again it is told in as many statements as of one', async () => {
  const { nico } = world.cast
  await world.tx((tx) => choose(tx, nico.id, lettersOf({ followed: 'at-once' })))
  const [first, ...more] = [await followed(), await followed(), await followed(), await followed()]
  const statements = async (ids: readonly string[]) => {
    let count = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        count++
        return result
      },
    }
    const spoken = ids.map((id) => ({ kind: 'conversation.spoken', conversation: { id } }))
    await world.tx((tx) => recordAll(tx.withPlugin(counting), spoken))
    return count
  }
  const ofOne = await statements([first?.id ?? ''])
  assert.ok(ofOne > 0)
  assert.equal(await statements(more.map(({ id }) => id)), ofOne)
  for (const who of ['marta', 'nico', 'vera'] as const) assert.equal((await bell(who)).length, 4)
  assert.deepEqual(await bell('olga'), [])
  const { rows } = await world.app.core.pool.query<{ letters: number }>(
    `select count(*)::int as letters from notifications n join graphile_worker.jobs j on j.key = 'notifications.mail:' || n.id
     where n.user_id = $1`,
    [nico.id],
  )
  assert.deepEqual(rows, [{ letters: 4 }])
  await world.tx((tx) => choose(tx, nico.id, noLetters))
})

test('whoever follows what is theirs has one line of each', async () => {
  const { id, channel } = await followed()
  await world.tx((tx) => follow(tx, id, world.cast.marta))
  await heard(world.app.core.db, channel, said('2', { parentExternalId: '1', ...now() }))
  await world.tx((tx) => close(tx, id, world.cast.nico))
  assert.deepEqual(await bell('marta'), ['Nico closed it: Lucas Prieto', 'They wrote again: Lucas Prieto'])
})

test('an answer that arrived is told by who wrote it, once for all its parts', async () => {
  const { id, messageIds } = await followed()
  const { db } = world.app.core
  const { marta } = world.cast
  const reply = newId()
  const [inReplyTo = ''] = messageIds
  await db
    .insertInto('replies')
    .values({ id: reply, conversation_id: id, in_reply_to: inReplyTo, written_by: marta.id, text: 'Hola' })
    .execute()
  await world.tx((tx) => record(tx, 'reply.sent', { conversation: { id }, data: { reply, part: 0 } }))
  await db.updateTable('notifications').set({ read_at: new Date() }).execute()
  await world.tx((tx) => record(tx, 'reply.sent', { conversation: { id }, data: { reply, part: 1 } }))
  assert.deepEqual(await bell('nico'), ['Marta answered: Lucas Prieto'])
  assert.deepEqual(await bell('marta'), [])
})

test('handed on: whoever gets it is told that alone, whoever had it and who follow it that it went', async () => {
  const { id } = await followed()
  const { nico, olga } = world.cast
  await world.tx((tx) => assign(tx, id, { userId: nico.id }, olga))
  assert.deepEqual(await bell('nico'), ['Olga gave you a conversation: Lucas Prieto'])
  assert.deepEqual(await bell('marta'), ['Olga gave it to Nico: Lucas Prieto'])
  assert.deepEqual(await bell('vera'), ['Olga gave it to Nico: Lucas Prieto'])
  await world.tx((tx) => assign(tx, id, { userId: olga.id }, olga))
  assert.deepEqual((await bell('nico'))[0], 'Olga took it: Lucas Prieto')
})

test('a note is told with its words, as long as it stands', async () => {
  const { id } = await followed()
  const { nico } = world.cast
  const written = await world.tx((tx) => note(tx, id, 'Llamó  ayer,\nmuy amable', nico))
  assert.deepEqual(await bell('nico'), [])
  assert.deepEqual(await bell('vera'), ['Nico wrote a note: Lucas Prieto · “Llamó ayer, muy amable”'])
  await world.tx((tx) => removeNote(tx, written, nico))
  assert.deepEqual(await bell('vera'), ['Nico wrote a note: Lucas Prieto'])
})

test('letters go to who asked for them, and nobody who left is told', async () => {
  const { id } = await followed()
  const { db, pool } = world.app.core
  const { marta, nico, vera, olga } = world.cast
  await world.tx((tx) => choose(tx, nico.id, lettersOf({ followed: 'at-once' })))
  await db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', vera.id).execute()
  await world.tx((tx) => close(tx, id, olga))
  const told = await db.selectFrom('notifications').select('user_id').execute()
  assert.deepEqual(new Set(told.map((row) => row.user_id)), new Set([marta.id, nico.id]))
  const { rows } = await pool.query<{ user_id: string }>(
    `select n.user_id from notifications n join graphile_worker.jobs j on j.key = 'notifications.mail:' || n.id`,
  )
  assert.deepEqual(
    rows.map((row) => row.user_id),
    [nico.id],
  )
  await db.updateTable('users').set({ deactivated_at: null }).where('id', '=', vera.id).execute()
})

test('whom a note names is told once, with its words and its place, and by letter if they want that', async () => {
  const { id } = await followed()
  const { pool } = world.app.core
  const { nico, olga } = world.cast
  await world.tx((tx) => choose(tx, nico.id, noLetters))
  await world.tx((tx) => choose(tx, olga.id, lettersOf({ named: 'at-once' })))
  const written = await world.tx((tx) => note(tx, id, '@olga y @Vera: llamó', nico))
  for (const who of ['olga', 'vera'] as const)
    assert.deepEqual(await bell(who), ['Nico names you in a note: Lucas Prieto · “@olga y @Vera: llamó”'])
  assert.deepEqual(await bell('marta'), ['Nico wrote a note: Lucas Prieto · “@olga y @Vera: llamó”'])
  const [line] = (await (await world.as('olga').json('GET', '/notifications')).json()).notifications
  assert.equal(line.href, `/conversations/${id}#note-${written}`)
  await world.tx((tx) => close(tx, id, nico))
  assert.deepEqual((await bell('olga'))[0], 'Nico closed it: Lucas Prieto')
  const { rows } = await pool.query<{ user_id: string; kind: string }>(
    `select n.user_id, n.kind from notifications n join graphile_worker.jobs j on j.key = 'notifications.mail:' || n.id`,
  )
  assert.deepEqual(rows, [{ user_id: olga.id, kind: 'named' }])
})

test('handed over with a note: one line for each, with its words, for whoever gets it, had it, follows it or is named', async () => {
  const { id } = await followed()
  const { olga, nico } = world.cast
  const text = 'Pide factura, @vera. @olga sabe'
  await world.tx((tx) => handOver(tx, id, { userId: olga.id }, { text }, nico))
  const said = `Lucas Prieto · “${text}”`
  assert.deepEqual(await bell('olga'), [`Nico gave you a conversation: ${said}`])
  assert.deepEqual(await bell('marta'), [`Nico gave it to Olga: ${said}`])
  assert.deepEqual(await bell('vera'), [`Nico names you in a note: ${said}`])
  assert.deepEqual(await bell('nico'), [])
  // They have it already: a note like any other.
  await world.tx((tx) => handOver(tx, id, { userId: olga.id }, { text: 'Y mañana llama' }, nico))
  assert.deepEqual((await bell('olga'))[0], 'Nico wrote a note: Lucas Prieto · “Y mañana llama”')
})
