import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { heard, minute, rosa, said, someConversation, us } from '../../../test/talk.ts'
import { Refusal } from '../../core/errors.ts'
import { close } from '../close.ts'
import { findConversation } from '../conversation.ts'
import { findDraft, keepDraft } from '../draft.ts'
import { follow, unfollow } from '../follow.ts'
import { readHappenings } from '../happenings.ts'
import { markRead } from '../read.ts'
import { clearSpam, markSpam } from '../spam.ts'
import { tag, untag } from '../tag.ts'
import { createWorld, type World } from '../world.test-kit.ts'
import { merge } from './merge.ts'
import { move, split } from './split.ts'
import { undoRearrangement } from './undo.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const under = (externalId: string, parentExternalId: string, at: number) =>
  said(externalId, { parentExternalId, rootExternalId: '1', saidAt: minute(at) })

/** A question, and somebody who joins under it. */
const withAnswer = () => someConversation(world.db, said('1'), under('2', '1', 2))
const takeSecond = ({ messageIds }: { messageIds: string[] }) => ({
  messageId: messageIds[1] ?? '',
  scope: 'under' as const,
})
const splitSecond = (from: { messageIds: string[] }) =>
  world.tx((tx) => split(tx, world.connectors, takeSecond(from), world.cast.marta))
const moveSecond = (from: { messageIds: string[] }, intoId: string) =>
  world.tx((tx) => move(tx, world.connectors, { ...takeSecond(from), intoId }, world.cast.marta))
const mergeInto = (fromId: string, intoId: string) =>
  world.tx((tx) => merge(tx, world.connectors, { fromId, intoId }, world.cast.marta))
const undone = ({ id }: { id: string }) => world.tx((tx) => undoRearrangement(tx, id, world.cast.marta))
const stateOf = async (id: string) => (await findConversation(world.db, id)).state
const refused = (error: unknown) => error instanceof Refusal && error.status === 422

test('whoever spoke under a part that comes back is not left in a closed conversation', async () => {
  for (const rearrange of [
    splitSecond,
    async (it: { messageIds: string[] }) => moveSecond(it, (await withAnswer()).id),
  ]) {
    const from = await withAnswer()
    const done = await rearrange(from)
    await world.tx((tx) => close(tx, from.id, world.cast.marta))
    await heard(world.db, from.channel, said('3', { author: rosa, parentExternalId: '2', saidAt: minute(3) }))
    assert.equal(await stateOf(from.id), 'closed')
    await undone(done)
    assert.equal(await stateOf(from.id), 'open')
    assert.ok((await world.eventsOf(from.id)).includes('conversation.reopened'))
  }
})

test('what was closed after all of it was heard stays closed', async () => {
  const from = await withAnswer()
  const done = await splitSecond(from)
  await heard(world.db, from.channel, said('3', { author: rosa, parentExternalId: '2', saidAt: minute(3) }))
  await world.tx((tx) => close(tx, from.id, world.cast.marta))
  await undone(done)
  assert.equal(await stateOf(from.id), 'closed')
})

test('who waits is not moved out of sight: the other opens, has something new, and is as it was when undone', async () => {
  const [from, into] = [await withAnswer(), await someConversation(world.db, said('1', { saidAt: minute(9) }))]
  await world.tx((tx) => close(tx, into.id, world.cast.marta))
  await markRead(world.db, into.id, world.cast.marta)
  const isNew = async () => {
    const { rows } = await sql<{ isNew: boolean }>`select c.heard_late > r.heard_late as "isNew" from conversations c
      join conversation_reads r on r.conversation_id = c.id where c.id = ${into.id}`.execute(world.db)
    return rows[0]?.isNew
  }
  const done = await moveSecond(from, into.id)
  assert.deepEqual([await stateOf(into.id), await isNew()], ['open', true])
  await undone(done)
  assert.deepEqual([await stateOf(into.id), await isNew()], ['closed', false])
})

test('of two that were moved into a closed conversation, the one that stays keeps it open', async () => {
  const [one, other, into] = [await withAnswer(), await withAnswer(), await someConversation(world.db)]
  await world.tx((tx) => close(tx, into.id, world.cast.marta))
  const [first, second] = [await moveSecond(one, into.id), await moveSecond(other, into.id)]
  await undone(first)
  assert.equal(await stateOf(into.id), 'open')
  await undone(second)
  assert.equal(await stateOf(into.id), 'closed')
})

