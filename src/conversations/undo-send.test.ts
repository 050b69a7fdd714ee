import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { newId } from '../lib/ids.ts'
import { findConversation } from './conversation.ts'
import { deliveriesOf } from './deliveries.ts'
import { findDraft, keepDraft } from './draft.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const text = 'Hola, Lucas: te lo cambiamos mañana.'
const marta = () => world.as(world.cast.marta)

/** Sent from the desk by somebody who wants to be able to undo it. */
async function send(id: string, more: Record<string, string> = {}): Promise<string> {
  const replyId = newId()
  const sent = await marta()(`/conversations/${id}/replies`, form('POST', { id: replyId, text, wait: '1', ...more }))
  assert.equal(sent.status, 303)
  return replyId
}
const undo = (replyId: string) => marta()(`/replies/${replyId}`, form('DELETE'))
const toldBy = (response: Response) => decodeURIComponent(response.headers.get('set-cookie') ?? '')
const waitOf = async (replyId: string) => {
  const [delivery] = await deliveriesOf(world.db, replyId)
  return (delivery?.leavesAt.getTime() ?? 0) - (delivery?.writtenAt.getTime() ?? 0)
}

test('who has not switched it off sends what waits ten seconds; a program only when it asks', async () => {
  const { id } = await someConversation(world.db)
  const page = async (undoSeconds: 0 | 10) =>
    (await world.as({ ...world.cast.marta, undoSeconds })(`/conversations/${id}`)).text()
  assert.match(await page(10), /name="wait" value="1"/)
  assert.doesNotMatch(await page(0), /name="wait"/)
  assert.ok(Math.abs((await waitOf(await send(id))) - 10_000) < 1000)
  const asked = async (more: object) =>
    (await (await marta()(`/conversations/${id}/replies`, json('POST', { text, ...more }))).json()) as { id: string }
  assert.ok((await waitOf((await asked({})).id)) <= 0)
  assert.ok(Math.abs((await waitOf((await asked({ wait: true })).id)) - 10_000) < 1000)
})

test('meanwhile it stands in the thread with one button, which makes the exact text a draft again', async () => {
  const { id } = await someConversation(world.db)
  const replyId = await send(id)
  const page = await (await marta()(`/conversations/${id}`)).text()
  assert.match(page, /Leaves for Scripted in a moment/)
  assert.match(page, new RegExp(`action="/replies/${replyId}"[^]*?Undo`))
  assert.doesNotMatch(page, /Take back and edit/)
  const undone = await undo(replyId)
  assert.equal(undone.headers.get('location'), `/conversations/${id}`)
  assert.match(toldBy(undone), /told-withdrawn"/)
  assert.equal((await findDraft(world.db, id))?.text, text)
  assert.deepEqual(await world.eventsOf(id), ['reply.decided', 'reply.withdrawn'])
  assert.match(toldBy(await undo(replyId)), /told-withdrawn"/, 'pressed twice, it is undone')
  assert.equal((await findDraft(world.db, id))?.text, text)
})

test('what a colleague made of the draft meanwhile stays, and nothing stands there twice', async () => {
  const { id } = await someConversation(world.db)
  const draft = async (written: string) => {
    await world.tx((tx) => keepDraft(tx, id, { text: written }, world.cast.nico))
    return findDraft(world.db, id)
  }
  const first = await send(id)
  await draft('Le llamo yo')
  await undo(first)
  assert.equal((await findDraft(world.db, id))?.text, `${text}\n\nLe llamo yo`)
  const second = await send(id)
  assert.ok((await findDraft(world.db, id))?.text.includes('Le llamo yo'), 'words of a colleague were not said')
  const before = (await findDraft(world.db, id))?.text
  await undo(second)
  assert.equal((await findDraft(world.db, id))?.text, before)
})

test('too late says so, with what left; of what left in part the rest comes back', async () => {
  const { id } = await someConversation(world.db)
  const replyId = await send(id)
  await world.db.updateTable('deliveries').set({ state: 'sending' }).where('reply_id', '=', replyId).execute()
  const late = await undo(replyId)
  assert.equal(late.headers.get('location'), `/conversations/${id}`)
  assert.match(toldBy(late), /told-left.*Scripted.*te lo cambiamos mañana/)
  assert.equal(await findDraft(world.db, id), undefined)
  assert.equal((await marta()(`/replies/${replyId}`, json('DELETE'))).status, 409)
  const parts = { id: newId(), text: '', parts: ['Uno', 'Dos'], wait: true }
  await marta()(`/conversations/${id}/replies`, json('POST', parts))
  await world.db
    .updateTable('deliveries')
    .set({ state: 'sent' })
    .where('reply_id', '=', parts.id)
    .where('part', '=', 0)
    .execute()
  assert.match(toldBy(await undo(parts.id)), /told-withdrawn-rest.*Uno/)
  assert.equal((await findDraft(world.db, id))?.text, 'Dos')
})

test('what was sent and closed at once is open again; what was closed apart stays closed', async () => {
  const { id } = await someConversation(world.db)
  const both = await send(id, { close: '1' })
  assert.equal((await findConversation(world.db, id)).state, 'closed')
  await undo(both)
  assert.equal((await findConversation(world.db, id)).state, 'open')
  const alone = await send(id)
  await marta()(`/conversations/${id}/closure`, form('PUT'))
  await undo(alone)
  assert.equal((await findConversation(world.db, id)).state, 'closed')
})