test('what is no spam is not moved among spam, nor the other way; a part of spam is spam', async () => {
  const [from, into] = [await withAnswer(), await withAnswer()]
  await world.tx((tx) => markSpam(tx, into.id, world.cast.marta))
  await assert.rejects(moveSecond(from, into.id), refused)
  await assert.rejects(moveSecond(into, from.id), refused)
  const { toId } = await splitSecond(into)
  assert.equal(await stateOf(toId), 'spam')
  await world.tx((tx) => clearSpam(tx, toId, world.cast.marta))
  assert.equal(await stateOf(toId), 'open')
})

test('what a colleague decided since a merge stays when it is undone', async () => {
  const [from, into] = [await someConversation(world.db), await someConversation(world.db)]
  const { marta, nico } = world.cast
  for (const name of ['vip', 'old']) await world.tx((tx) => tag(tx, from.id, name, marta))
  await world.tx((tx) => follow(tx, from.id, nico))
  const done = await mergeInto(from.id, into.id)
  await world.tx((tx) => untag(tx, into.id, 'vip', marta))
  await world.tx((tx) => tag(tx, into.id, 'vip', nico))
  await world.tx((tx) => unfollow(tx, into.id, nico))
  await world.tx((tx) => follow(tx, into.id, nico))
  await undone(done)
  const followers = async (id: string) => {
    const { rows } = await sql<{ id: string }>`
      select user_id as id from conversation_followers where conversation_id = ${id}`.execute(world.db)
    return rows.map((row) => row.id)
  }
  assert.deepEqual((await findConversation(world.db, into.id)).tags, ['vip'])
  assert.deepEqual((await findConversation(world.db, from.id)).tags.toSorted(), ['old', 'vip'])
  assert.deepEqual([await followers(into.id), await followers(from.id)], [[nico.id], [nico.id]])
})

test('what was being written stands once when the network ties a merged thread to another, and parts whole', async () => {
  const [from, into] = [await someConversation(world.db), await someConversation(world.db)]
  await heard(world.db, from.channel, said('other', { author: rosa }))
  const { rows } = await sql<{ id: string }>`select conversation_id as id from messages
    where channel_id = ${from.channel.id} and external_id = 'other'`.execute(world.db)
  const texts = [
    [from.id, 'Hola Lucas.'],
    [into.id, 'Buenas.'],
    [rows[0]?.id ?? '', 'Hola Rosa.'],
  ] as const
  for (const [id, text] of texts) await world.tx((tx) => keepDraft(tx, id, { text }, world.cast.marta))
  const done = await mergeInto(from.id, into.id)
  await heard(world.db, from.channel, under('both', 'other', 5))
  const textOf = async (id: string) => (await findDraft(world.db, id))?.text
  assert.equal(await textOf(into.id), 'Buenas.\n\nHola Lucas.\n\nHola Rosa.')
  await undone(done)
  assert.deepEqual([await textOf(into.id), await textOf(from.id)], ['Buenas.', 'Hola Lucas.\n\nHola Rosa.'])
})

test('a draft that both had is not given twice when nothing was being written in the thread that is tied', async () => {
  const [from, into] = [await someConversation(world.db), await someConversation(world.db)]
  await heard(world.db, from.channel, said('other', { author: rosa }))
  await world.tx((tx) => keepDraft(tx, from.id, { text: 'Hola Lucas.' }, world.cast.marta))
  const done = await mergeInto(from.id, into.id)
  await heard(world.db, from.channel, under('both', 'other', 5))
  assert.equal((await findDraft(world.db, into.id))?.text, 'Hola Lucas.')
  await undone(done)
  assert.equal(await findDraft(world.db, into.id), undefined)
  assert.equal((await findDraft(world.db, from.id))?.text, 'Hola Lucas.')
})

test('what tells of another conversation names whoever spoke to us there, never our own account', async () => {
  const [from, into] = [await withAnswer(), await someConversation(world.db)]
  await heard(world.db, from.channel, said('ours', { author: us, parentExternalId: '2', saidAt: minute(9) }))
  const titles = async (id: string) =>
    (await readHappenings(world.db, id, {})).flatMap(({ other }) => (other ? [other.title] : []))
  const done = await mergeInto(from.id, into.id)
  assert.deepEqual(await titles(into.id), ['Lucas Prieto'])
  await undone(done)
  const { toId } = await splitSecond(from)
  assert.deepEqual((await titles(toId)).slice(0, 1), ['Lucas Prieto'])
})
